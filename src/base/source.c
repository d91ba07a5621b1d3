/*
 * In: a path.  Out: text in UTF-8, its hash and its line table (see source.h).
 */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decode.h"
#include "base/error.h"
#include "base/job.h"
#include "base/limits.h"
#include "base/sha256.h"

struct SbSource {
    char *path;
    char *text;
    size_t length;
    char *sha256;
    GArray *lines;  /* of size_t: where each line starts */
    GArray *places; /* of SbSourcePlace; NULL: lines are the file's own */
    GArray *counts; /* of size_t: characters before each STEP-th byte; NULL where all
                       lines are short */
};

/* Characters are counted from the step before, not from the start of a line that
 * may be the whole text. */
enum { STEP = 4096 };

void
sb_source_free(SbSource *source)
{
    if (source == NULL) {
        return;
    }
    g_free(source->path);
    g_free(source->text);
    g_free(source->sha256);
    g_clear_pointer(&source->lines, g_array_unref);
    g_clear_pointer(&source->places, g_array_unref);
    g_clear_pointer(&source->counts, g_array_unref);
    g_free(source);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbSource, sb_source_free)

const char *
sb_source_path(const SbSource *source)
{
    return source->path;
}

const char *
sb_source_text(const SbSource *source)
{
    return source->text;
}

size_t
sb_source_length(const SbSource *source)
{
    return source->length;
}

const char *
sb_source_sha256(const SbSource *source)
{
    return source->sha256;
}

int
sb_source_lines(const SbSource *source)
{
    return (int)source->lines->len;
}

size_t
sb_source_line_start(const SbSource *source, int line)
{
    int last = sb_source_lines(source);

    return g_array_index(source->lines, size_t, CLAMP(line, 1, last) - 1);
}

/* The place that holds offset. */
static const SbSourcePlace *
place_of(const SbSource *source, size_t offset)
{
    size_t low = 0, high = source->places->len;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (g_array_index(source->places, SbSourcePlace, middle).start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &g_array_index(source->places, SbSourcePlace, low);
}

int
sb_source_page(const SbSource *source, size_t offset)
{
    return source->places != NULL ? place_of(source, offset)->page : 0;
}

int
sb_source_line(const SbSource *source, size_t offset)
{
    if (source->places != NULL) {
        return place_of(source, offset)->line;
    }
    size_t low = 0, high = source->lines->len;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (g_array_index(source->lines, size_t, middle) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (int)low + 1;
}

/* Bytes that begin a character. */
static size_t
count_chars(const char *text, size_t length)
{
    const guint64 ones = 0x0101010101010101u;
    size_t count = length, i = 0;

    /* less those that begin with the bits 10, eight at a time */
    for (; i + 8 <= length; i += 8) {
        guint64 x;

        memcpy(&x, text + i, 8);
        count -= (size_t)__builtin_popcountll(x >> 7 & ~x >> 6 & ones);
    }
    for (; i < length; i++) {
        count -= ((guchar)text[i] & 0xC0) == 0x80;
    }
    return count;
}

static size_t
chars_before(const SbSource *source, size_t offset)
{
    size_t step = offset / STEP;

    return g_array_index(source->counts, size_t, step) +
           count_chars(source->text + step * STEP, offset - step * STEP);
}

int
sb_source_column(const SbSource *source, size_t offset)
{
    if (source->places != NULL) {
        const SbSourcePlace *place = place_of(source, offset);

        return place->column + (int)g_utf8_strlen(source->text + place->start,
                                   (gssize)(offset - place->start));
    }
    size_t start = sb_source_line_start(source, sb_source_line(source, offset));

    if (source->counts != NULL && offset > start + STEP) {
        return (int)(chars_before(source, offset) - chars_before(source, start)) + 1;
    }
    return (int)count_chars(source->text + start, offset - start) + 1;
}

char *
sb_source_place_text(const SbSource *source, size_t offset)
{
    offset = MIN(offset, source->length);
    if (source->places != NULL) {
        return g_strdup_printf("%s, page %d:%d:%d", source->path,
            sb_source_page(source, offset), sb_source_line(source, offset),
            sb_source_column(source, offset));
    }
    return g_strdup_printf("%s:%d:%d", source->path, sb_source_line(source, offset),
        sb_source_column(source, offset));
}

static void
find_counts(SbSource *source)
{
    size_t n = 0;

    source->counts = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t at = 0; at <= source->length; at += STEP) {
        g_array_append_val(source->counts, n);
        n += count_chars(source->text + at, MIN(STEP, source->length - at));
    }
}

static void
find_lines(SbSource *source)
{
    size_t start = 0, longest = 0;

    source->lines = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_array_append_val(source->lines, start);
    for (const char *p = source->text;
         (p = memchr(p, '\n', source->length - (size_t)(p - source->text))) != NULL;) {
        size_t next = (size_t)(++p - source->text);

        longest = MAX(longest, next - start);
        start = next;
        if (start < source->length) {
            g_array_append_val(source->lines, start);
        }
    }
    if (MAX(longest, source->length - start) > 4 * STEP) {
        find_counts(source);
    }
}

static gboolean
set_error_large(const char *name, size_t limit, GError **error)
{
    sb_error_set(error, SB_ERROR_INPUT,
        "%s: larger than the limit of %zu bytes for this kind of input", name, limit);
    return FALSE;
}

/* Reads a descriptor to its end, at most limit bytes.  expected: how many come, as far
 * as known; memory is taken for these at once. */
static gboolean
read_all(int fd, const char *name, size_t limit, size_t expected, GString *into,
    GError **error)
{
    for (;;) {
        size_t used = into->len;
        size_t step = used < expected ? expected - used : MAX(used / 2, 65536);

        g_string_set_size(into, used + step);
        ssize_t n = read(fd, into->str + used, step);

        if (n < 0 && errno == EINTR) {
            n = 0;
            g_string_set_size(into, used);
            continue;
        }
        g_string_set_size(into, used + (size_t)MAX(n, 0));
        if (n < 0) {
            sb_error_set(error, SB_ERROR_WRITE, "%s: %s", name, g_strerror(errno));
            return FALSE;
        }
        if (n == 0) {
            return TRUE;
        }
        if (into->len > limit) {
            return set_error_large(name, limit, error);
        }
    }
}

static gboolean
read_path(const char *path, size_t limit, GString *into, GError **error)
{
    if (strcmp(path, "-") == 0) {
        return read_all(STDIN_FILENO, "standard input", limit, 0, into, error);
    }
    /* non-blocking, so that a FIFO is refused rather than waited for */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0) {
        sb_error_set(error, SB_ERROR_READ, "%s: %s", path, g_strerror(errno));
        return FALSE;
    }
    struct stat info;
    gboolean ok = FALSE;

    if (fstat(fd, &info) != 0) {
        sb_error_set(error, SB_ERROR_READ, "%s: %s", path, g_strerror(errno));
    } else if (!S_ISREG(info.st_mode)) {
        sb_error_set(
            error, SB_ERROR_READ, "%s: not a regular file; expected a file", path);
    } else {
        ok = info.st_size <= (off_t)limit
                 ? read_all(fd, path, limit, (size_t)info.st_size, into, error)
                 : set_error_large(path, limit, error);
    }
    close(fd);
    return ok;
}

static gboolean
is_pdf(const char *path, const char *bytes, size_t length)
{
    size_t n = strlen(path);

    return (length >= 5 && memcmp(bytes, "%PDF-", 5) == 0) ||
           (n > 4 && g_ascii_strcasecmp(path + n - 4, ".pdf") == 0);
}

gboolean
sb_source_is_pdf(const SbSource *source)
{
    return source->places == NULL && is_pdf(source->path, source->text, source->length);
}

static const SbSource *
find_read(SbJob *job, const char *path)
{
    const GPtrArray *sources = sb_job_sources(job);

    for (guint i = 0; i < sources->len; i++) {
        const SbSource *source = g_ptr_array_index(sources, i);

        if (strcmp(source->path, path) == 0) {
            return source;
        }
    }
    return NULL;
}

const SbSource *
sb_source_read(
    SbJob *job, const char *path, const SbSourceOptions *options, GError **error)
{
    static const SbSourceOptions plain = { 0 };
    const SbSource *known = find_read(job, path);

    if (known != NULL) {
        return known;
    }
    options = options != NULL ? options : &plain;
    size_t limit = options->limit != 0 ? options->limit : SB_LIMIT_FILE;
    g_autoptr(GString) raw = g_string_new(NULL);
    gboolean cp949 = FALSE;

    if (!read_path(path, limit, raw, error)) {
        return NULL;
    }
    g_autoptr(SbSource) source = g_new0(SbSource, 1);

    source->path = g_strdup(path);
    source->sha256 = sb_sha256_hex(raw->str, raw->len);
    gboolean binary =
        options->binary || (options->article && is_pdf(path, raw->str, raw->len));

    if (!binary && !sb_decode(raw, options->encoding, path, &cp949, error)) {
        return NULL;
    }
    size_t first = 0;
    size_t hidden =
        options->article && !binary ? sb_decode_blank(raw->str, raw->len, &first) : 0;

    source->length = raw->len;
    source->text = g_string_free(g_steal_pointer(&raw), FALSE);
    find_lines(source);
    SbSource *kept = g_steal_pointer(&source);

    sb_job_add_source(job, kept);
    if (cp949) {
        sb_job_remark(job, SB_REMARK_ENCODING_CP949, kept, 0, "read as CP949");
    }
    if (hidden > 0) {
        sb_job_remark(job, SB_REMARK_HIDDEN_CHARACTERS, kept, first,
            "read as blanks: %zu control characters or marks of direction", hidden);
    }
    return kept;
}

const SbSource *
sb_source_from_text(
    SbJob *job, const char *name, const char *text, size_t length, GError **error)
{
    const char *end;

    if (!g_utf8_validate_len(text, length, &end)) {
        sb_error_set(error, SB_ERROR_INPUT, "%s: byte %zu is not valid UTF-8", name,
            (size_t)(end - text) + 1);
        return NULL;
    }
    return sb_source_from_bytes(job, name, text, length);
}

const SbSource *
sb_source_from_bytes(SbJob *job, const char *name, const void *bytes, size_t length)
{
    SbSource *source = g_new0(SbSource, 1);

    source->path = g_strdup(name);
    source->text = g_malloc(length + 1);
    memcpy(source->text, bytes, length);
    source->text[length] = '\0';
    source->length = length;
    source->sha256 = sb_sha256_hex(source->text, length);
    find_lines(source);
    sb_job_add_source(job, source);
    return source;
}

const SbSource *
sb_source_derive(
    SbJob *job, const SbSource *origin, char *text, size_t length, GArray *places)
{
    SbSource *source = g_new0(SbSource, 1);

    source->path = g_strdup(origin->path);
    source->sha256 = g_strdup(origin->sha256);
    source->text = text;
    source->length = length;
    source->places = places;
    find_lines(source);
    sb_job_add_source(job, source);
    return source;
}

static gboolean
is_below(const char *path, const char *root)
{
    size_t n = strlen(root);

    return strcmp(root, "/") == 0 ||
           (strncmp(path, root, n) == 0 && (path[n] == '/' || path[n] == '\0'));
}

/* "data/x.csv" of "reports/fall/../../data/x.csv", for messages, if that is the
 * same file: a link on the way may lead elsewhere.  Takes path. */
static char *
without_detours(char *path, const char *real_path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new(); /* of const char* */
    char real[PATH_MAX];

    for (char **part = parts; *part != NULL; part++) {
        const char *last = kept->len > 0 ? kept->pdata[kept->len - 1] : "";

        if (strcmp(*part, "..") == 0 && *last != '\0' && strcmp(last, "..") != 0) {
            g_ptr_array_set_size(kept, (int)kept->len - 1);
        } else if (strcmp(*part, ".") != 0) {
            g_ptr_array_add(kept, *part);
        }
    }
    g_ptr_array_add(kept, NULL);
    g_autofree char *straight = g_strjoinv("/", (char **)kept->pdata);

    if (realpath(straight, real) == NULL || strcmp(real, real_path) != 0) {
        return path;
    }
    g_free(path);
    return g_steal_pointer(&straight);
}

const SbSource *
sb_source_read_below(SbJob *job, const char *root, const char *beside,
    const char *relative, const SbSourceOptions *options, GError **error)
{
    if (g_path_is_absolute(relative)) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: absolute path '%s'; expected a path relative to this file", beside,
            relative);
        return NULL;
    }
    g_autofree char *folder = g_path_get_dirname(beside);
    g_autofree char *path = strcmp(folder, ".") == 0
                                ? g_strdup(relative)
                                : g_build_filename(folder, relative, NULL);
    char real_path[PATH_MAX], real_root[PATH_MAX];

    if (realpath(path, real_path) == NULL) {
        sb_error_set(error, SB_ERROR_READ, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    if (realpath(root, real_root) == NULL || !is_below(real_path, real_root)) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: '%s' lies outside of the root folder; expected a path below it", beside,
            relative);
        return NULL;
    }
    path = without_detours(g_steal_pointer(&path), real_path);
    return sb_source_read(job, path, options, error);
}

char *
sb_source_root(const char *path, const char *given)
{
    if (given != NULL) {
        return g_strdup(given);
    }
    g_autofree char *own = g_path_get_dirname(path);
    char real[PATH_MAX];

    if (realpath(own, real) != NULL) {
        g_autofree char *folder = g_strdup(real);

        for (;;) {
            g_autofree char *mark = g_build_filename(folder, ".statbrief", NULL);

            if (g_file_test(mark, G_FILE_TEST_EXISTS)) {
                return g_steal_pointer(&folder);
            }
            char *up = g_path_get_dirname(folder);
            gboolean top = strcmp(up, folder) == 0;

            g_free(folder);
            folder = up;
            if (top) {
                break;
            }
        }
    }
    return g_steal_pointer(&own);
}
