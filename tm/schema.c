/* The tables of a new memory, from tm/schema.sql: the build turns each of its lines into a C string. */
#include "tm/store/store-private.h"

static const char *const lines[] = {
#include "tm/schema.sql.h"
};

enum text_status tm_schema_create(struct tm_memory *m, struct text_error *err)
{
    struct text_buffer sql = {0};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        text_buffer_add_string(&sql, lines[i]);
    }
    text_buffer_add_format(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", TM_APPLICATION,
                           TM_SCHEMA_VERSION);
    text_buffer_add_char(&sql, '\0');
    enum text_status status = sql.failed ? text_fail_memory(err, m->path) : tm_sql_execute(m, sql.p, err);
    text_buffer_free(&sql);
    return status;
}
