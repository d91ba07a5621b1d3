/* Pictures from files: PNG decoded, JPEG as it is. */
#pragma once

#include "draw/scene.h"

/* The picture in source (read as binary), in arena.  Its size is read from the
 * header and held against SB_LIMIT_IMAGE_PIXELS before anything is decoded. */
const SbImage *sb_image_read(SbArena *arena, const SbSource *source, GError **error);
