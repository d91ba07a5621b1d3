/*
 * brief.yaml: what is to be made from what.  Read whole and checked before
 * anything runs; an unknown key is refused with the nearest right one.
 *
 * Paths are relative to the manifest's folder, as they are written there.
 */
#pragma once

#include "base/job.h"
#include "base/json.h"

typedef struct {
    const char *name; /* "exports" */
    const char *path; /* "charts/exports.vl.json" */
    const char *lang; /* of a report; NULL for a chart: made in every edition */
} SbManifestItem;

typedef struct {
    const char *path;   /* of the manifest, as it was given */
    const char *folder; /* "." or what leads to its folder */
    const char *root;   /* nothing may be read or written outside of it */
    const char *title;
    const GPtrArray *editions; /* of const char*: "en", "ko" */
    const char *data;          /* the reviewed figures.csv; NULL */
    const char *checks;        /* checks.csv; NULL */
    const GPtrArray *articles; /* of const char* */
    const GPtrArray *charts;   /* of SbManifestItem */
    const GPtrArray *reports;  /* of SbManifestItem */
    const GPtrArray *formats;  /* of const char*: "png", "svg", "pdf" */
    const GPtrArray *presets;  /* of const char* */
    const char *outdir;
    GHashTable *params;  /* name -> text */
    json_t *params_tree; /* name -> value */
    json_t *colours;     /* category -> colour */
    gboolean strict, draft;
} SbManifest;

/* root: --root or NULL.  The manifest belongs to the caller. */
SbManifest *sb_manifest_read(const SbSource *source, const char *root, GError **error);
void sb_manifest_free(SbManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbManifest, sb_manifest_free)

/* folder/path, or path alone in folder ".".  Free it. */
char *sb_manifest_path(const SbManifest *manifest, const char *path);
