/* Language tags and their numbers (tm/schema.sql, table language). A handful of tags is met again and again, so
 * some are kept with the handle. */
#include <string.h>

#include "tm/store/store-private.h"

struct text_span tm_language_primary(struct text_span tag)
{
    size_t n = 0;
    while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_') {
        n++;
    }
    return (struct text_span){tag.p, n};
}

static bool same_tag(const struct tm_language *l, struct text_span tag)
{
    return l->tag_bytes == tag.n && sqlite3_strnicmp(l->tag, tag.p, (int)tag.n) == 0;
}

static enum text_status find(struct tm_memory *m, struct text_span tag, struct tm_language *out, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_LANGUAGE_FIND);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    tm_bind_text(s, 1, tag);
    enum text_status status = tm_row(m, s, &row, err);
    out->id = out->family = 0;
    if (row) {
        out->id = sqlite3_column_int64(s, 0);
        out->family = sqlite3_column_int64(s, 1);
        tm_row_end(s);
    }
    return status;
}

/* Looks among the kept, then in the file; out->id is 0 when the tag is in neither. */
static enum text_status look_up(struct tm_memory *m, struct text_span tag, struct tm_language *out,
                                struct text_error *err)
{
    for (size_t i = 0; i < m->language_count; i++) {
        if (same_tag(&m->languages[i], tag)) {
            *out = m->languages[i];
            return TEXT_OK;
        }
    }
    struct tm_language l = {.tag_bytes = tag.n};
    memcpy(l.tag, tag.p, tag.n);
    enum text_status status = find(m, tag, &l, err);
    if (status == TEXT_OK && l.id) {
        size_t at = m->language_count < TM_LANGUAGES_KEPT ? m->language_count++ : (size_t)l.id % TM_LANGUAGES_KEPT;
        m->languages[at] = l;
    }
    *out = l;
    return status;
}

static enum text_status insert(struct tm_memory *m, struct text_span tag, int64_t family, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_LANGUAGE_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    tm_bind_text(s, 1, tag);
    if (family) {
        sqlite3_bind_int64(s, 2, family);
    } else {
        sqlite3_bind_null(s, 2);
    }
    return tm_run(m, s, err);
}

enum text_status tm_language_check(struct tm_memory *m, struct text_span tag, struct text_error *err)
{
    if (tm_language_primary(tag).n == 0 || tag.n >= TM_TAG_MOST) {
        return text_fail(err, TEXT_MISUSE, "%s: \"%.*s\" is no language code; give one like id or en-US", m->path,
                         (int)(tag.n < 2 * TM_TAG_MOST ? tag.n : 2 * TM_TAG_MOST), tag.n ? tag.p : "");
    }
    return TEXT_OK;
}

enum text_status tm_language_add(struct tm_memory *m, struct text_span tag, struct tm_language *out,
                                 struct text_error *err)
{
    struct tm_language l, family;
    struct text_span primary = tm_language_primary(tag);
    enum text_status status = look_up(m, tag, &l, err);
    if (status != TEXT_OK || l.id) {
        *out = l;
        return status;
    }
    status = look_up(m, primary, &family, err);
    if (status == TEXT_OK && !family.id) {
        status = insert(m, primary, 0, err);
        if (status == TEXT_OK) {
            status = look_up(m, primary, &family, err);
        }
    }
    if (status == TEXT_OK && primary.n < tag.n) {
        status = insert(m, tag, family.id, err);
    }
    if (status == TEXT_OK) {
        status = look_up(m, tag, out, err);
    }
    return status;
}

enum text_status tm_language_family(struct tm_memory *m, struct text_span tag, int64_t *out, struct text_error *err)
{
    struct tm_language l;
    struct text_span primary = tm_language_primary(tag);
    enum text_status status = tm_language_check(m, primary, err);
    if (status == TEXT_OK) {
        status = look_up(m, primary, &l, err);
    }
    if (status == TEXT_OK) {
        *out = l.id;
    }
    return status;
}

enum text_status tm_language_of(struct tm_memory *m, int64_t language, int64_t *family, struct text_error *err)
{
    bool row = false;
    for (size_t i = 0; i < m->language_count; i++) {
        if (m->languages[i].id == language) {
            *family = m->languages[i].family;
            return TEXT_OK;
        }
    }
    sqlite3_stmt *s;
    enum text_status status = tm_row_at(m, TM_LANGUAGE_FAMILY, language, &s, &row, err);
    if (status == TEXT_OK && !row) {
        return tm_damaged(m, "a unit's language is missing", err);
    }
    if (row) {
        *family = sqlite3_column_int64(s, 0);
        tm_row_end(s);
    }
    return status;
}
