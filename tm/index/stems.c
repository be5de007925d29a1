/* See stems-private.h. A stemmer is made at the first word of its language and kept. They are known by the language's
 * tag: after a rollback the number of a family may stand for another language. */
#include "tm/index/stems-private.h"

#include <stdlib.h>
#include <string.h>

enum { STEMMERS = 8, LONGEST = 64 };

struct kept {
    char code[TM_TAG_MOST];
    struct text_stemmer *stemmer;
};

struct tm_stems {
    struct kept at[STEMMERS];
    size_t next; /* to be taken for a further language */
};

void tm_stems_free(struct tm_stems *s)
{
    if (s) {
        for (size_t i = 0; i < STEMMERS; i++) {
            text_stemmer_free(s->at[i].stemmer);
        }
        free(s);
    }
}

/* Of the tag of a family, "id" or "ID", the code of its language. */
static void copy_code(struct text_span tag, char out[TM_TAG_MOST])
{
    size_t n = tag.n < TM_TAG_MOST ? tag.n : TM_TAG_MOST - 1;
    for (size_t i = 0; i < n; i++) {
        out[i] = (char)(tag.p[i] >= 'A' && tag.p[i] <= 'Z' ? tag.p[i] - 'A' + 'a' : tag.p[i]);
    }
    out[n] = '\0';
}

static enum text_status code_of(struct tm_memory *m, int64_t family, char out[TM_TAG_MOST], struct text_error *err)
{
    for (size_t i = 0; i < m->language_count; i++) {
        if (m->languages[i].id == family) {
            copy_code((struct text_span){m->languages[i].tag, m->languages[i].tag_bytes}, out);
            return TEXT_OK;
        }
    }
    sqlite3_stmt *s;
    bool row = false;
    enum text_status status = tm_row_at(m, TM_LANGUAGE_TAG, family, &s, &row, err);
    if (row) {
        copy_code(tm_column_text(s, 0), out);
        tm_row_end(s);
    } else if (status == TEXT_OK) {
        status = tm_damaged(m, "a word is in a language that is not there", err);
    }
    return status;
}

static enum text_status stemmer_of(struct tm_memory *m, const char *code, struct text_stemmer **out,
                                   struct text_error *err)
{
    if (!m->stems && !(m->stems = calloc(1, sizeof *m->stems))) {
        return text_fail_memory(err, m->path);
    }
    for (size_t i = 0; i < STEMMERS; i++) {
        if (m->stems->at[i].stemmer && strcmp(m->stems->at[i].code, code) == 0) {
            *out = m->stems->at[i].stemmer;
            return TEXT_OK;
        }
    }
    struct kept *k = &m->stems->at[m->stems->next];
    text_stemmer_free(k->stemmer);
    k->stemmer = NULL;
    enum text_status status = text_stemmer_for(code, &k->stemmer, err);
    strcpy(k->code, code);
    m->stems->next = (m->stems->next + 1) % STEMMERS;
    *out = k->stemmer;
    return status;
}

/* Numbers have no stem: of the words of a large memory they are a third. */
static bool has_digit(struct text_span folded)
{
    for (size_t i = 0; i < folded.n; i++) {
        if (folded.p[i] >= '0' && folded.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

enum text_status tm_stem_of(struct tm_memory *m, int64_t family, struct text_span folded, struct text_span *out,
                            struct text_error *err)
{
    char code[TM_TAG_MOST];
    if (folded.n > LONGEST || has_digit(folded)) {
        *out = folded;
        return TEXT_OK;
    }
    enum text_status status = code_of(m, family, code, err);
    if (status == TEXT_OK) {
        struct text_stemmer *stemmer = NULL;
        status = stemmer_of(m, code, &stemmer, err);
        if (status == TEXT_OK) {
            *out = text_stem(stemmer, folded);
        }
    }
    return status;
}

enum text_status tm_stem_add(struct tm_memory *m, int64_t family, struct text_span folded, struct text_error *err)
{
    struct text_span stem;
    enum text_status status = tm_stem_of(m, family, folded, &stem, err);
    if (status != TEXT_OK || text_span_equal(stem, folded)) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_STEM_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, family);
    tm_bind_text(s, 2, stem);
    tm_bind_text(s, 3, folded);
    return tm_run(m, s, err);
}

enum text_status tm_stem_words(struct tm_memory *m, int64_t family, struct text_span stem, tm_stem_visitor *visit,
                               void *context, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_STEM_GET);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, family);
    tm_bind_text(s, 2, stem);
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        status = visit(context, tm_column_text(s, 0), err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        } else {
            tm_row_end(s);
        }
    }
    return status;
}
