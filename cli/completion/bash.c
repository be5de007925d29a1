/* The completion for bash: three functions that answer by the table, and generic.bash, which asks them. Needs no
 * bash-completion package. An answer is "files", "words a b c", "nothing", or "" for what takes no value. */
#include "cli/completion/completion.h"

#include <stdio.h>

static const char *const generic[] = {
#include "cli/completion/generic.bash.h"
};

static void put_takes(struct cli_completion takes)
{
    static const char *const names[] = {"nothing", "files", "words ", "unknown"};
    printf("echo '%s", names[takes.kind]);
    cli_completion_put_words(takes.words);
    printf("' ;;\n");
}

static void put_commands(void)
{
    printf("_padan_commands='");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("%s%s", c == cli_commands ? "" : " ", (*c)->name);
    }
    printf("'\n\n");
}

static void put_options(void)
{
    printf("_padan_options() {\n    case $1 in\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("    %s) echo '", (*c)->name);
        for (const struct cli_option *o = (*c)->options; o->name; o++) {
            printf("--%s ", o->name);
        }
        printf("--help' ;;\n");
    }
    printf("    esac\n}\n\n");
}

static void put_values(void)
{
    printf("_padan_takes() {\n    case $1 in\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        for (const struct cli_option *o = (*c)->options; o->name; o++) {
            if (!o->argument) {
                continue;
            }
            printf("    '%s --%s'", (*c)->name, o->name);
            if (o->letter) {
                printf(" | '%s -%c'", (*c)->name, o->letter);
            }
            printf(") ");
            put_takes(cli_completion_of_option(o));
        }
    }
    printf("    esac\n}\n\n");
}

static void put_operands(void)
{
    printf("_padan_operands() {\n    case $1 in\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        struct cli_completion_form forms[CLI_COMPLETION_FORMS];
        size_t n = cli_completion_forms(*c, forms);
        for (size_t i = 0; i < n; i++) {
            printf("    '%s %s'%s) ", (*c)->name, forms[i].verb, *forms[i].verb ? "" : "*");
            put_takes(forms[i].takes);
        }
        if (n && *forms[0].verb) {
            printf("    '%s ') echo 'words", (*c)->name);
            for (size_t i = 0; i < n; i++) {
                printf(" %s", forms[i].verb);
            }
            printf("' ;;\n");
        }
    }
    printf("    esac\n}\n");
}

void cli_completion_bash(void)
{
    printf("# Completion of padan for bash, made by 'padan completion bash'.\n\n");
    put_commands();
    put_options();
    put_values();
    put_operands();
    for (size_t i = 0; i < sizeof generic / sizeof generic[0]; i++) {
        fputs(generic[i], stdout);
    }
}
