/*
 * What an expression's tree says without being evaluated.
 */
#pragma once

#include "chart/expr.h"

/* The texts that a field of datum is compared with (==, ===, indexof in an array
 * of literals): of const char*, in arena. */
const GPtrArray *sb_expr_inspect_constants(
    SbArena *arena, const SbExpr *expr, const char *field);
