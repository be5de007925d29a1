/* See message.h. */
#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/progress.h"

int cli_fail(const struct text_error *err)
{
    cli_progress_clear();
    fprintf(stderr, "padan: %s\n", err->message);
    return err->status == TEXT_MISUSE ? CLI_USAGE : CLI_FAILED;
}

void cli_warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cli_progress_clear();
    fprintf(stderr, "padan: warning: ");
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

void cli_note(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cli_progress_clear();
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
