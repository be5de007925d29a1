/* The completion for fish: a line of complete(1) an option. */
#include "cli/completion/completion.h"

#include <stdio.h>

static void put_text(const char *text)
{
    cli_completion_put_quoted(text, "\\", "\\'");
}

static void put_option(const char *command, const struct cli_option *o)
{
    printf("complete -c padan -n '__padan_command %s' -l %s", command, o->name);
    if (o->letter) {
        printf(" -s %c", o->letter);
    }
    if (o->argument) {
        struct cli_completion takes = cli_completion_of_option(o);
        printf("%s", takes.kind == CLI_COMPLETION_FILES ? " -r -F" : " -x");
        if (takes.words) {
            printf(" -a '");
            cli_completion_put_words(takes.words);
            putchar('\'');
        }
    }
    printf(" -d '");
    put_text(o->help);
    printf("'\n");
}

static void put_operands(const struct cli_command *c)
{
    struct cli_completion_form forms[CLI_COMPLETION_FORMS];
    size_t n = cli_completion_forms(c, forms);
    for (size_t i = 0; i < n; i++) {
        const char *verb = forms[i].verb;
        if (*verb) {
            printf("complete -c padan -n '__padan_command %s; and __padan_no_verb", c->name);
            for (size_t k = 0; k < n; k++) {
                printf(" %s", forms[k].verb);
            }
            printf("' -a %s\n", verb);
        }
        if (forms[i].takes.kind == CLI_COMPLETION_FILES) {
            printf("complete -c padan -n '__padan_command %s%s%s' -F\n", c->name,
                   *verb ? "; and __fish_seen_subcommand_from " : "", verb);
        }
    }
}

void cli_completion_fish(void)
{
    printf("# Completion of padan for fish, made by 'padan completion fish'.\n\n"
           "function __padan_first\n    test (count (commandline -opc)) -eq 1\nend\n\n"
           "function __padan_command\n    set -l words (commandline -opc)\n"
           "    test (count $words) -ge 2; and test $words[2] = $argv[1]\nend\n\n"
           "function __padan_no_verb\n    not __fish_seen_subcommand_from $argv\nend\n\n"
           "complete -c padan -f\n"
           "complete -c padan -n __padan_first -l help -d 'list the commands'\n"
           "complete -c padan -n __padan_first -l version -d 'name this version'\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("complete -c padan -n '__padan_first; or __padan_command help' -a %s -d '", (*c)->name);
        put_text((*c)->summary);
        printf("'\n");
    }
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        putchar('\n');
        for (const struct cli_option *o = (*c)->options; o->name; o++) {
            put_option((*c)->name, o);
        }
        put_option((*c)->name, &(struct cli_option){"help", 'h', NULL, NULL, "this text"});
        put_operands(*c);
    }
}
