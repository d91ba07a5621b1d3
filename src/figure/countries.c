/*
 * In: codes/iso_3166-1.json and codes/iso_3166-1.ko.mo, which the build copies
 * from iso-codes.  Out: one call a country (see countries.h).
 *
 * A .mo file (GNU gettext manual, "The Format of GNU MO Files") is a head of
 * 32-bit words, then tables of {length, offset} for originals, sorted, and for
 * translations.
 */
#include "figure/countries.h"

#include <string.h>

#include "base/json.h"

typedef struct {
    const char *bytes;
    size_t length;
    guint32 count, originals, translations; /* how many, and where the tables are */
    gboolean swapped;
} Catalogue;

static guint32
word_at(const Catalogue *mo, size_t offset)
{
    guint32 word;

    if (offset > mo->length || mo->length - offset < 4) {
        return 0;
    }
    memcpy(&word, mo->bytes + offset, 4);
    return mo->swapped ? GUINT32_SWAP_LE_BE(word) : word;
}

static Catalogue
open_catalogue(const SbSource *source)
{
    Catalogue mo = { .bytes = sb_source_text(source),
        .length = sb_source_length(source) };
    guint32 magic = word_at(&mo, 0);

    if (magic != 0x950412DE) {
        mo.swapped = TRUE;
        magic = word_at(&mo, 0);
    }
    if (magic == 0x950412DE) {
        mo.count = word_at(&mo, 8);
        mo.originals = word_at(&mo, 12);
        mo.translations = word_at(&mo, 16);
    }
    return mo;
}

/* String index of the table at table; NULL when the file is broken. */
static const char *
string_at(const Catalogue *mo, guint32 table, guint32 index)
{
    size_t entry = (size_t)table + (size_t)index * 8;
    size_t length = word_at(mo, entry), offset = word_at(mo, entry + 4);

    if (offset >= mo->length || length >= mo->length - offset ||
        mo->bytes[offset + length] != '\0') {
        return NULL;
    }
    return mo->bytes + offset;
}

/* The translation of text, or "". */
static const char *
translate(const Catalogue *mo, const char *text)
{
    guint32 low = 0, high = mo->count;

    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        const char *original = string_at(mo, mo->originals, middle);
        int order = original != NULL ? strcmp(text, original) : -1;

        if (order == 0) {
            const char *found = string_at(mo, mo->translations, middle);

            return found != NULL ? found : "";
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return "";
}

/* A file of the data folder; NULL without error when it is not there. */
static const SbSource *
read_data(SbJob *job, const char *name, gboolean binary, GError **error)
{
    g_autofree char *path = sb_job_data_path(job, name);
    SbSourceOptions options = { .binary = binary };

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return NULL;
    }
    return sb_source_read(job, path, &options, error);
}

gboolean
sb_countries_each(SbJob *job,
    void (*each)(const char *code, const char *en, const char *ko, const char *official,
        void *data),
    void *data, GError **error)
{
    GError *problem = NULL;
    const SbSource *list = read_data(job, "codes/iso_3166-1.json", FALSE, &problem);
    const SbSource *korean =
        problem == NULL ? read_data(job, "codes/iso_3166-1.ko.mo", TRUE, &problem) : NULL;

    if (problem != NULL || list == NULL) {
        if (problem == NULL) {
            return TRUE;
        }
        g_propagate_error(error, problem);
        return FALSE;
    }
    g_autoptr(json_t) root = sb_json_read(list, error);

    if (root == NULL) {
        return FALSE;
    }
    Catalogue mo = { 0 };

    if (korean != NULL) {
        mo = open_catalogue(korean);
    }
    const json_t *countries = json_object_get(root, "3166-1");

    for (size_t i = 0; i < json_array_size(countries); i++) {
        const json_t *country = json_array_get(countries, i);
        const char *code = sb_json_string(country, "alpha_2", NULL);
        const char *name = sb_json_string(country, "name", NULL);

        if (code != NULL && name != NULL) {
            const char *common = sb_json_string(country, "common_name", NULL);
            const char *korean_name = common != NULL ? translate(&mo, common) : "";

            each(code, common != NULL ? common : name,
                *korean_name != '\0' ? korean_name : translate(&mo, name),
                sb_json_string(country, "official_name", ""), data);
        }
    }
    return TRUE;
}
