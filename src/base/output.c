/*
 * In: a path and bytes.  Out: the file, whole or not at all (see output.h).
 *
 * The names of temporary files stand in a fixed table so that a signal handler
 * can unlink them: the one piece of state that the process shares.
 */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

enum { MOST_TEMPS = 4096, LONGEST_TEMP = 1024, LONGEST_STEM = 200 };

#define MARK ".statbrief-"

static char temps[MOST_TEMPS][LONGEST_TEMP];
static volatile char in_use[MOST_TEMPS];
static GMutex temps_lock;

void
sb_output_clean_up(void)
{
    for (int i = 0; i < MOST_TEMPS; i++) {
        if (in_use[i]) {
            unlink(temps[i]);
        }
    }
}

/* ".name" of path, short enough for what follows; whole characters.  Free it. */
static char *
temp_stem(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    size_t length = strlen(name);

    if (length > LONGEST_STEM) {
        for (length = LONGEST_STEM; ((guchar)name[length] & 0xC0) == 0x80; length--) {
        }
    }
    return g_strdup_printf(".%.*s", (int)length, name);
}

/* A slot for a temporary file beside path, or -1. */
static int
take_temp(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = temp_stem(path);
    int slot = -1;

    g_mutex_lock(&temps_lock);
    for (int i = 0; i < MOST_TEMPS && slot < 0; i++) {
        if (!in_use[i]) {
            int n = g_snprintf(temps[i], LONGEST_TEMP, "%s/%s" MARK "%ld-%d", folder,
                name, (long)getpid(), i);

            if (n < LONGEST_TEMP) {
                slot = i;
                in_use[i] = 1;
            }
            break;
        }
    }
    g_mutex_unlock(&temps_lock);
    if (slot < 0) {
        sb_error_set(
            error, SB_ERROR_CREATE, "%s: path too long or too many outputs", path);
    }
    return slot;
}

static void
drop_temp(int slot)
{
    unlink(temps[slot]);
    in_use[slot] = 0;
}

static gboolean
write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return FALSE;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return TRUE;
}

/* Is the temporary file of this name one that nobody will rename any more? */
static gboolean
is_stale(const char *folder, const char *name)
{
    const char *mark = g_strrstr(name, MARK);
    char *end;

    if (mark == NULL || name[0] != '.') {
        return FALSE;
    }
    long pid = strtol(mark + strlen(MARK), &end, 10);

    if (pid <= 0 || *end != '-') {
        return FALSE;
    }
    if (pid == (long)getpid()) {
        /* in a container each run may have the same number */
        long slot = strtol(end + 1, NULL, 10);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, name);

        return slot < 0 || slot >= MOST_TEMPS || !in_use[slot] ||
               strcmp(temps[slot], path) != 0;
    }
    g_autofree char *proc = g_strdup_printf("/proc/%ld", pid);

    return !g_file_test(proc, G_FILE_TEST_EXISTS);
}

/* Unlinks stale files in folder whose names begin with prefix. */
static void
sweep_prefix(const char *folder, const char *prefix)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (g_str_has_prefix(name, prefix) && is_stale(folder, name)) {
            g_autofree char *stale = g_build_filename(folder, name, NULL);

            unlink(stale);
        }
    }
}

void
sb_output_sweep(const char *folder)
{
    sweep_prefix(folder, ".");
}

/* What an earlier run of ours left beside path after it was killed. */
static void
sweep(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = temp_stem(path);
    g_autofree char *prefix = g_strconcat(name, MARK, NULL);

    sweep_prefix(folder, prefix);
}

/* Opens a temporary file beside path as *fd; its slot, or -1. */
static int
open_stage(const char *path, int *fd, GError **error)
{
    struct stat info;

    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        sb_error_set(
            error, SB_ERROR_CREATE, "%s: not a regular file; expected a file", path);
        return -1;
    }
    sweep(path);
    int slot = take_temp(path, error);

    if (slot < 0) {
        return -1;
    }
    *fd = open(temps[slot], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (*fd < 0) {
        sb_error_set(error, SB_ERROR_CREATE, "%s: %s", path, g_strerror(errno));
        in_use[slot] = 0;
        return -1;
    }
    return slot;
}

/* Syncs and closes a temporary file, all of which could be written (or not: ok). */
static gboolean
close_stage(const char *path, int fd, gboolean ok, GError **error)
{
    ok = ok && fsync(fd) == 0;
    int why = errno;

    if (close(fd) != 0 && ok) {
        ok = FALSE;
        why = errno;
    }
    if (!ok) {
        sb_error_set(error, SB_ERROR_WRITE, "%s: %s", path, g_strerror(why));
    }
    return ok;
}

/* Writes bytes into a temporary file beside path; its slot, or -1. */
static int
stage(const char *path, const void *bytes, size_t length, GError **error)
{
    int fd, slot = open_stage(path, &fd, error);

    if (slot >= 0 && !close_stage(path, fd, write_all(fd, bytes, length), error)) {
        drop_temp(slot);
        return -1;
    }
    return slot;
}

static gboolean
put_in_place(int slot, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);

    if (rename(temps[slot], path) != 0) {
        sb_error_set(error, SB_ERROR_WRITE, "%s: %s", path, g_strerror(errno));
        drop_temp(slot);
        return FALSE;
    }
    in_use[slot] = 0;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0) {
        /* some file systems cannot sync a folder; EINVAL says so */
        gboolean ok = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;

        if (!ok) {
            sb_error_set(error, SB_ERROR_WRITE, "%s: %s", folder, g_strerror(errno));
        }
        close(fd);
        return ok;
    }
    return TRUE;
}

gboolean
sb_output_flush(GError **error)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        sb_error_set(error, SB_ERROR_WRITE, "standard output: %s", g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_output_write(const char *path, const void *bytes, size_t length, GError **error)
{
    if (strcmp(path, "-") == 0) {
        if (!sb_output_flush(error)) {
            return FALSE;
        }
        if (!write_all(STDOUT_FILENO, bytes, length)) {
            sb_error_set(error, SB_ERROR_WRITE, "standard output: %s", g_strerror(errno));
            return FALSE;
        }
        return TRUE;
    }
    int slot = stage(path, bytes, length, error);

    return slot >= 0 && put_in_place(slot, path, error);
}

typedef struct {
    char *path;
    int slot;
    int fd; /* -1: it has ended */
} Staged;

struct SbOutputSet {
    GArray *staged; /* of Staged */
};

SbOutputSet *
sb_output_set_new(void)
{
    SbOutputSet *set = g_new0(SbOutputSet, 1);

    set->staged = g_array_new(FALSE, FALSE, sizeof(Staged));
    return set;
}

/* Drops an output that was not put in place. */
static void
release(Staged *staged)
{
    if (staged->fd >= 0) {
        close(staged->fd);
    }
    if (staged->slot >= 0) {
        drop_temp(staged->slot);
    }
    g_free(staged->path);
}

/* A staged output of set that is written through *fd, or NULL. */
static Staged *
begin(SbOutputSet *set, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);

    if (g_mkdir_with_parents(folder, 0777) != 0) {
        sb_error_set(error, SB_ERROR_CREATE, "%s: %s", folder, g_strerror(errno));
        return NULL;
    }
    Staged staged = { .fd = -1 };

    staged.slot = open_stage(path, &staged.fd, error);
    if (staged.slot < 0) {
        return NULL;
    }
    staged.path = g_strdup(path);
    g_array_append_val(set->staged, staged);
    return &g_array_index(set->staged, Staged, set->staged->len - 1);
}

static gboolean
append(Staged *staged, const void *bytes, size_t length, GError **error)
{
    if (!write_all(staged->fd, bytes, length)) {
        sb_error_set(error, SB_ERROR_WRITE, "%s: %s", staged->path, g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

static gboolean
end(Staged *staged, GError **error)
{
    int fd = staged->fd;

    staged->fd = -1;
    return close_stage(staged->path, fd, TRUE, error);
}

gboolean
sb_output_set_begin(SbOutputSet *set, const char *path, size_t *at, GError **error)
{
    *at = set->staged->len;
    return begin(set, path, error) != NULL;
}

gboolean
sb_output_set_append(
    SbOutputSet *set, size_t at, const void *bytes, size_t length, GError **error)
{
    return append(&g_array_index(set->staged, Staged, at), bytes, length, error);
}

gboolean
sb_output_set_end(SbOutputSet *set, size_t at, GError **error)
{
    return end(&g_array_index(set->staged, Staged, at), error);
}

gboolean
sb_output_set_add(
    SbOutputSet *set, const char *path, const void *bytes, size_t length, GError **error)
{
    Staged *staged = begin(set, path, error);

    if (staged == NULL) {
        return FALSE;
    }
    if (append(staged, bytes, length, error) && end(staged, error)) {
        return TRUE;
    }
    release(staged);
    g_array_set_size(set->staged, set->staged->len - 1);
    return FALSE;
}

gboolean
sb_output_set_commit(SbOutputSet *set, GError **error)
{
    for (guint i = 0; i < set->staged->len; i++) {
        Staged *s = &g_array_index(set->staged, Staged, i);
        int slot = s->slot;

        g_assert(s->fd < 0);
        s->slot = -1;
        if (!put_in_place(slot, s->path, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

void
sb_output_set_free(SbOutputSet *set)
{
    if (set == NULL) {
        return;
    }
    for (guint i = 0; i < set->staged->len; i++) {
        release(&g_array_index(set->staged, Staged, i));
    }
    g_array_unref(set->staged);
    g_free(set);
}
