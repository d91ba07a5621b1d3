/* Points, rectangles, insets: doubles, y downward, in the scene's unit. */
#pragma once

typedef struct {
    double x, y;
} SbPoint;

typedef struct {
    double x, y, width, height;
} SbRect;

typedef struct {
    double top, right, bottom, left;
} SbInsets;
