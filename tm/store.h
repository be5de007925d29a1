/* The store: one SQLite file that holds the translation units.
 *
 * Shape (tm/schema.sql): a `segment` is a text in a language, stored once; a `unit` pairs two segments; an `origin`
 * says where a unit was seen, and there may be many; a `document` is an article or a file that origins name. Words of
 * segments are indexed in the same transaction, so that a unit that can be listed can be matched.
 *
 * A memory serves both directions: whether a text was source or target makes no difference to a search.
 * One handle, one thread; several handles and processes may have the same file open (WAL). Nothing is on disk before
 * tm_commit; what was committed survives a crash. A writer waits up to 10 seconds for another, then TEXT_BUSY.
 */
#ifndef TM_STORE_H
#define TM_STORE_H

#include "text/text.h"

struct tm_memory;

enum tm_access {
    TM_READ,  /* the file must exist */
    TM_WRITE, /* the file must exist */
    TM_CREATE /* made, with the folders above it, when it does not exist */
};

/* TEXT_IO: missing, unreadable, read-only, disk full. TEXT_FOREIGN: no memory of ours. TEXT_NEWER: made by a newer
 * version. TEXT_BUSY: another process is at it. TEXT_INVALID: damaged. */
enum text_status tm_open(const char *path, enum tm_access, struct tm_memory **out, struct text_error *err);
void tm_close(struct tm_memory *); /* rolls back what was not committed; NULL is fine */

/* Many additions in one transaction; between begin and end no other process can write. For readers the pair makes
 * many queries see one state, and cheaper. */
enum text_status tm_begin(struct tm_memory *, struct text_error *err);
enum text_status tm_commit(struct tm_memory *, struct text_error *err);
void tm_rollback(struct tm_memory *);

/* Where a pair was read: an article, or the file that was imported. Empty where not known. */
struct tm_document {
    struct text_span name; /* path in the archive, file name */
    struct text_span title, url, date;
};

struct tm_origin {
    struct text_span kind; /* "harvest", "import", "user" */
    struct tm_document source, target;
    struct text_span speaker, agency; /* who said it; which agency it was quoted from */
    double confidence;                /* 0 to 1; negative when nobody said */
};

enum tm_status { TM_DRAFT, TM_APPROVED, TM_REJECTED };
const char *tm_status_name(enum tm_status); /* "draft", "approved", "rejected" */

struct tm_languages {
    struct text_span source, target; /* BCP 47, as found: "id", "en-US" */
};

struct tm_unit {
    int64_t id; /* set by the store; ignored by tm_add */
    struct tm_languages language;
    struct text_pair text; /* as written */
    enum tm_status status;
    struct text_span created, changed; /* ISO 8601 UTC; empty: now */
    struct text_span user;             /* who made it; may be empty */
    int64_t uses;                      /* how often it was added */
    struct tm_origin origin;           /* one of its origins: in tm_add the one to add, when read the latest */
};

enum tm_added { TM_NEW, TM_NEW_ORIGIN, TM_KNOWN };

/* Adds a unit. The same pair again (equal after text_normalize, in either direction) adds no row: a further origin
 * is added, dates and uses brought up to date; the same pair from the same origin changes nothing (TM_KNOWN).
 * An empty text is TEXT_EMPTY. Outside tm_begin each addition is a transaction of its own. */
enum text_status tm_add(struct tm_memory *, const struct tm_unit *, enum tm_added *out, struct text_error *err);

/* Calls back for each unit in the order of their ids; a status other than TEXT_OK stops and is returned. What the
 * unit's spans point to is valid during the call only. */
typedef enum text_status tm_visitor(void *context, const struct tm_unit *, struct text_error *err);
enum text_status tm_each(struct tm_memory *, tm_visitor *, void *context, struct text_error *err);

struct tm_stats {
    int64_t units, segments, documents, origins, words, bytes; /* bytes: the size of the file */
    int64_t draft, approved, rejected;
};
enum text_status tm_stats(struct tm_memory *, struct tm_stats *out, struct text_error *err);

#endif
