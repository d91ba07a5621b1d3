/* A scene as text: for tests, and as Vega's item list for comparison. */
#pragma once

#include "draw/scene.h"

/* One line an item, indented by group; numbers rounded to a tenth.  Free it. */
GString *sb_scene_dump(const SbScene *scene);
/* {"width","height","marks":[{"type","role","items":[{x,y,x2,y2,width,height,
 * text}]}]} in picture coordinates.  Free it. */
GString *sb_scene_dump_vega(const SbScene *scene);
