/*
 * Every limit on input, with its reason.  Exceeding one is an error that names
 * it.  The manual lists them under LIMITS.
 */
#pragma once

enum {
    SB_LIMIT_FILE = 256 * 1024 * 1024,   /* bytes of an input; keeps memory bounded */
    SB_LIMIT_MARKDOWN = 4 * 1024 * 1024, /* bytes; the parser is not linear everywhere */
    SB_LIMIT_NAMES = 1024 * 1024, /* bytes of an article looked through for names */
    SB_LIMIT_QUOTE = 2000, /* bytes of a figure's sentence; then only what is around it */
    SB_LIMIT_SENTENCE = 250, /* words and marks of a sentence; then another begins */
    SB_LIMIT_JSON = 64 * 1024 * 1024,         /* bytes of JSON or YAML */
    SB_LIMIT_JSON_DEPTH = 128,                /* nested arrays and objects; recursion */
    SB_LIMIT_CSV_FIELD = 1024 * 1024,         /* bytes of one CSV field */
    SB_LIMIT_CSV_COLUMNS = 10000,             /* columns of a CSV */
    SB_LIMIT_CSV_ROWS = 20 * 1000 * 1000,     /* rows of a CSV */
    SB_LIMIT_CHART_SIDE = 16384,              /* px; a cairo surface ends at 32,767 */
    SB_LIMIT_CHART_PIXELS = 64 * 1000 * 1000, /* px in all: 256 MB of surface */
    SB_LIMIT_MARKS = 1000 * 1000,             /* items of a chart */
    SB_LIMIT_CATEGORIES = 10000,              /* of a discrete scale */
    SB_LIMIT_FACETS = 1000,                   /* cells of a facet, ticks of an axis */
    SB_LIMIT_VIEW_DEPTH = 16,                 /* nested views; recursion */
    SB_LIMIT_EXPR_DEPTH = 64,                 /* nested expressions; recursion */
    SB_LIMIT_EXPR_CHAIN = 1000,               /* operators in a row; recursion */
    SB_LIMIT_EXPR_NODES = 20 * 1000,          /* values and operators; recursion */
    SB_LIMIT_MARKDOWN_DEPTH = 64,             /* nested blocks and inlines; recursion */
    SB_LIMIT_MARKDOWN_MARKS = 20 * 1000,      /* brackets, stars … of a paragraph */
    SB_LIMIT_TABLE_CELLS = 200 * 1000,        /* cells of a Markdown table */
    SB_LIMIT_COMBINING = 30,   /* combining marks in a run; shaping is quadratic */
    SB_LIMIT_PDF_PAGES = 5000, /* pages of a PDF input */
    SB_LIMIT_PDF_WORDS = 4 * 1000 * 1000,     /* words of a PDF input */
    SB_LIMIT_PDF_SECONDS = 30,                /* for reading a PDF */
    SB_LIMIT_PDF_TEXT = 64 * 1024 * 1024,     /* bytes of text out of a PDF */
    SB_LIMIT_PDF_MEMORY = 1024 * 1024 * 1024, /* bytes, of the program that reads it */
    SB_LIMIT_MESSAGE = 4096,                  /* bytes of one message on stderr */
    SB_LIMIT_IMAGE_PIXELS = 64 * 1000 * 1000, /* px of an image, by its header */
    SB_LIMIT_PAGES = 10000                    /* pages of a report */
};
