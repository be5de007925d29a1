/* Stories that are ready to be aligned, as many as there is room for: those that were wanted last. All threads share
 * it; a story that is not there is made again by the thread that wants it.
 */
#ifndef CLI_HARVEST_SHELF_H
#define CLI_HARVEST_SHELF_H

#include "cli/harvest/story.h"

struct cli_shelf;

/* Makes the story of that number anew; called by any thread. */
typedef enum text_status cli_shelf_make(void *context, uint32_t number, struct cli_story *out, struct text_error *err);

/* `room`: bytes, as cli_story_weight has them. What is held does not count as there must be room for it. */
enum text_status cli_shelf_new(size_t room, cli_shelf_make *, void *context, struct cli_shelf **out,
                               struct text_error *err);
void cli_shelf_free(struct cli_shelf *); /* NULL is fine */
/* Numbers up to count - 1 may be asked for. Not while another thread uses the shelf. */
enum text_status cli_shelf_grow(struct cli_shelf *, uint32_t count, struct text_error *err);
/* Takes the story over when there is still room, else frees it. For one thread at a time. */
void cli_shelf_offer(struct cli_shelf *, uint32_t number, struct cli_story *);
/* The story stays where it is until it is released as often as it was held. */
enum text_status cli_shelf_hold(struct cli_shelf *, uint32_t number, const struct cli_story **out,
                                struct text_error *err);
void cli_shelf_release(struct cli_shelf *, uint32_t number);

#endif
