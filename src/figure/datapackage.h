/*
 * datapackage.json: what the columns of the tidy CSV and of sources.csv mean,
 * for other programs (Frictionless Data Package, Table Schema).
 */
#pragma once

#include "base/job.h"

/* The package of the table at path and of the files beside it.  What a person
 * wrote into an earlier one there (title, description, licenses …) stays. */
GString *sb_datapackage_write(SbJob *job, const char *path, GError **error);
