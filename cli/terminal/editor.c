/* See editor.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/editor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *editor(void)
{
    const char *visual = getenv("VISUAL"), *usual = getenv("EDITOR");
    return visual && *visual ? visual : usual && *usual ? usual : NULL;
}

bool cli_editor_known(void)
{
    return editor() != NULL;
}

/* The name may come with options: sh cuts it. */
static bool run(const char *path)
{
    struct text_buffer command = {0};
    int how = -1;
    text_buffer_add_format(&command, "%s \"$1\"", editor());
    text_buffer_add_char(&command, '\0');
    fflush(stdout);
    pid_t child = command.failed ? -1 : fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command.p, "sh", path, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &how, 0) < 0 && errno == EINTR) {
    }
    text_buffer_free(&command);
    return child > 0 && WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

enum text_status cli_editor_edit(struct text_span text, struct text_buffer *out, struct text_error *err)
{
    const char *folder = getenv("TMPDIR");
    struct text_buffer path = {0};
    text_buffer_add_format(&path, "%s/padan-XXXXXX", folder && *folder ? folder : "/tmp");
    text_buffer_add_char(&path, '\0');
    if (path.failed) {
        return text_fail_memory(err, "a file to edit");
    }
    int file = mkstemp(path.p);
    bool written = file >= 0 && write(file, text.p, text.n) == (ssize_t)text.n;
    written = file >= 0 && close(file) == 0 && written;
    enum text_status status = TEXT_OK;
    if (!written) {
        status = text_fail(err, TEXT_IO, "%s: cannot be written: %s", path.p, strerror(errno));
    } else if (!run(path.p)) {
        status = text_fail(err, TEXT_IO, "the editor '%s' failed; nothing was changed", editor());
    } else {
        status = text_file_read(path.p, out, err);
    }
    if (file >= 0) {
        unlink(path.p);
    }
    text_buffer_free(&path);
    return status;
}
