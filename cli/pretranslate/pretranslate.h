/* A document -> the same with what the memory has for it: which languages a slot is in, what is filled in, what is
 * offered, and the account of it.
 *
 * Filled in is what can be believed: the same text, in a unit that is approved. Where several such units say different
 * things none is, unless one of them stood in the same context and the others did not. Harvested pairs that nobody has
 * approved are drafts, and only offered; so is what comes out of a fuzzy match whose numbers were put in. Both can be
 * asked for.
 */
#ifndef CLI_PRETRANSLATE_PRETRANSLATE_H
#define CLI_PRETRANSLATE_PRETRANSLATE_H

#include "cli/languages.h"
#include "formats/formats.h"
#include "tm/tm.h"

/* What became of segments. */
enum cli_fate {
    CLI_FATE_CONTEXT,     /* filled in, from the same context */
    CLI_FATE_EXACT,       /* filled in, the same text */
    CLI_FATE_SUBSTITUTED, /* filled in, numbers and the like put in */
    CLI_FATE_OFFERED,
    CLI_FATE_REFUSED, /* something was known and could not be written */
    CLI_FATE_NOTHING, /* nothing was known */
    CLI_FATE_HUMAN,   /* had a translation already */
    CLI_FATE_FIXED,   /* not to be translated */
    CLI_FATE_FOREIGN, /* in other languages */
    CLI_FATES
};
const char *cli_fate_name(enum cli_fate);

struct cli_count {
    size_t segments, words;
};

/* From {0} with the first part filled in. */
struct cli_pretranslation {
    const struct cli_languages *languages;
    struct tm_memory *memory;
    struct text_arena *arena; /* emptied for each slot */
    int from;         /* the source by its number among the languages; -1: what the file says, else recognised */
    long least, most; /* the least score of what is offered; how many are */
    bool exact_only, fill_substituted, drafts;
    struct tm_penalties penalties;
    /* The document at hand. */
    const char *name;
    struct formats_document *document;
    int recognised; /* -1: not yet */
    struct cli_count counts[CLI_FATES];
    size_t reasons;    /* that were told */
    size_t unreadable; /* parts, which were left as they are */
};

/* Translates the document into the stream; counts begin anew. */
enum text_status cli_pretranslate(struct cli_pretranslation *, const char *name, struct formats_document *, FILE *to,
                                  struct text_error *err);

/* On standard error, a line; or an object on standard output. */
void cli_pretranslate_tell(const struct cli_pretranslation *);
enum text_status cli_pretranslate_write(const struct cli_pretranslation *, const char *out, struct text_error *err);

/* Of fill.c: a formats_slot_filler. `from` is the slot's language by its number. */
enum text_status cli_pretranslate_slot(struct cli_pretranslation *, const struct formats_slot *, int from,
                                       struct formats_fill *out, struct text_error *err);

#endif
