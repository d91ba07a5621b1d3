/*
 * The tree of an expression, between its reader and its evaluator: private to
 * expr*.c.  Nodes live in the expression's arena.
 */
#pragma once

#include "chart/expr.h"

typedef enum {
    SB_EXPR_LITERAL,
    SB_EXPR_DATUM,   /* the whole row */
    SB_EXPR_FIELD,   /* a field of it: slot */
    SB_EXPR_NAME,    /* a parameter */
    SB_EXPR_MEMBER,  /* left.text */
    SB_EXPR_INDEX,   /* left[right] */
    SB_EXPR_CALL,    /* function(items) */
    SB_EXPR_FOREIGN, /* text(items), known to the scope only */
    SB_EXPR_ARRAY,   /* items */
    SB_EXPR_OBJECT,  /* keys: items */
    SB_EXPR_UNARY,
    SB_EXPR_BINARY,
    SB_EXPR_AND,
    SB_EXPR_OR,
    SB_EXPR_IF /* left ? right : third */
} SbExprKind;

typedef enum {
    SB_EXPR_PLUS,
    SB_EXPR_MINUS,
    SB_EXPR_NOT,
    SB_EXPR_COMPLEMENT,
    SB_EXPR_TIMES,
    SB_EXPR_OVER,
    SB_EXPR_REMAINDER,
    SB_EXPR_EQUAL,
    SB_EXPR_UNEQUAL,
    SB_EXPR_SAME,
    SB_EXPR_OTHER,
    SB_EXPR_LESS,
    SB_EXPR_AT_MOST,
    SB_EXPR_MORE,
    SB_EXPR_AT_LEAST,
    SB_EXPR_BIT_AND,
    SB_EXPR_BIT_OR,
    SB_EXPR_BIT_XOR,
    SB_EXPR_SHIFT_LEFT,
    SB_EXPR_SHIFT_RIGHT,
    SB_EXPR_SHIFT_ZERO,
    SB_EXPR_IN
} SbExprOperator;

/* A function's call: its arguments, and where it may make values. */
typedef struct {
    SbArena *arena;
    const SbExprScope *scope;
    const SbValue *args;
    size_t count;
} SbExprCall;

typedef SbValue (*SbExprFunction)(const SbExprCall *call);

enum { SB_EXPR_ARGS = 24 }; /* at most in one call */

typedef struct SbExprNode SbExprNode;
struct SbExprNode {
    SbExprKind kind;
    SbExprOperator operator;
    size_t at; /* character, 0-based */
    SbValue value;
    size_t slot;
    const char *text;
    SbExprFunction function;
    const SbExprNode *left, *right, *third;
    const SbExprNode **items;
    const char **keys;
    size_t count;
};

struct SbExpr {
    const char *text;
    const SbExprNode *root;
    GPtrArray *fields;  /* of const char*: paths as written with dots */
    GArray *paths;      /* of SbFieldPath, one a slot */
    GPtrArray *names;   /* of const char* */
    GArray *name_at;    /* of size_t: where each name first stands */
    GPtrArray *foreign; /* of const SbExprNode*: calls that the scope must know */
};

/* The row of functions.def; NULL when there is none. */
typedef struct {
    const char *name;
    int least, most; /* arguments; most -1: any number */
    SbExprFunction function;
} SbExprFunctionRow;
const SbExprFunctionRow *sb_expr_functions_find(const char *name);
/* All names, for "did you mean". */
const char *const *sb_expr_functions_names(size_t *count);

/* What functions share. */
SbValue sb_expr_functions_argument(const SbExprCall *call, size_t index);
double sb_expr_functions_number(const SbExprCall *call, size_t index);
const char *sb_expr_functions_text(const SbExprCall *call, size_t index);
/* new Date(value): NaN for none. */
double sb_expr_functions_date(SbValue value, int zone);
/* A number as an array's index, as slice and substring read it. */
gint64 sb_expr_functions_index(SbValue value, gint64 fallback, gint64 length);

#define FUNCTION(name, least, most, function) SbValue function(const SbExprCall *call);
#include "chart/functions.def"
#undef FUNCTION
