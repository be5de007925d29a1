/* The store: one SQLite file that holds the translation units.
 *
 * Shape (tm/schema.sql): a `unit` is a pair of texts with its state and where it was seen last; `origin` has where it
 * was seen before; a `document` is an article or a file that origins name. Words of both texts are indexed in the same
 * transaction, so that a unit that can be listed can be matched.
 *
 * A memory serves both directions: whether a text was source or target makes no difference to a search.
 * One handle, one thread; several handles and processes may have the same file open (WAL). Nothing is on disk before
 * tm_commit; what was committed survives a crash and a power cut. A writer waits up to 10 seconds for another, then
 * TEXT_BUSY. The path is a file's name, whatever it looks like; beside it SQLite keeps PATH-wal and PATH-shm while it
 * is open, and they belong to it after a crash.
 */
#ifndef TM_STORE_H
#define TM_STORE_H

#include "text/text.h"

struct tm_memory;

enum tm_access {
    TM_READ,  /* the file must exist; it and its folder may be read-only */
    TM_WRITE, /* the file must exist */
    TM_CREATE /* made, with the folders above it, when it does not exist */
};

/* TEXT_IO: missing, unreadable, read-only, disk full. TEXT_FOREIGN: no memory of ours. TEXT_NEWER: made by a newer
 * version. TEXT_BUSY: another process is at it. TEXT_INVALID: damaged. */
enum text_status tm_open(const char *path, enum tm_access, struct tm_memory **out, struct text_error *err);
void tm_close(struct tm_memory *); /* rolls back what was not committed; NULL is fine */

/* Many additions in one transaction; between begin and end no other process can write. For readers the pair makes
 * many queries see one state, and cheaper. When a write fails in between, all since tm_begin is undone at once; later
 * additions and tm_commit return the same failure. An addition refused for what it is (TEXT_EMPTY, TEXT_INVALID,
 * TEXT_MISUSE) undoes nothing. */
enum text_status tm_begin(struct tm_memory *, struct text_error *err);
enum text_status tm_commit(struct tm_memory *, struct text_error *err);
void tm_rollback(struct tm_memory *);

/* Where a pair was read: an article, or the file that was imported. Empty where not known. */
struct tm_document {
    struct text_span name; /* path in the archive, file name */
    struct text_span title, url, date;
};

/* A text that stands before or after another: the memory keeps a hash of it, the same on every machine. */
struct tm_neighbour {
    bool known;
    uint64_t hash; /* 0: there is none, the text was the first or the last */
};

struct tm_origin {
    struct text_span kind; /* "harvest", "import", "user" */
    struct tm_document source, target;
    struct text_span speaker, agency; /* who said it; which agency it was quoted from */
    double confidence;                /* 0 to 1; negative when nobody said */
    /* The texts that stood before and after the unit's in the two documents. p NULL: not known; n 0 otherwise: none,
     * the unit's was the first or the last. Only in tm_add, and where tm_list is asked for them. */
    struct text_pair before, after;
    /* The same as it is kept: source before, source after, target before, target after. In tm_add it counts where the
     * text is not known. */
    struct tm_neighbour around[4];
};

enum tm_status { TM_DRAFT, TM_APPROVED, TM_REJECTED };
const char *tm_status_name(enum tm_status); /* "draft", "approved", "rejected" */

struct tm_languages {
    struct text_span source, target; /* BCP 47, as found: "id", "en-US" */
};

/* What a file said of a unit beyond what has a place in struct tm_unit. */
enum tm_side { TM_WHOLE, TM_SOURCE, TM_TARGET };
struct tm_property {
    enum tm_side side;
    bool note;             /* a note has no type */
    struct text_span type; /* of a TMX <prop>, or "tmx:" and the name of an attribute */
    struct text_span text;
};

struct tm_unit {
    int64_t id; /* set by the store; ignored by tm_add */
    struct tm_languages language;
    struct text_pair text;   /* as written, without inline elements */
    struct text_pair markup; /* with them, as the content of a TMX <seg>; empty when there are none */
    enum tm_status status;
    struct text_span created, changed; /* ISO 8601, read as UTC; empty: now */
    struct text_span deleted;          /* when it was taken out; empty when it was not; ignored by tm_add */
    struct text_span user, changer;    /* who made it, who changed it last; may be empty */
    const struct tm_property *properties;
    size_t property_count;
    int64_t uses;                      /* how often it was added */
    struct tm_origin origin;           /* one of its origins: in tm_add the one to add, when read the last added */
    const struct tm_origin *earlier;   /* those before that, the oldest first; only where tm_list is asked for them */
    size_t earlier_count;
};

enum tm_added { TM_NEW, TM_NEW_ORIGIN, TM_KNOWN };

/* Adds a unit. The same pair again (texts equal after text_normalize, markup and language tags equal but for their
 * case, in either direction) adds no row: a further origin is added, the earlier date of creation and the later one of
 * change are kept, uses counts on, a draft becomes approved when the addition is, an empty user is filled in,
 * properties that it has not yet are added, and a unit that was deleted is back when the addition is approved. The same
 * pair from the same origin (kind and both documents; a document is known by name and url) is TM_KNOWN and changes
 * nothing, but for the texts around it where nothing was known of them.
 * TEXT_EMPTY: a text is empty. TEXT_INVALID: a text is not UTF-8, a date no date. TEXT_MISUSE: a language tag is empty,
 * or the memory was opened for reading. `out` may be NULL.
 * Outside tm_begin each addition is a transaction of its own, and waits for the disk. */
enum text_status tm_add(struct tm_memory *, const struct tm_unit *, enum tm_added *out, struct text_error *err);

/* The unit that has this pair, as tm_add looks for it, deleted or not; *out is 0 when there is none. The memory must be
 * open for writing; inside tm_begin it sees what was added since. Fails as tm_add does. */
enum text_status tm_find_pair(struct tm_memory *, const struct tm_unit *, int64_t *out, struct text_error *err);

/* After many additions: brings the index into its best shape for searching, which costs time in proportion to what was
 * added. Additions keep it in good shape by themselves. */
enum text_status tm_settle(struct tm_memory *, struct text_error *err);

/* Calls back for each unit that is not deleted in the order of their ids; a status other than TEXT_OK stops and is
 * returned. What the unit's spans point to is valid during the call only, and during the call the memory must not be
 * used. */
typedef enum text_status tm_visitor(void *context, const struct tm_unit *, struct text_error *err);
enum text_status tm_each(struct tm_memory *, tm_visitor *, void *context, struct text_error *err);

/* The same for some: those not deleted that have one of the statuses, and those that were deleted, whatever their
 * status. Costs a pass over the units until `most` are found. */
enum { TM_LIST_DELETED = 1 << (TM_REJECTED + 1), TM_LIST_ALL = (TM_LIST_DELETED << 1) - 1 };
struct tm_listing {
    unsigned which; /* a sum of 1 << enum tm_status and TM_LIST_DELETED */
    int64_t after;  /* units with a higher id only */
    size_t most;    /* 0: all */
    /* Give origin.before and .after, too, where the memory knows a text with that hash: one of a unit that is not
     * deleted. Costs a look-up for each. */
    bool around;
    size_t earlier; /* give so many of the earlier origins, too, the latest */
};
enum text_status tm_list(struct tm_memory *, const struct tm_listing *, tm_visitor *, void *context,
                         struct text_error *err);

/* Calls back for each unit that was deleted or rejected, in the same way. */
enum text_status tm_each_gone(struct tm_memory *, tm_visitor *, void *context, struct text_error *err);

/* One unit, deleted or not, in the arena. TEXT_EMPTY: there is none with this id. */
enum text_status tm_get(struct tm_memory *, int64_t unit, struct text_arena *, struct tm_unit *out,
                        struct text_error *err);

/* What a user decides about a unit; `user` may be empty. Rejected and deleted units are not offered and not exported.
 * Both can be restored (a rejected unit becomes a draft) until tm_tidy; a deleted one must be before it gets another
 * status. TEXT_EMPTY: there is no such unit, or it is in that state already; the message says which. */
enum text_status tm_set_status(struct tm_memory *, int64_t unit, enum tm_status, struct text_span user,
                               struct text_error *err);
enum text_status tm_delete(struct tm_memory *, int64_t unit, struct text_span user, struct text_error *err);
enum text_status tm_restore(struct tm_memory *, int64_t unit, struct text_span user, struct text_error *err);

/* Gives a unit, deleted or not, a property of which it has one at most: what it had of that side and type goes. An
 * empty text takes it away. TEXT_EMPTY: there is no such unit. TEXT_MISUSE: a note, or no type. */
enum text_status tm_set_property(struct tm_memory *, int64_t unit, const struct tm_property *, struct text_error *err);

/* Takes out for good what was deleted or rejected, and gives the room back to the disk; *count is how many units that
 * were. Killed in between, the memory is as before. Needs as much room on the disk again as the memory has. */
enum text_status tm_tidy(struct tm_memory *, size_t *count, struct text_error *err);

struct tm_stats {
    int64_t units, documents, origins;
    int64_t deleted; /* units that were taken out and not tidied away yet; not among the others */
    int64_t words;   /* running words of all texts */
    int64_t bytes; /* the size of the file */
    int64_t draft, approved, rejected;
};
enum text_status tm_stats(struct tm_memory *, struct tm_stats *out, struct text_error *err);

/* Verifies the whole file: its structure, what its tables say of each other, and the index against the texts. Calls
 * back with a sentence for each problem; *count is how many there are, 0 when the memory is whole. Costs about what
 * making the memory did. */
typedef void tm_problem(void *context, const char *sentence);
enum text_status tm_check(struct tm_memory *, tm_problem *, void *context, size_t *count, struct text_error *err);

#endif
