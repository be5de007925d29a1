/* padan version: which build this is, and on which libraries it runs. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/message.h"
#include "formats/formats.h"
#include "text/text.h"
#include "tm/tm.h"

#ifndef PADAN_VERSION
#define PADAN_VERSION "unknown"
#endif

/* A line "name version": printed, or set in the object when there is one. */
static void tell(struct formats_json *o, struct text_span line)
{
    struct text_span name;
    char key[64];
    if (!o) {
        printf("%.*s\n", TEXT_PRINT(line));
    } else if (text_span_cut(&line, ' ', &name) && name.n < sizeof key) {
        memcpy(key, name.p, name.n);
        key[name.n] = '\0';
        formats_json_set_text(o, key, line);
    }
}

static int run(const struct cli_arguments *a)
{
    const char *lists[] = {"padan " PADAN_VERSION, text_libraries(), tm_libraries(), formats_libraries()};
    struct text_error err;
    struct formats_json *o = cli_has(a, "json") ? formats_json_object() : NULL;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct text_span lines = text_span_of(lists[i]), line;
        while (text_span_cut(&lines, '\n', &line)) {
            if (line.n) {
                tell(o, line);
            }
        }
    }
    enum text_status status = cli_has(a, "json") ? formats_json_write(o, stdout, &err) : TEXT_OK;
    formats_json_free(o);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    {"json", 'j', NULL, NULL, "as an object: name and version"},
    {0},
};

const struct cli_command cli_command_version = {
    .name = "version",
    .operands = "",
    .summary = "Name this version and those of the linked libraries.",
    .options = options,
    .run = run,
};
