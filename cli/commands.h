/* The commands, each defined in cli/cmd-NAME.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct cli_command cli_command_segment, cli_command_align, cli_command_harvest, cli_command_match,
    cli_command_concordance, cli_command_import, cli_command_export, cli_command_unit, cli_command_stats,
    cli_command_check, cli_command_tidy, cli_command_lexicon, cli_command_completion, cli_command_qa,
    cli_command_analyse, cli_command_version;
extern const struct cli_command cli_command_review, cli_command_pretranslate;

#endif
