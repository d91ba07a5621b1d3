/* stub */
#include "extract/grid.h"
SbArticleTable
sb_grid_read(SbContext *context, const SbMentionSetting *setting, const SbRows *rows,
    const SbBlock *block, guint number)
{
    return (SbArticleTable){ "", 0, "", "", "" };
}
