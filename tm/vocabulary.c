/* See vocabulary-private.h. A word's key is its family in decimal, a line feed and the folded word; entries have the
 * numbers that the table of keys gives. */
#include "tm/vocabulary-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/index-private.h"

enum { LARGE = 1 << 19 }; /* entries; some forty megabytes */

struct tm_vocabulary {
    struct text_table *keys;
    struct tm_word *words;
    uint32_t capacity;
    uint32_t next; /* the next free id; 0: not known */
    struct text_buffer key;
};

struct tm_vocabulary *tm_vocabulary_new(void)
{
    struct tm_vocabulary *v = calloc(1, sizeof *v);
    if (v) {
        v->keys = text_table_new();
        if (!v->keys) {
            free(v);
            v = NULL;
        }
    }
    return v;
}

void tm_vocabulary_free(struct tm_vocabulary *v)
{
    if (v) {
        text_table_free(v->keys);
        text_buffer_free(&v->key);
        free(v->words);
        free(v);
    }
}

/* Without memory for an empty table the old one stays, and its words count as not in the file. */
void tm_vocabulary_clear(struct tm_memory *m)
{
    struct tm_vocabulary *v = m->vocabulary;
    struct text_table *keys = text_table_new();
    v->next = 0;
    if (keys) {
        text_table_free(v->keys);
        v->keys = keys;
    } else if (v->words) {
        memset(v->words, 0, text_table_count(v->keys) * sizeof *v->words);
    }
}

void tm_vocabulary_trim(struct tm_memory *m)
{
    if (text_table_count(m->vocabulary->keys) > LARGE) {
        tm_vocabulary_clear(m);
    }
}

void tm_vocabulary_forget_next(struct tm_memory *m)
{
    m->vocabulary->next = 0;
}

uint32_t tm_vocabulary_count(const struct tm_memory *m)
{
    return text_table_count(m->vocabulary->keys);
}

struct tm_word *tm_word_at(struct tm_memory *m, uint32_t entry)
{
    return &m->vocabulary->words[entry];
}

/* Into v->key; false when out of memory. */
static bool make_key(struct tm_vocabulary *v, int64_t family, struct text_span folded)
{
    char digits[24];
    size_t n = sizeof digits;
    digits[--n] = '\n';
    do {
        digits[--n] = (char)('0' + family % 10);
        family /= 10;
    } while (family > 0);
    text_buffer_clear(&v->key);
    text_buffer_add(&v->key, (struct text_span){digits + n, sizeof digits - n});
    text_buffer_add(&v->key, folded);
    return !v->key.failed;
}

static enum text_status ask_file(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word *out,
                                 struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_WORD_FIND);
    bool row = false;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, family);
    tm_bind_text(s, 2, folded);
    enum text_status status = tm_row(m, s, &row, err);
    *out = (struct tm_word){0};
    if (row) {
        out->id = (uint32_t)sqlite3_column_int64(s, 0);
        out->segments = (uint32_t)sqlite3_column_int64(s, 1);
        out->stored = true;
        tm_row_end(s);
    }
    return status;
}

/* Keeps the word that v->key names. */
static enum text_status keep(struct tm_memory *m, struct tm_word word, uint32_t *entry, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (text_table_count(v->keys) == v->capacity) {
        uint32_t capacity = v->capacity ? v->capacity * 2 : 1024;
        struct tm_word *words = realloc(v->words, capacity * sizeof *words);
        if (!words) {
            return text_fail_memory(err, m->path);
        }
        v->words = words;
        v->capacity = capacity;
    }
    uint32_t number = text_table_add(v->keys, text_buffer_span(&v->key));
    if (number == TEXT_NONE) {
        return text_fail_memory(err, m->path);
    }
    v->words[number] = word;
    *entry = number;
    return TEXT_OK;
}

enum text_status tm_word_find(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word *out,
                              struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (!make_key(v, family, folded)) {
        return text_fail_memory(err, m->path);
    }
    uint32_t entry = text_table_find(v->keys, text_buffer_span(&v->key));
    if (entry != TEXT_NONE && v->words[entry].id != TM_NO_WORD) {
        *out = v->words[entry];
        return TEXT_OK;
    }
    struct tm_word word;
    enum text_status status = ask_file(m, family, folded, &word, err);
    if (status == TEXT_OK && word.id != TM_NO_WORD && entry == TEXT_NONE) {
        tm_vocabulary_trim(m);
        status = keep(m, word, &entry, err);
    }
    if (status == TEXT_OK) {
        *out = word;
    }
    return status;
}

static enum text_status next_id(struct tm_memory *m, uint32_t *out, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (v->next == 0) {
        sqlite3_stmt *s = tm_statement(m, TM_WORD_LAST);
        bool row = false;
        enum text_status status = s ? tm_row(m, s, &row, err) : tm_sql_fail(m, err);
        if (status != TEXT_OK) {
            return status;
        }
        v->next = row ? (uint32_t)sqlite3_column_int64(s, 0) + 1 : 1;
        tm_row_end(s);
    }
    *out = v->next++;
    return TEXT_OK;
}

enum text_status tm_word_add(struct tm_memory *m, int64_t family, struct text_span folded, uint32_t *out,
                             struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (!make_key(v, family, folded)) {
        return text_fail_memory(err, m->path);
    }
    uint32_t entry = text_table_find(v->keys, text_buffer_span(&v->key));
    if (entry != TEXT_NONE && v->words[entry].id != TM_NO_WORD) {
        *out = entry;
        return TEXT_OK;
    }
    struct tm_word word;
    enum text_status status = ask_file(m, family, folded, &word, err);
    if (status == TEXT_OK && word.id == TM_NO_WORD) {
        status = next_id(m, &word.id, err);
    }
    if (status == TEXT_OK) {
        status = keep(m, word, &entry, err);
    }
    if (status == TEXT_OK) {
        *out = entry;
    }
    return status;
}

enum text_status tm_word_store(struct tm_memory *m, uint32_t entry, struct text_error *err)
{
    struct tm_word *word = &m->vocabulary->words[entry];
    struct text_span key = text_table_at(m->vocabulary->keys, entry), family;
    sqlite3_stmt *s = tm_statement(m, word->stored ? TM_WORD_COUNT : TM_WORD_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    text_span_cut(&key, '\n', &family);
    int64_t number = 0;
    for (size_t i = 0; i < family.n; i++) {
        number = number * 10 + (family.p[i] - '0');
    }
    sqlite3_bind_int64(s, 1, number);
    tm_bind_text(s, 2, key);
    if (word->stored) {
        sqlite3_bind_int64(s, 3, word->fresh);
    } else {
        sqlite3_bind_int64(s, 3, word->id);
        sqlite3_bind_int64(s, 4, word->fresh);
    }
    enum text_status status = tm_run(m, s, err);
    if (status == TEXT_OK) {
        word->stored = true;
        word->segments += word->fresh;
        word->fresh = 0;
    }
    return status;
}
