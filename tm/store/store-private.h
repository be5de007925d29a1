/* What the files of tm/ share about the open memory. The one header that knows SQLite. Nothing here is for other
 * folders.
 *
 * Statements are prepared at their first use and kept. Whoever steps one resets it (tm_run and tm_row_end do), so that
 * no statement holds a read lock between calls.
 */
#ifndef TM_STORE_STORE_PRIVATE_H
#define TM_STORE_STORE_PRIVATE_H

#include <sqlite3.h>

#include "tm/store.h"

enum {
    TM_APPLICATION = 0x50414441, /* "PADA" */
    TM_SCHEMA_VERSION = 4,
    TM_PATIENCE = 10000 /* milliseconds that one process waits for another */
};

/* What tm/store/read.c takes a unit from; ends before WHERE or ORDER BY. */
#define TM_UNIT_COLUMNS                                                                                                \
    "u.id, u.status, u.deleted, u.uses, u.created, u.changed, u.user, u.changer, sl.tag, tl.tag, u.source, u.target,"  \
    " u.source_markup, u.target_markup, u.kind, u.confidence, u.speaker, u.agency, sd.name, sd.title, sd.url, sd.date,"\
    " td.name, td.title, td.url, td.date, u.source_before, u.source_after, u.target_before, u.target_after"            \
    " FROM unit u JOIN language sl ON sl.id = u.source_language"                                                       \
    " JOIN language tl ON tl.id = u.target_language JOIN document sd ON sd.id = u.source_document"                     \
    " JOIN document td ON td.id = u.target_document"

/* The text of each is in tm/store/sql.c. */
enum tm_sql {
    TM_BEGIN_READ,
    TM_BEGIN_WRITE,
    TM_COMMIT,
    TM_ROLLBACK,
    TM_DATA_VERSION,
    TM_LANGUAGE_FIND,
    TM_LANGUAGE_ADD,
    TM_LANGUAGE_FAMILY,
    TM_LANGUAGE_FAMILIES,
    TM_LANGUAGE_TAG,
    TM_DOCUMENT_FIND,
    TM_DOCUMENT_ADD,
    TM_DOCUMENT_FILL,
    TM_UNIT_LAST,
    TM_UNIT_SIDES,
    TM_UNIT_PAIR,
    TM_UNIT_ADD,
    TM_UNIT_MERGE,
    TM_UNIT_GET,
    TM_UNIT_OFFER,
    TM_UNIT_AROUND,
    TM_UNIT_FILL,
    TM_UNIT_STATUS,
    TM_UNIT_DELETE,
    TM_UNIT_RESTORE,
    TM_ORIGIN_KEEP,
    TM_ORIGIN_FIND,
    TM_ORIGIN_AROUND,
    TM_ORIGIN_GET,
    TM_ORIGIN_FILL,
    TM_PROPERTY_ADD,
    TM_PROPERTY_DROP,
    TM_PROPERTY_GET,
    TM_PROPERTY_LAST,
    TM_WORD_FIND,
    TM_WORD_ADD,
    TM_WORD_PREFIX,
    TM_STEM_ADD,
    TM_STEM_GET,
    TM_COUNT_GET,
    TM_COUNT_LAST,
    TM_COUNT_ADD,
    TM_COUNT_SET,
    TM_RUN_EACH,
    TM_RUN_ADD,
    TM_RUN_DROP,
    TM_POSTING_LAST,
    TM_POSTING_RANGE,
    TM_POSTING_ADD,
    TM_POSTING_DROP,
    TM_HASH_LAST,
    TM_HASH_ADD,
    TM_HASH_DROP,
    TM_WORDS_GET,
    TM_WORDS_ADD,
    TM_WORDS_SET,
    TM_FURTHER_ADD,
    TM_FURTHER_OF,
    TM_HARVEST_FIND,
    TM_HARVEST_ADD,
    TM_HARVEST_TEXTS,
    TM_HARVEST_TEXT_ADD,
    TM_HARVEST_SETS,
    TM_HARVEST_SET_ADD,
    TM_HARVEST_PAIR_ADD,
    TM_HARVEST_PAIRS,
    TM_SQL_COUNT
};

enum { TM_TAG_MOST = 48, TM_LANGUAGES_KEPT = 16 };

struct tm_language {
    char tag[TM_TAG_MOST];
    size_t tag_bytes;
    int64_t id, family;
};

enum { TM_DOCUMENT_PARTS = 4 };
struct tm_document_kept {
    int64_t id; /* 0: none */
    size_t lengths[TM_DOCUMENT_PARTS];
    struct text_buffer key; /* its parts one after the other */
};

struct tm_vocabulary; /* vocabulary-private.h */
struct tm_pending;    /* index-private.h */
struct tm_tally;      /* tally-private.h */
struct tm_stems;      /* stems-private.h */
struct tm_filter;     /* known-private.h */
struct tm_index_run;        /* run-private.h */

struct tm_memory {
    sqlite3 *db;
    char *path;
    bool writable;
    bool begun;  /* between tm_begin and tm_commit */
    bool broken; /* a write failed in there: `failure` says how, and it is rolled back already */
    struct text_error failure;
    sqlite3_stmt *statements[TM_SQL_COUNT];
    struct text_arena *scratch; /* reset by each public call that uses it */
    struct text_arena *room;    /* for one text at a time: reset by who uses it */
    struct tm_vocabulary *vocabulary;
    struct tm_pending *pending;   /* segments not yet in the index; empty outside a write transaction */
    struct tm_filter *filter;
    struct tm_index_run *runs;          /* as of this transaction, if they are known */
    size_t run_count;
    bool runs_known;
    int64_t next_unit;            /* the id that the next new unit gets; 0: not known */
    int64_t version;              /* SQLite's data_version when all these were last right */
    struct tm_document_kept documents[2]; /* the last two that were entered */
    unsigned next_document;
    struct tm_tally *met;         /* room for searches */
    struct tm_stems *stems;       /* NULL until a stem is asked for */
    struct tm_language languages[TM_LANGUAGES_KEPT];
    size_t language_count;
};

/* sql.c: SQLite with our errors. */

/* What SQLite said last, as a status and a sentence that names the file and says what to do. */
enum text_status tm_sql_fail(struct tm_memory *, struct text_error *err);
/* The file holds what we never wrote; `what` completes "...: the memory is damaged: ". */
enum text_status tm_damaged(struct tm_memory *, const char *what, struct text_error *err);
/* Runs SQL of several statements without results. */
enum text_status tm_sql_execute(struct tm_memory *, const char *sql, struct text_error *err);
/* Ready to be bound. NULL when SQLite refuses, which tm_sql_fail then tells. */
sqlite3_stmt *tm_statement(struct tm_memory *, enum tm_sql);
void tm_bind_text(sqlite3_stmt *, int parameter, struct text_span); /* borrowed until the statement is reset */
void tm_bind_text_or_null(sqlite3_stmt *, int parameter, struct text_span); /* NULL when it is empty */
void tm_bind_blob(sqlite3_stmt *, int parameter, const void *, size_t n);
struct text_span tm_column_text(sqlite3_stmt *, int column); /* borrowed until the next step */
struct text_span tm_column_blob(sqlite3_stmt *, int column);
/* One step: *row says whether there is a row. After a row, step on or call tm_row_end. */
enum text_status tm_row(struct tm_memory *, sqlite3_stmt *, bool *row, struct text_error *err);
void tm_row_end(sqlite3_stmt *);
/* The first row of a statement whose one parameter is a row's id. */
enum text_status tm_row_at(struct tm_memory *, enum tm_sql, int64_t id, sqlite3_stmt **out, bool *row,
                           struct text_error *err);
/* The one number that SQL without parameters gives; 0 when it gives none. */
enum text_status tm_sql_number(struct tm_memory *, const char *sql, int64_t *out, struct text_error *err);
/* For statements that give no row: step and reset. */
enum text_status tm_run(struct tm_memory *, sqlite3_stmt *, struct text_error *err);

/* path.c: is there a file, or may there be one? Folders above it are made for TM_CREATE. */
enum text_status tm_path_check(struct tm_memory *, enum tm_access, struct text_error *err);

/* schema.c: makes the tables in an empty file, inside the caller's transaction. */
enum text_status tm_schema_create(struct tm_memory *, struct text_error *err);

/* transaction.c: what a call needs that may stand inside or outside of tm_begin. *own goes back to the leaving. */
enum text_status tm_enter_read(struct tm_memory *, bool *own, struct text_error *err);
void tm_leave_read(struct tm_memory *, bool own);
enum text_status tm_enter_write(struct tm_memory *, bool *own, struct text_error *err);
/* With `status` not TEXT_OK everything of the transaction is rolled back, tm_begin's too. */
enum text_status tm_leave_write(struct tm_memory *, bool own, enum text_status status, struct text_error *err);

/* language.c: numbers of language tags. */
/* TEXT_MISUSE when it cannot be one; asks nothing of the file. */
enum text_status tm_language_check(struct tm_memory *, struct text_span tag, struct text_error *err);
/* Of a tag that passed the check. */
enum text_status tm_language_add(struct tm_memory *, struct text_span tag, struct tm_language *out,
                                 struct text_error *err);
/* The family of a tag; 0 when the memory has nothing in it. */
enum text_status tm_language_family(struct tm_memory *, struct text_span tag, int64_t *out, struct text_error *err);

/* The family of a language of the file. */
enum text_status tm_language_of(struct tm_memory *, int64_t language, int64_t *family, struct text_error *err);

/* date.c: "2023-03-06T18:05:00Z" (also without separators, without the time, with an offset) and seconds since 1970. */
bool tm_date_parse(struct text_span, int64_t *out);
enum { TM_DATE_SIZE = 32 };
struct text_span tm_date_print(int64_t seconds, char out[TM_DATE_SIZE]);

/* segment.c: a text in a language, as the index knows it. */
struct tm_segment {
    struct text_span text, normal; /* as written; after text_normalize */
    struct text_tokens words;      /* of the normalised text */
    uint64_t hash;                 /* 48 bits: tm/schema.sql, table hash */
};
/* Everything is in the arena or in the text. */
enum text_status tm_segment_prepare(struct text_span text, struct text_span tag, struct text_arena *,
                                    struct tm_segment *out, struct text_error *err);
uint64_t tm_segment_hash(struct text_span normal, struct text_span tag);
/* Is a stored text equal to the prepared one after normalisation? What is no UTF-8 is not equal to anything. */
enum text_status tm_segment_is(struct text_span stored, const struct tm_segment *, struct text_arena *, bool *out,
                               struct text_error *err);
/* The segments equal after normalisation in a family, in the arena. */
enum text_status tm_segment_equal(struct tm_memory *, const struct tm_segment *, int64_t family, struct text_arena *,
                                  uint32_t **out, size_t *count, struct text_error *err);
struct text_span tm_language_primary(struct text_span tag); /* what stands before the first - or _ */

/* origin.c: where a unit was seen, as its row has it: the documents are those of the stored source and target. */
struct tm_seen {
    const struct tm_origin *origin;
    int64_t source, target;        /* documents */
    struct tm_neighbour around[4]; /* source before, source after, target before, target after */
};
void tm_documents_forget(struct tm_memory *);
/* The documents' ids; -1 for one that is not there. */
enum text_status tm_origin_find(struct tm_memory *, const struct tm_origin *, bool turned, struct tm_seen *out,
                                struct text_error *err);
enum text_status tm_origin_enter(struct tm_memory *, const struct tm_origin *, bool turned, struct tm_seen *out,
                                 struct text_error *err);
/* Has the unit been seen there, with the same kind? *number is that of the origin, *blank says that nothing is known of
 * what stood around it. */
enum text_status tm_origin_known(struct tm_memory *, int64_t unit, const struct tm_seen *, bool *out, int64_t *number,
                                 bool *blank, struct text_error *err);
/* Stores what stands around for an origin that is known. */
enum text_status tm_origin_fill(struct tm_memory *, int64_t unit, int64_t number, const struct tm_seen *,
                                struct text_error *err);
/* Binds parameters first, first + 1, ... in the order of the columns kind to target_after. */
void tm_origin_bind(sqlite3_stmt *, int first, const struct tm_seen *);

/* property.c */
enum text_status tm_properties_add(struct tm_memory *, int64_t unit, const struct tm_unit *, bool turned,
                                   struct text_error *err);
enum text_status tm_properties_read(struct tm_memory *, int64_t unit, bool turned, struct text_arena *,
                                    struct tm_unit *out, struct text_error *err);
/* Fills in the earlier origins of a unit, the last `most` of them. */
enum text_status tm_earlier_read(struct tm_memory *, size_t most, struct text_arena *, struct tm_unit *out,
                                 struct text_error *err);

/* read.c: the document whose name, title, url and date stand in four columns, borrowed until the next step. */
struct tm_document tm_column_document(sqlite3_stmt *, int column);

/* read.c: the origin whose columns, as TM_ORIGIN_GET has them, begin there; borrowed until the next step. */
struct tm_origin tm_column_origin(sqlite3_stmt *, int column);

/* read.c: a unit as callers see it, copied to the arena; turned so that the segment is the source when it is not 0. */
enum text_status tm_unit_read(struct tm_memory *, int64_t unit, int64_t segment, struct text_arena *,
                              struct tm_unit *out, struct text_error *err);

#endif
