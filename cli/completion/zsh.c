/* The completion for zsh: a call of _arguments a command (zshcompsys(1)). */
#include "cli/completion/completion.h"

#include <stdio.h>

static void put_text(const char *text)
{
    cli_completion_put_quoted(text, "\\[]:", "'\\''");
}

/* "[help]:NAME:(a b)'", or without a value "[help]'". Any option may be given again: the last one counts. */
static void put_rest(const struct cli_option *o)
{
    printf("'[");
    put_text(o->help);
    putchar(']');
    if (o->argument) {
        struct cli_completion takes = cli_completion_of_option(o);
        putchar(':');
        put_text(o->argument);
        printf(":%s", takes.kind == CLI_COMPLETION_FILES ? "_files" : takes.words ? "(" : " ");
        cli_completion_put_words(takes.words);
        printf("%s", takes.words ? ")" : "");
    }
    printf("' \\\n");
}

static void put_option(const struct cli_option *o)
{
    const char *value = o->argument ? "=" : "";
    printf("            '*'");
    if (o->letter) {
        printf("{-%c%s,--%s%s}", o->letter, o->argument ? "+" : "", o->name, value);
    } else {
        printf("--%s%s", o->name, value);
    }
    put_rest(o);
}

static void put_operands(const struct cli_command *c)
{
    struct cli_completion_form forms[CLI_COMPLETION_FORMS];
    size_t n = cli_completion_forms(c, forms);
    if (n && *forms[0].verb) {
        printf("            '1:what to do:(");
        for (size_t i = 0; i < n; i++) {
            printf("%s%s", i ? " " : "", forms[i].verb);
        }
        printf(")' \\\n");
    }
    for (size_t i = 0; i < n; i++) {
        if (forms[i].takes.kind != CLI_COMPLETION_FILES) {
            continue;
        }
        printf("            '*:%s:", forms[i].name);
        if (*forms[i].verb) {
            printf("{ (( $words[(I)%s] )) && _files }' \\\n", forms[i].verb);
        } else {
            printf("_files' \\\n");
        }
    }
    printf("            && ret=0\n        ;;\n");
}

void cli_completion_zsh(void)
{
    printf("#compdef padan\n# Completion of padan for zsh, made by 'padan completion zsh'.\n\n"
           "_padan() {\n    local ret=1 command\n    local -a commands\n    commands=(\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("        '%s:", (*c)->name);
        cli_completion_put_quoted((*c)->summary, "\\", "'\\''");
        printf("'\n");
    }
    printf("    )\n"
           "    if (( CURRENT == 2 )) || { (( CURRENT == 3 )) && [[ $words[2] == help ]] }; then\n"
           "        _describe -t commands command commands && ret=0\n"
           "        (( CURRENT == 3 )) || { compadd -- --help --version && ret=0 }\n"
           "        return ret\n    fi\n"
           "    command=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $command in\n");
    for (const struct cli_command *const *c = cli_commands; *c; c++) {
        printf("    %s)\n        _arguments -S : \\\n", (*c)->name);
        for (const struct cli_option *o = (*c)->options; o->name; o++) {
            put_option(o);
        }
        put_option(&(struct cli_option){"help", 'h', NULL, NULL, "this text"});
        put_operands(*c);
    }
    printf("    esac\n    return ret\n}\n\n"
           "if [[ $funcstack[1] == _padan ]]; then\n    _padan \"$@\"\nelse\n    compdef _padan padan\nfi\n");
}
