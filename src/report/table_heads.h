/* Heads over several columns of a table. */
#pragma once

#include "report/document.h"

/* Parts a head row whose cells read "Exports // 2022" into two: neighbours of one text
 * before the " // " share a cell above theirs. */
void sb_table_heads_part(SbArena *arena, SbTable *table);
