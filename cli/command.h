/* A command of padan: one file, one constant table entry. Help texts, usage errors and completions are made from the
 * table, so that what is parsed and what is told cannot differ.
 *
 * run() is called with arguments that fit the table, makes its library calls, reports, and returns the exit status:
 * 0 success, 1 nothing found or failed, 2 wrong usage.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

struct cli_option {
    const char *name;     /* without the dashes */
    char letter;          /* its short form, or 0 */
    const char *argument; /* what it takes, as help shows it: "FILE"; NULL for a flag */
    const char *choices;  /* the allowed words, "a|b|c"; NULL: any */
    const char *help;
};

struct cli_arguments;

struct cli_command {
    const char *name;
    const char *operands;             /* as help shows them: "ID_FILE EN_FILE" */
    const char *summary;              /* one line */
    const char *details;              /* paragraphs for --help; may be NULL */
    const struct cli_option *options; /* ends with a NULL name; --help is always there */
    size_t least, most;               /* operands allowed */
    int (*run)(const struct cli_arguments *);
};

#define CLI_ANY ((size_t)-1)

extern const struct cli_command *const cli_commands[];        /* in the order of help; ends with NULL */
const struct cli_command *cli_command_find(const char *name); /* NULL when there is none */

/* Options may stand anywhere; "--" ends them; "-" is an operand. Fails with a message on standard error and CLI_USAGE.
 * On CLI_OK *out is to be freed. A lone --help gives CLI_OK with *out NULL, the help text printed. */
int cli_arguments_parse(const struct cli_command *, int argc, char **argv, struct cli_arguments **out);
void cli_arguments_free(struct cli_arguments *);

size_t cli_operand_count(const struct cli_arguments *);
const char *cli_operand(const struct cli_arguments *, size_t i);

/* By name, which must be in the command's table. */
bool cli_has(const struct cli_arguments *, const char *option);
const char *cli_text(const struct cli_arguments *, const char *option, const char *otherwise); /* the last given */
const char *cli_text_at(const struct cli_arguments *, const char *option, size_t i);           /* NULL past the last */
/* Numbers out of [least, most] or that are none: a message, and false. */
bool cli_integer(const struct cli_arguments *, const char *option, long least, long most, long otherwise, long *out);
bool cli_real(const struct cli_arguments *, const char *option, double least, double most, double otherwise,
              double *out);

/* A usage error found by the command itself; prints it with the hint to --help and returns CLI_USAGE. */
int cli_usage(const struct cli_arguments *, const char *format, ...) __attribute__((format(printf, 2, 3)));

void cli_help_command(const struct cli_command *); /* on standard output */
void cli_help_all(void);
/* Prints text from column `indent`, folded at blanks to the width of the terminal, 100 at most, and a line end; the
 * cursor is at column `at`. */
void cli_help_folded(const char *text, int indent, int at);
/* Where explanations begin: in `column`, or further left on a narrow terminal. */
int cli_help_column(int column);

#endif
