/* padan completion: the script by which a shell completes command lines of padan; see cli/completion/. */
#include <string.h>

#include "cli/commands.h"
#include "cli/completion/completion.h"

static const struct {
    const char *name;
    void (*write)(void);
} shells[] = {
    {"bash", cli_completion_bash},
    {"zsh", cli_completion_zsh},
    {"fish", cli_completion_fish},
};

static int run(const struct cli_arguments *a)
{
    const char *name = cli_operand(a, 0);
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            shells[i].write();
            return CLI_OK;
        }
    }
    return cli_usage(a, "there is no completion for '%s'", name);
}

static const struct cli_option options[] = {
    {0},
};

const struct cli_command cli_command_completion = {
    .name = "completion",
    .operands = "bash | zsh | fish",
    .summary = "Write the script by which a shell completes padan's commands and options.",
    .details = "An installed padan has these scripts where the shells look for them. Elsewhere, for one session:\n"
               "  bash  eval \"$(padan completion bash)\"\n"
               "  zsh   eval \"$(padan completion zsh)\"\n"
               "  fish  padan completion fish | source",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
