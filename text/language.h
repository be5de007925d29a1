/* What is known about a language, read from corpora/<code>/: abbreviations by class, common words,
 * speech verbs, page furniture, how numbers are written. Read-only after loading, so it may be shared by threads.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "text/error.h"
#include "text/span.h"

struct text_language;

/* Loads `data_dir`/`code`/.... An unknown code, a missing or broken file is an error naming file and line. */
enum text_status text_language_load(const char *data_dir, const char *code, struct text_language **out,
                                    struct text_error *err);
/* The same, of no more than tells languages apart (text_language_identify) and than values are found and written by
 * (text_placeables), which is read in half the time. */
enum text_status text_language_load_brief(const char *data_dir, const char *code, struct text_language **out,
                                          struct text_error *err);
/* Adds the abbreviations of a file in the form of abbreviations.tsv ("-" is standard input); those that are there
 * already get the class it says. To be called before the language is shared. After an error some may have been added.
 * TEXT_INVALID names file and line. */
enum text_status text_language_add_abbreviations(struct text_language *, const char *path, struct text_error *err);
void text_language_free(struct text_language *); /* NULL is fine */
const char *text_language_code(const struct text_language *); /* "id", "en" */

/* How many characters say on average what 100 characters of English do. */
int text_language_length(const struct text_language *);
/* Whether words of one Snowball stem may differ in meaning, because the stemmer takes off what derives words ("rumah",
 * "perumahan"), and not only what inflects them ("house", "houses"). */
bool text_language_stems_apart(const struct text_language *);

/* Which of the two languages a text is in, by its common words and letters; a few words are enough.
 * *certainty (may be NULL) is from 0.5, a guess, to 1. Returns 0 for `a`, 1 for `b`. */
int text_language_identify(const struct text_language *a, const struct text_language *b, struct text_span text,
                           double *certainty);

#endif
