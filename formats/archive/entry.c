/* An entry of an archive -> an article. See archive.h. */
#include <string.h>
#include <strings.h>

#include "formats/archive.h"
#include "formats/article/article-private.h"
#include "formats/input-private.h"

/* The fields of an archive are tidied as those of a page are; those of no language may be anything. */
static enum text_status take_fields(const struct formats_entry *e, const struct text_decoding *how,
                                    struct text_arena *arena, struct formats_article *a, struct text_error *err)
{
    struct formats_claims c;
    formats_claims_start(&c, arena);
    formats_claims_offer(&c, FORMATS_FIELD_TITLE, FORMATS_RANK_ARCHIVE, e->title);
    formats_claims_offer(&c, FORMATS_FIELD_URL, FORMATS_RANK_ARCHIVE, e->url);
    formats_claims_offer(&c, FORMATS_FIELD_DATE, FORMATS_RANK_ARCHIVE, e->date);
    formats_claims_offer(&c, FORMATS_FIELD_LANGUAGE, FORMATS_RANK_ARCHIVE, e->language);
    if (c.failed) {
        return text_fail_memory(err, how->name);
    }
    struct text_span *const to[] = {&a->title, &a->url, &a->date, &a->language};
    static const enum formats_field from[] = {FORMATS_FIELD_TITLE, FORMATS_FIELD_URL, FORMATS_FIELD_DATE,
                                              FORMATS_FIELD_LANGUAGE};
    for (size_t i = 0; i < sizeof from / sizeof from[0]; i++) {
        if (c.at[from[i]].value.n) {
            *to[i] = c.at[from[i]].value;
        }
    }
    if (e->date.n && !c.at[FORMATS_FIELD_DATE].value.n && c.date_line.n) {
        a->date = (struct text_span){0}; /* what the archive says in words goes before what the page says */
        a->date_line = c.date_line;
    }
    return TEXT_OK;
}

static bool begins_with_title(struct text_span text, struct text_span title)
{
    struct text_span line = {0};
    while (line.n == 0 && text_span_cut(&text, '\n', &line)) {
        line = text_span_trim(line);
    }
    return text_span_equal(line, text_span_trim(title));
}

/* The bytes with the title before them; as they are when it is there already, or when its charset may be another. */
static enum text_status with_title(const struct formats_entry *e, const struct text_decoding *how,
                                   struct text_arena *arena, struct text_span *out, struct text_error *err)
{
    struct text_span title = text_span_trim(e->title);
    *out = e->bytes;
    bool fits = e->charset && strcmp(e->charset, "UTF-8") == 0 && !memchr(title.n ? title.p : "", '\n', title.n);
    if (e->kind != FORMATS_PLAIN || title.n == 0 || !fits || begins_with_title(e->bytes, title)) {
        return TEXT_OK;
    }
    char *p = text_arena_alloc(arena, title.n + 2 + e->bytes.n, 1);
    if (!p) {
        return text_fail_memory(err, how->name);
    }
    memcpy(p, title.p, title.n);
    memcpy(p + title.n, "\n\n", 2);
    memcpy(p + title.n + 2, e->bytes.n ? e->bytes.p : "", e->bytes.n);
    *out = (struct text_span){p, title.n + 2 + e->bytes.n};
    return TEXT_OK;
}

/* Servers say one of the Latin charsets of whatever they send; where the bytes are UTF-8 they are not Latin, and Latin
 * 1 is
 * what the web calls by that name, windows-1252. */
static const char *charset_of(const struct formats_entry *e)
{
    bool cut, latin1 = strcasecmp(e->charset, "ISO-8859-1") == 0 || strcasecmp(e->charset, "latin1") == 0;
    if (!latin1 && strncasecmp(e->charset, "ISO-8859-", 9) != 0 && strncasecmp(e->charset, "windows-125", 11) != 0) {
        return e->charset;
    }
    if (formats_utf8_valid(e->bytes, &cut) == e->bytes.n) {
        return "UTF-8";
    }
    return latin1 ? "windows-1252" : e->charset;
}

enum text_status formats_article_of_entry(const struct formats_entry *e, const struct text_decoding *decoding,
                                          struct text_arena *arena, struct formats_article *out, struct text_error *err)
{
    struct text_decoding how = *decoding;
    struct formats_article a;
    struct text_span bytes;
    bool told = !how.charset && e->charset;
    how.charset = told ? charset_of(e) : how.charset;
    enum text_status status = with_title(e, &how, arena, &bytes, err);
    if (status == TEXT_OK) {
        status = formats_article_read(bytes, e->kind, &how, arena, &a, err);
    }
    if (told && (status == TEXT_INVALID || status == TEXT_MISUSE)) {
        how.charset = NULL; /* servers say what they please */
        status = formats_article_read(bytes, e->kind, &how, arena, &a, err);
    }
    if (status == TEXT_OK) {
        status = take_fields(e, &how, arena, &a, err);
    }
    if (status == TEXT_OK) {
        a.name = text_arena_copy(arena, e->name);
        status = a.name.p ? status : text_fail_memory(err, how.name);
    }
    if (status == TEXT_OK) {
        *out = a;
    }
    return status;
}
