/* Verifying a memory: what the two files of tm_check share. */
#ifndef TM_INDEX_CHECK_PRIVATE_H
#define TM_INDEX_CHECK_PRIVATE_H

#include "tm/store/store-private.h"

struct tm_checking {
    struct tm_memory *m;
    tm_problem *tell; /* may be NULL */
    void *context;
    size_t problems;
};

void tm_check_tell(struct tm_checking *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Calls back for each row of a statement of its own. */
typedef enum text_status tm_check_row(struct tm_checking *, sqlite3_stmt *, void *context, struct text_error *err);
enum text_status tm_check_each(struct tm_checking *, const char *sql, tm_check_row *, void *context,
                               struct text_error *err);
/* Hashes, word lists, word counts and posting lists against the texts. */
enum text_status tm_check_index(struct tm_checking *, struct text_error *err);

#endif
