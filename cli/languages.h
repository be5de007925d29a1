/* The two languages a command works with, source first, and where their data lies.
 *
 * Data: $PADAN_DATA, else corpora/ beside the program (a build that was not installed), else ../share/padan from there
 * (wherever an installed tree was moved), else where it was installed.
 */
#ifndef CLI_LANGUAGES_H
#define CLI_LANGUAGES_H

#include "cli/command.h"
#include "text/text.h"

#define CLI_DEFAULT_ORDER "id,en"

const char *cli_data_dir(void);

struct cli_languages {
    struct text_language *at[2]; /* source, target */
};

/* `order` is two codes with a comma between: "id,en". */
enum text_status cli_languages_load(const char *order, struct cli_languages *out, struct text_error *err);
/* The same, of no more than text_language_load_brief reads. */
enum text_status cli_languages_load_brief(const char *order, struct cli_languages *out, struct text_error *err);
/* Adds the files of --abbreviations, which the command must have: "en=FILE" to that language, "FILE" to both. */
enum text_status cli_languages_learn(const struct cli_arguments *, struct cli_languages *, struct text_error *err);
void cli_languages_free(struct cli_languages *);

/* Which of the two a text is in: 0 or 1. `code` is "id", "en" or "auto"; -1 when it is neither of the two. */
int cli_languages_choose(const struct cli_languages *, const char *code, struct text_span text);

/* Whether it has the form of a BCP 47 tag: "id", "pt-BR", "zh-Hant-TW"; with _ as well. */
bool cli_languages_is_tag(const char *tag);
/* Which of the two the tag is of, whatever its region; -1 when it is of neither. */
int cli_languages_of_tag(const struct cli_languages *, const char *tag);

/* The code of the other language when a text that should be in languages->at[expected] is plainly in that one; else
 * NULL. */
const char *cli_languages_foreign(const struct cli_languages *, int expected, struct text_span text);

#endif
