/* A damaged memory, as the files of salvaging see it. */
#ifndef TM_SALVAGE_SALVAGE_PRIVATE_H
#define TM_SALVAGE_SALVAGE_PRIVATE_H

#include "tm/ledger.h"
#include "tm/salvage.h"
#include "tm/store/store-private.h"

enum tm_wreck_sql {
    TM_WRECK_NEXT,
    TM_WRECK_BEFORE,
    TM_WRECK_LAST_RUN,
    TM_WRECK_UNIT,
    TM_WRECK_ORIGINS,
    TM_WRECK_PROPERTIES,
    TM_WRECK_LANGUAGE,
    TM_WRECK_DOCUMENT,
    TM_WRECK_SQL_COUNT
};

struct tm_wreck {
    sqlite3 *db;
    const char *path;
    char *copy; /* with a first page of its own, to be removed; or NULL */
    sqlite3_stmt *statements[TM_WRECK_SQL_COUNT];
};

/* salvage-open.c */
enum text_status tm_wreck_open(const char *path, struct tm_memory *to, struct tm_wreck *out, struct text_error *err);
void tm_wreck_close(struct tm_wreck *);

/* salvage-read.c. What comes of asking for a row; TM_WRECK_FAILED is no matter of the file: err is filled in. */
enum tm_found { TM_WRECK_ROW, TM_WRECK_NONE, TM_WRECK_LOST, TM_WRECK_FAILED };
/* One step of a statement of the wreck's, which is reset when there is no row. */
enum tm_found tm_wreck_step(struct tm_wreck *, sqlite3_stmt *, struct text_error *err);

/* The first id from `from` on, and the last before it: 0 for none, -1 when that cannot be read. */
enum tm_found tm_wreck_next(struct tm_wreck *, int64_t from, int64_t *id, int64_t *before, struct text_error *err);
/* The highest id that there can be; *known: that there was. */
int64_t tm_wreck_last(struct tm_wreck *, bool *known);

/* An origin as its row has it. */
struct tm_remnant_origin {
    int64_t number;
    struct tm_origin origin;
    struct tm_seen seen; /* only what is around */
};

struct tm_remnant {
    struct tm_unit unit; /* with its latest origin */
    bool deleted;
    int64_t deleted_when;
    struct tm_seen seen;
    struct tm_remnant_origin *older;
    size_t older_count;
    bool incomplete;
};

/* A document, in the arena; empty and *incomplete set when it cannot be read. */
enum tm_found tm_wreck_document(struct tm_wreck *, int64_t id, struct text_arena *, struct tm_document *out,
                                bool *incomplete, struct text_error *err);

/* account.c: both inside a write transaction, once the units are saved. */
enum text_status tm_salvage_harvests(struct tm_wreck *, struct tm_memory *to, struct tm_salvaged *,
                                     struct text_error *err);
enum text_status tm_salvage_further(struct tm_wreck *, struct tm_memory *to, struct text_arena *,
                                    struct text_error *err);

/* The unit of an id, in the arena. */
enum tm_found tm_wreck_unit(struct tm_wreck *, int64_t id, struct text_arena *, struct tm_remnant *out,
                            struct text_error *err);

#endif
