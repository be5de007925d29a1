/* padan: finds the command and runs it. */
#define _POSIX_C_SOURCE 200809L
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/terminal/pager.h"

const struct cli_command *const cli_commands[] = {
    &cli_command_segment,
    &cli_command_align,
    &cli_command_harvest,
    &cli_command_match,
    &cli_command_concordance,
    &cli_command_import,
    &cli_command_export,
    &cli_command_pretranslate,
    &cli_command_unit,
    &cli_command_review,
    &cli_command_analyse,
    &cli_command_qa,
    &cli_command_stats,
    &cli_command_check,
    &cli_command_tidy,
    &cli_command_lexicon,
    &cli_command_completion,
    &cli_command_version,
    NULL,
};

const struct cli_command *cli_command_find(const char *name)
{
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        if (strcmp((*c)->name, name) == 0) {
            return *c;
        }
    }
    return NULL;
}

/* Results that could not be written are a failure, even when the command itself noticed nothing. A reader that went
 * away (`padan … | head`) is not: it has had what it wanted. */
static int finish(int status)
{
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (!cli_pager_end() && !written) {
        fprintf(stderr, "padan: cannot write to standard output\n");
        return CLI_FAILED;
    }
    return status;
}

static int help(int argc, char **argv)
{
    if (argc < 3) {
        cli_help_all();
        return CLI_OK;
    }
    const struct cli_command *c = cli_command_find(argv[2]);
    if (!c) {
        fprintf(stderr, "padan: there is no command '%s'. Try 'padan --help'.\n", argv[2]);
        return CLI_USAGE;
    }
    cli_help_command(c);
    return CLI_OK;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "padan: which command? Try 'padan --help'.\n");
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        return finish(help(argc, argv));
    }
    const char *name = strcmp(argv[1], "--version") == 0 ? "version" : argv[1];
    const struct cli_command *command = cli_command_find(name);
    if (!command) {
        fprintf(stderr, "padan: there is no command '%s'. Try 'padan --help'.\n", argv[1]);
        return CLI_USAGE;
    }
    struct cli_arguments *arguments;
    int status = cli_arguments_parse(command, argc - 2, argv + 2, &arguments);
    if (arguments) {
        status = command->run(arguments);
        cli_arguments_free(arguments);
    }
    return finish(status);
}
