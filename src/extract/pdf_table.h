/*
 * Tables by alignment (private to the room).
 */
#pragma once

#include "extract/pdf.h"

/* A caption or a line of units: it stands above a table and is no row of it. */
gboolean sb_pdf_table_is_caption(const char *text);
