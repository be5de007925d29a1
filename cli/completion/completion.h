/* What a shell may complete on a command line of padan, told from the command table (cli/command.h): a value's kind is
 * read from the choices of an option, else from the word by which help calls it (FILE, LANG, N).
 *
 * A script is written by one function a shell, to standard output; it stands alone and asks padan nothing when it runs.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/command.h"

enum cli_completion_kind {
    CLI_COMPLETION_NOTHING, /* a number, a text: nobody can know */
    CLI_COMPLETION_FILES,   /* names of files and folders */
    CLI_COMPLETION_WORDS,   /* one of a few */
    CLI_COMPLETION_UNKNOWN  /* a word that kind.c does not know yet; a test finds it */
};

struct cli_completion {
    enum cli_completion_kind kind;
    const char *words; /* "a|b|c" */
};

/* What follows an option that takes a value. */
struct cli_completion cli_completion_of_option(const struct cli_option *);

/* One way to give the operands of a command: "train PAIRS...". */
struct cli_completion_form {
    char verb[24]; /* the word that has to come first, "" when none has to */
    char name[24]; /* what follows, as help calls it; "" for nothing */
    struct cli_completion takes;
};

enum { CLI_COMPLETION_FORMS = 12 };

/* The forms of a command, in the order of help; how many. Either all have a verb or the only one has none. */
size_t cli_completion_forms(const struct cli_command *, struct cli_completion_form out[CLI_COMPLETION_FORMS]);

/* Prints "a|b|c" with blanks between. */
void cli_completion_put_words(const char *words);
/* Prints a text within single quotes of a shell, each of the characters `special` behind a backslash; a quote itself
 * becomes `quote`. */
void cli_completion_put_quoted(const char *text, const char *special, const char *quote);

void cli_completion_bash(void);
void cli_completion_zsh(void);
void cli_completion_fish(void);

#endif
