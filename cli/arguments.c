/* See command.h. What was given is kept as it stands on the command line: a list of (option, value). */
#include "cli/command.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct given {
    const struct cli_option *option;
    const char *value; /* NULL for a flag */
};

struct cli_arguments {
    const struct cli_command *command;
    struct given *given;
    const char **operands;
    size_t given_count, operand_count;
};

static int complain(const struct cli_command *c, const char *format, va_list args)
{
    fprintf(stderr, "padan %s: ", c->name);
    vfprintf(stderr, format, args);
    fprintf(stderr, "\nTry 'padan %s --help'.\n", c->name);
    return CLI_USAGE;
}

__attribute__((format(printf, 2, 3))) static int usage(const struct cli_command *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int status = complain(c, format, args);
    va_end(args);
    return status;
}

int cli_usage(const struct cli_arguments *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int status = complain(a->command, format, args);
    va_end(args);
    return status;
}

static const struct cli_option *option_named(const struct cli_command *c, const char *name, size_t n)
{
    for (const struct cli_option *o = c->options; o->name; o++) {
        if (strlen(o->name) == n && memcmp(o->name, name, n) == 0) {
            return o;
        }
    }
    return NULL;
}

static const struct cli_option *option_lettered(const struct cli_command *c, char letter)
{
    for (const struct cli_option *o = c->options; o->name; o++) {
        if (o->letter && o->letter == letter) {
            return o;
        }
    }
    return NULL;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t n = strlen(value);
    for (const char *p = choices; p; p = strchr(p, '|')) {
        p += *p == '|';
        if (n && strncmp(p, value, n) == 0 && (p[n] == '|' || p[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Takes the option that argv[*i] is, with its value from behind the sign or from the next argument. */
static int take_option(struct cli_arguments *a, int argc, char **argv, int *i)
{
    const char *word = argv[*i], *value = NULL;
    const struct cli_option *o;
    if (word[1] == '-') {
        size_t n = strcspn(word + 2, "=");
        o = option_named(a->command, word + 2, n);
        value = word[2 + n] == '=' ? word + 3 + n : NULL;
    } else {
        o = option_lettered(a->command, word[1]);
        value = o && word[2] ? word + 2 : NULL;
    }
    if (!o) {
        return usage(a->command, "there is no option '%s'", word);
    }
    if (!o->argument && value) {
        return usage(a->command, "'--%s' takes no value, but '%s' gives it one", o->name, word);
    }
    if (o->argument && !value) {
        if (*i + 1 >= argc) {
            return usage(a->command, "'--%s' needs a value: %s", o->name, o->choices ? o->choices : o->argument);
        }
        value = argv[++*i];
    }
    if (o->choices && !is_choice(o->choices, value)) {
        return usage(a->command, "'--%s' takes one of %s, not '%s'", o->name, o->choices, value);
    }
    a->given[a->given_count++] = (struct given){o, value};
    return CLI_OK;
}

static int check_operands(const struct cli_arguments *a)
{
    const struct cli_command *c = a->command;
    if (a->operand_count < c->least) {
        return usage(c, "needs %s", c->operands);
    }
    if (a->operand_count > c->most) {
        return usage(c, "'%s' is one argument too many", a->operands[c->most]);
    }
    return CLI_OK;
}

int cli_arguments_parse(const struct cli_command *c, int argc, char **argv, struct cli_arguments **out)
{
    *out = NULL;
    struct cli_arguments *a = calloc(1, sizeof *a);
    size_t room = (size_t)argc + 1;
    if (!a || !(a->given = calloc(room, sizeof *a->given)) || !(a->operands = calloc(room, sizeof *a->operands))) {
        cli_arguments_free(a);
        fprintf(stderr, "padan: out of memory for the command line\n");
        return CLI_FAILED;
    }
    a->command = c;
    int status = CLI_OK;
    bool options = true;
    for (int i = 0; i < argc && status == CLI_OK; i++) {
        const char *word = argv[i];
        if (!options || word[0] != '-' || word[1] == '\0') {
            a->operands[a->operand_count++] = word;
        } else if (strcmp(word, "--") == 0) {
            options = false;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            cli_help_command(c);
            cli_arguments_free(a);
            return CLI_OK;
        } else {
            status = take_option(a, argc, argv, &i);
        }
    }
    status = status == CLI_OK ? check_operands(a) : status;
    if (status != CLI_OK) {
        cli_arguments_free(a);
        return status;
    }
    *out = a;
    return CLI_OK;
}

void cli_arguments_free(struct cli_arguments *a)
{
    if (a) {
        free(a->given);
        free(a->operands);
        free(a);
    }
}

size_t cli_operand_count(const struct cli_arguments *a)
{
    return a->operand_count;
}

const char *cli_operand(const struct cli_arguments *a, size_t i)
{
    return a->operands[i];
}

/* The last time the option was given. */
static const struct given *given(const struct cli_arguments *a, const char *name)
{
    const struct cli_option *o = option_named(a->command, name, strlen(name));
    assert(o && "the command asks for an option that is not in its table");
    for (size_t i = a->given_count; i-- > 0;) {
        if (a->given[i].option == o) {
            return &a->given[i];
        }
    }
    return NULL;
}

bool cli_has(const struct cli_arguments *a, const char *option)
{
    return given(a, option) != NULL;
}

const char *cli_text(const struct cli_arguments *a, const char *option, const char *otherwise)
{
    const struct given *g = given(a, option);
    return g ? g->value : otherwise;
}

const char *cli_text_at(const struct cli_arguments *a, const char *option, size_t i)
{
    const struct given *last = given(a, option);
    for (size_t k = 0; last && k < a->given_count; k++) {
        if (a->given[k].option == last->option && i-- == 0) {
            return a->given[k].value;
        }
    }
    return NULL;
}

bool cli_real(const struct cli_arguments *a, const char *option, double least, double most, double otherwise,
              double *out)
{
    const char *value = cli_text(a, option, NULL);
    if (!value) {
        *out = otherwise;
        return true;
    }
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end || !(number >= least && number <= most)) {
        cli_usage(a, "'--%s' takes a number from %g to %g, not '%s'", option, least, most, value);
        return false;
    }
    *out = number;
    return true;
}

bool cli_integer(const struct cli_arguments *a, const char *option, long least, long most, long otherwise, long *out)
{
    const char *value = cli_text(a, option, NULL);
    if (!value) {
        *out = otherwise;
        return true;
    }
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (end == value || *end || errno || number < least || number > most) {
        cli_usage(a, "'--%s' takes a whole number from %ld to %ld, not '%s'", option, least, most, value);
        return false;
    }
    *out = number;
    return true;
}
