/* Checks of translations: each looks at a unit, some at a unit among those that came before it, and tells what may be
 * wrong with it and why.
 *
 * A check is to be believed: what a translator may rightly do (say a number in words, leave out a weekday, give a time
 * in another zone) is nothing to it, so that it rather misses something than cries wolf. docs/qa.md tells what each one
 * looks at, and how often it was wrong on clean text.
 *
 * Memory: that of the largest unit, the glossary, and 24 bytes for each distinct source and target in tables that are a
 * third to three quarters full, up to CLI_QA_KNOWN of each (400 MB in all); what comes beyond is compared with those
 * only.
 */
#ifndef CLI_QA_QA_H
#define CLI_QA_QA_H

#include "cli/languages.h"
#include "formats/formats.h"

enum cli_qa_check {
    CLI_QA_EMPTY,
    CLI_QA_UNTRANSLATED,
    CLI_QA_NUMBER,
    CLI_QA_DATE,
    CLI_QA_TAG,
    CLI_QA_QUOTE,
    CLI_QA_BRACKET,
    CLI_QA_LENGTH,
    CLI_QA_TARGETS,
    CLI_QA_SOURCES,
    CLI_QA_TERM,
    CLI_QA_FORBIDDEN,
    CLI_QA_CHECKS
};

enum { CLI_QA_KNOWN = 1 << 22 };

const char *cli_qa_name(enum cli_qa_check);        /* "number"; stable */
const char *cli_qa_description(enum cli_qa_check); /* a sentence without a full stop */
/* The check with that name; false when there is none. */
bool cli_qa_named(struct text_span name, enum cli_qa_check *out);

/* Where a unit stands. */
struct cli_qa_place {
    const char *file;    /* NULL: in the memory */
    size_t line;         /* 0: not known */
    int64_t unit;        /* in the memory */
    struct text_span id; /* what the file calls it; may be empty */
};

struct cli_qa_unit {
    struct text_pair text, markup; /* the markup is empty where there are no inline codes */
    int side;                      /* the language of the source: 0 or 1 of the languages; the target is in the other */
    struct cli_qa_place place;
};

/* A finding. What is given is borrowed during the call. */
typedef void cli_qa_sink(void *context, const struct cli_qa_unit *, enum cli_qa_check, struct text_span reason);

struct cli_qa;

/* `checks` has a bit, 1 << enum cli_qa_check, for each that is wanted. The languages are loaded in full and borrowed.
 * The checks of terms need a glossary. */
enum text_status cli_qa_new(const struct cli_languages *, unsigned checks, cli_qa_sink *, void *context,
                            struct cli_qa **out, struct text_error *err);
void cli_qa_free(struct cli_qa *); /* NULL is fine */
/* Adds a glossary; its languages are those of the checks, source first. */
enum text_status cli_qa_add_glossary(struct cli_qa *, const char *path, formats_warning_sink *, void *context,
                                     struct formats_glossary_report *out, struct text_error *err);
/* Texts are clean UTF-8. */
enum text_status cli_qa_look(struct cli_qa *, const struct cli_qa_unit *, struct text_error *err);
size_t cli_qa_count(const struct cli_qa *, enum cli_qa_check); /* findings so far */
bool cli_qa_is_full(const struct cli_qa *);                    /* whether CLI_QA_KNOWN was reached */

#endif
