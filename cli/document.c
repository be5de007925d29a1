/* See document.h. */
#include "cli/document.h"

#include <string.h>

struct cli_reading cli_reading_of(const struct cli_arguments *a)
{
    return (struct cli_reading){.encoding = cli_text(a, "encoding", NULL), .lossy = cli_has(a, "lossy")};
}

const char *cli_name_of(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static struct text_decoding decoding_of(const struct cli_reading *reading, const char *name)
{
    return (struct text_decoding){
        .name = name, .charset = reading->encoding, .lossy = reading->lossy, .base = reading->base};
}

/* The article's text is read: when was it published, and which language is it in? */
static enum text_status look_at(const struct cli_languages *languages, const char *code,
                                const struct cli_reading *reading, struct text_arena *arena, struct cli_document *d,
                                struct text_error *err)
{
    if (reading->calendar) {
        enum text_status status = formats_article_find_date(reading->calendar, &d->article, arena, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    int which = cli_languages_choose(languages, code, d->article.text.text);
    bool foreign = which < 0 && reading->srx;
    if (foreign) {
        which = cli_languages_of_tag(languages, code);
    } else if (which < 0) {
        return text_fail(err, TEXT_MISUSE, "there is no language '%s' here", code);
    }
    d->language = which < 0 ? NULL : languages->at[which];
    d->code = foreign ? code : text_language_code(d->language);
    return TEXT_OK;
}

enum text_status cli_document_of_entry(const struct formats_entry *entry, const char *name,
                                       const struct cli_languages *languages, const char *code,
                                       const struct cli_reading *reading, struct text_arena *arena,
                                       struct cli_document *out, struct text_error *err)
{
    struct cli_document d = {0};
    struct text_decoding decoding = decoding_of(reading, name);
    enum text_status status = formats_article_of_entry(entry, &decoding, arena, &d.article, err);
    if (status == TEXT_OK) {
        status = look_at(languages, code, reading, arena, &d, err);
    }
    if (status == TEXT_OK) {
        *out = d;
    }
    return status;
}

enum text_status cli_document_cut(struct cli_document *d, const char *name, const struct cli_reading *reading,
                                  struct text_arena *arena, struct text_error *err)
{
    struct text_document segments;
    struct text_quotes quotes = {0};
    enum text_status status =
        reading->srx ? text_segment_srx(reading->srx, d->code, d->language, &d->article.text, arena, &segments, err)
                     : text_segment(d->language, &d->article.text, reading->lines, arena, &segments, err);
    if (status == TEXT_OK && segments.count == 0) {
        status = text_fail(err, TEXT_EMPTY, "%s: no sentence found: %s", name,
                           d->article.text.text.n ? "there are only blanks in it" : "it is empty");
    }
    if (status == TEXT_OK && d->language) {
        status = text_quotes(d->language, &segments, arena, &quotes, err);
    }
    if (status == TEXT_OK) {
        d->segments = segments;
        d->quotes = quotes;
    }
    return status;
}

enum text_status cli_document_parse(struct text_span bytes, const char *name, const struct cli_languages *languages,
                                    const char *code, const struct cli_reading *reading, struct text_arena *arena,
                                    struct cli_document *out, struct text_error *err)
{
    struct cli_document d = {0};
    struct text_decoding decoding = decoding_of(reading, name);
    enum formats_article_kind kind =
        reading->lines || reading->plain ? FORMATS_PLAIN : formats_article_kind_of(text_span_of(name), bytes);
    enum text_status status = formats_article_read(bytes, kind, &decoding, arena, &d.article, err);
    if (status == TEXT_OK) {
        status = look_at(languages, code, reading, arena, &d, err);
    }
    if (status == TEXT_OK) {
        status = cli_document_cut(&d, name, reading, arena, err);
    }
    if (status == TEXT_OK) {
        *out = d;
    }
    return status;
}
