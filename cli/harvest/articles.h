/* The articles of a harvest's second pass, each on its way from the archive to the memory. */
#ifndef CLI_HARVEST_ARTICLES_H
#define CLI_HARVEST_ARTICLES_H

#include "cli/harvest/batch.h"
#include "cli/harvest/cover.h"
#include "cli/harvest/harvest.h"

/* How many stories the index may propose for an article. */
enum { CLI_MOST_CANDIDATES = 8 };

struct cli_article {
    struct cli_arrival arrival;
    const struct cli_cover_set *cover; /* what is new to it; NULL: all is */
    bool work;                         /* it is to be compared with stories */
    uint32_t of;                       /* the kept article that it is a duplicate of, or TEXT_NONE */
    struct text_arena *arena;          /* of what follows */
    struct tm_document kept;           /* how that one is called */
    struct align_story *stories;       /* those it draws on, held on the shelf */
    const struct cli_story **held;     /* the same */
    size_t chosen;
};

struct cli_articles {
    struct cli_harvest *h;
    struct cli_intake intake;
    struct cli_batch batch;
    struct cli_cover *cover;
    struct align_near *near;
    struct align_finder **finders; /* one for each job */
    struct cli_spool *names;       /* of the articles kept, for their duplicates */
    struct cli_spooled *kept;
    uint32_t kept_count, kept_capacity;
    size_t done;
    char at_hand[200]; /* the article that was stored last */
};

/* pairing.c: looks up its stories, aligns, chooses. */
enum text_status cli_article_pair(struct cli_articles *, int job, struct cli_article *, struct text_error *err);
/* storing.c: what came of it goes into the memory, with the record that it is done. */
enum text_status cli_article_store(struct cli_articles *, struct cli_article *, struct text_error *err);

#endif
