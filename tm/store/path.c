/* Where a memory is to be: what can be said about its path before SQLite is asked, in clearer words than it has. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tm/store/store-private.h"

/* The folders above the file. */
static enum text_status make_folders(struct tm_memory *m, struct text_error *err)
{
    for (char *slash = strchr(m->path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool failed = mkdir(m->path, 0777) != 0 && errno != EEXIST && errno != EISDIR;
        int code = errno;
        struct stat st;
        failed = failed && stat(m->path, &st) != 0; /* read-only file systems refuse what exists, too */
        if (failed) {
            text_fail(err, TEXT_IO, "%s: cannot make the folder: %s; choose another place for the memory", m->path,
                      strerror(code));
        }
        *slash = '/';
        if (failed) {
            return TEXT_IO;
        }
    }
    return TEXT_OK;
}

/* A writer needs the folder too: WAL puts two more files beside the memory. */
static enum text_status look_at_folder(struct tm_memory *m, struct text_error *err)
{
    char *slash = strrchr(m->path, '/'), kept = '\0';
    const char *folder = slash ? m->path : ".";
    if (slash) {
        slash += slash == m->path; /* "/" itself */
        kept = *slash;
        *slash = '\0';
    }
    int code = access(folder, W_OK | X_OK) == 0 ? 0 : errno;
    if (slash) {
        *slash = kept;
    }
    if (code) {
        return text_fail(err, TEXT_IO,
                         "%s: cannot open the memory for writing: its folder is read-only (%s); use one elsewhere",
                         m->path, strerror(code));
    }
    return TEXT_OK;
}

static enum text_status look_at_file(struct tm_memory *m, enum tm_access mode, struct text_error *err)
{
    struct stat st;
    if (m->path[0] == '\0') {
        return text_fail(err, TEXT_MISUSE, "the memory's file name is empty");
    }
    if (stat(m->path, &st) != 0) {
        if (errno != ENOENT) {
            return text_fail(err, TEXT_IO, "%s: cannot open the memory: %s", m->path, strerror(errno));
        }
        return mode == TM_CREATE ? make_folders(m, err)
                                 : text_fail(err, TEXT_IO,
                                             "%s: there is no such memory; check the name, or make it by adding "
                                             "something to it",
                                             m->path);
    }
    if (S_ISDIR(st.st_mode)) {
        return text_fail(err, TEXT_IO, "%s: is a directory, the file of a memory is wanted here", m->path);
    }
    if (!S_ISREG(st.st_mode)) {
        return text_fail(err, TEXT_FOREIGN, "%s: is no regular file and cannot hold a memory", m->path);
    }
    return TEXT_OK;
}

enum text_status tm_path_check(struct tm_memory *m, enum tm_access mode, struct text_error *err)
{
    enum text_status status = look_at_file(m, mode, err);
    return status == TEXT_OK && mode != TM_READ ? look_at_folder(m, err) : status;
}
