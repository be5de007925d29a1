/* The target side of a harvest: all its articles, ready to be aligned, and the index that proposes them.
 *
 * Memory: each article with its words; the index. (Streaming is for archives that do not fit.)
 */
#ifndef CLI_STORIES_H
#define CLI_STORIES_H

#include "cli/document.h"
#include "cli/model.h"

/* An article of either archive, from its bytes to the aligner's text. */
struct cli_story {
    struct text_arena *arena; /* holds all that follows, with the name and the bytes */
    const char *name;
    struct cli_document *document; /* in the arena: the aligner's text borrows from it */
    struct align_text *text;
};

/* Reads an entry as an article of that side's language. TEXT_EMPTY and TEXT_INVALID say why it cannot be used; one that
 * is plainly in the other language is TEXT_INVALID too. */
enum text_status cli_story_read(const struct cli_model *, enum align_side, const struct cli_reading *,
                                const struct formats_entry *, struct cli_story *out, struct text_error *err);
void cli_story_free(struct cli_story *);

struct cli_stories {
    struct cli_story *at;
    size_t count, capacity, skipped;
    struct align_archive *index;
    struct align_finder *finder;
};

/* Reads the whole archive. Articles that cannot be used are warned of and passed over. */
enum text_status cli_stories_read(const struct cli_model *, const struct cli_reading *, const char *path,
                                  struct cli_stories *out, struct text_error *err);
void cli_stories_free(struct cli_stories *);

#endif
