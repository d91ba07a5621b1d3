/* In: a figure.  Out: its cells, as the tidy CSV has them. */
#include "chart/figures_cells.h"

#include "figure/column.h"

size_t
sb_figures_cells_count(void)
{
    return SB_COLUMN_COUNT;
}

const char *
sb_figures_cells_name(size_t column)
{
    return sb_column_names()[column];
}

gboolean
sb_figures_cells_is_number(size_t column)
{
    return sb_column_is_number((SbColumnId)column);
}

char *
sb_figures_cells_text(const SbFigure *figure, size_t column)
{
    return sb_column_get(figure, (SbColumnId)column);
}
