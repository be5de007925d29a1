/* See memory.h. */
#include "cli/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum text_status cli_memory_path(const struct cli_arguments *a, struct text_buffer *path, struct text_error *err)
{
    const char *told = cli_text(a, "tm", NULL);
    const char *home = getenv("HOME"), *data = getenv("XDG_DATA_HOME");
    if (told && (!*told || strcmp(told, "-") == 0)) {
        return text_fail(err, TEXT_MISUSE, "--tm needs the name of a file, not '%s'", told);
    }
    told = told ? told : getenv("PADAN_TM");
    if (told && *told) {
        text_buffer_add_string(path, told);
    } else if (data &&
               data[0] == '/') { /* a relative one is to be ignored, says the XDG base directory specification */
        text_buffer_add_format(path, "%s/padan/padan.db", data);
    } else if (home && *home) {
        text_buffer_add_format(path, "%s/.local/share/padan/padan.db", home);
    } else {
        return text_fail(err, TEXT_MISUSE, "which memory? Neither --tm nor PADAN_TM nor HOME says");
    }
    text_buffer_add_char(path, '\0');
    return path->failed ? text_fail_memory(err, "a path") : TEXT_OK;
}

enum text_status cli_memory_open(const struct cli_arguments *a, enum tm_access access, struct tm_memory **out,
                                 struct text_error *err)
{
    struct text_buffer path = {0};
    struct stat st;
    enum text_status status = cli_memory_path(a, &path, err);
    if (status == TEXT_OK && access != TM_CREATE && stat(path.p, &st) != 0 && errno == ENOENT) {
        status = text_fail(
            err, TEXT_IO, "%s: there is no memory yet; 'padan harvest' or 'padan import' makes one, --tm names another",
            path.p);
    }
    if (status == TEXT_OK) {
        status = tm_open(path.p, access, out, err);
    }
    text_buffer_free(&path);
    return status;
}
