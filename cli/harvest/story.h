/* An article of either archive, from an entry's bytes to the aligner's text, in steps: taken (copied from the archive),
 * opened (its text told from the page, its date and language looked at), cut (segments, quotations, words).
 */
#ifndef CLI_HARVEST_STORY_H
#define CLI_HARVEST_STORY_H

#include "cli/document.h"
#include "cli/model.h"
#include "tm/tm.h"

struct cli_story {
    struct text_arena *arena; /* holds all that follows but the aligner's text */
    struct formats_entry entry;
    const char *name;
    uint64_t hash;                 /* of all that was read of it */
    struct cli_document *document; /* NULL before it was opened */
    int32_t day;                   /* cli/harvest/day.h */
    struct align_text *text;       /* NULL before it was cut; borrows from the document */
};

enum text_status cli_story_take(const struct formats_entry *, struct cli_story *out, struct text_error *err);
/* TEXT_EMPTY and TEXT_INVALID say why it cannot be used; one that is plainly in the other language is TEXT_MISUSE. */
enum text_status cli_story_open(const struct cli_model *, enum align_side, const struct cli_reading *,
                                struct cli_story *, struct text_error *err);
/* TEXT_EMPTY: there is no sentence in it. */
enum text_status cli_story_cut(const struct cli_model *, enum align_side, const struct cli_reading *,
                               struct cli_story *, struct text_error *err);
void cli_story_free(struct cli_story *); /* and back to {0} */

/* About how many bytes of memory it takes when it is cut. */
size_t cli_story_weight(const struct cli_story *);
/* How the memory calls it; borrowed from the story. */
struct tm_document cli_story_document(const struct cli_story *);

/* To be put aside and taken up again: an entry as bytes, and back (borrowing from them). */
void cli_story_pack(const struct formats_entry *, struct text_buffer *to);
bool cli_story_unpack(struct text_span, struct formats_entry *out);

#endif
