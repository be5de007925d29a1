/* See article.h. Decoding, and the ways of the two kinds from there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/article/article-private.h"
#include "formats/article/calendar-private.h"

enum formats_article_kind formats_article_kind_of(struct text_span name, struct text_span bytes)
{
    static const struct {
        const char *end;
        enum formats_article_kind kind;
    } ends[] = {{".html", FORMATS_HTML}, {".htm", FORMATS_HTML}, {".xhtml", FORMATS_HTML}, {".txt", FORMATS_PLAIN}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i].end);
        if (name.n >= n && strncasecmp(name.p + name.n - n, ends[i].end, n) == 0) {
            return ends[i].kind;
        }
    }
    /* Without NUL bytes UTF-16 reads like ASCII; other bytes above ASCII before the first '<' are a byte order mark. */
    static const char *const begins[] = {"<!doctype html", "<html", "<head", "<body", "<?xml", "<!--"};
    char head[64];
    size_t n = 0;
    for (size_t i = 0; i < bytes.n && n < sizeof head - 1 && i < 4096; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c != '\0' && (n || (c > ' ' && c < 0x80))) {
            head[n++] = bytes.p[i];
        }
    }
    head[n] = '\0';
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
        if (strncasecmp(head, begins[i], strlen(begins[i])) == 0) {
            return FORMATS_HTML;
        }
    }
    return FORMATS_PLAIN;
}

/* A copy that lasts as long as the arena. */
static bool keep(struct text_arena *arena, struct text_span s, struct text_span *out)
{
    *out = s.n ? text_arena_copy(arena, s) : (struct text_span){0};
    return s.n == 0 || out->p;
}

static size_t count_words(struct text_span text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool blank = text.p[i] == ' ' || text.p[i] == '\n';
        words += !blank && (i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '\n');
    }
    return words;
}

/* The text that JSON-LD has, as paragraphs; it may hold references and even markup. */
static enum text_status read_body(const struct formats_page *page, const char *name, struct text_buffer *out,
                                  struct text_error *err)
{
    struct text_buffer markup = {0};
    struct formats_page *body = calloc(1, sizeof *body);
    struct text_span rest = text_buffer_span(&page->claims.body), line;
    while (text_span_cut(&rest, '\n', &line)) {
        text_buffer_add(&markup, line);
        text_buffer_add_string(&markup, "<br><br>");
    }
    enum text_status status = body && !markup.failed ? TEXT_OK : text_fail_memory(err, name);
    if (status == TEXT_OK) {
        formats_claims_start(&body->claims, page->arena);
        status = formats_page_read(text_buffer_span(&markup), name, body, err);
    }
    for (size_t i = 0; status == TEXT_OK && i < body->block_count; i++) {
        struct text_range r = body->blocks[i].range;
        if (out->n) {
            text_buffer_add_char(out, '\n');
        }
        text_buffer_add(out, (struct text_span){body->text.p + r.begin, r.end - r.begin});
    }
    if (body) {
        formats_page_free(body);
    }
    free(body);
    text_buffer_free(&markup);
    return status;
}

/* A page whose text only a script shows may still tell it to search engines. */
static enum text_status prefer_body(const struct formats_page *page, const char *name, struct text_span headline,
                                    struct text_buffer *text, struct text_error *err)
{
    struct text_buffer body = {0};
    if (count_words(text_buffer_span(&page->claims.body)) < 2 * count_words(text_buffer_span(text)) ||
        page->claims.body.n == 0) {
        return TEXT_OK;
    }
    headline = headline.n ? headline : page->claims.at[FORMATS_FIELD_TITLE].value;
    text_buffer_add(&body, headline);
    enum text_status status = read_body(page, name, &body, err);
    if (status == TEXT_OK && count_words(text_buffer_span(&body)) > count_words(text_buffer_span(text))) {
        struct text_buffer old = *text;
        *text = body;
        body = old;
    }
    text_buffer_free(&body);
    return status;
}

static enum text_status finish_html(struct formats_page *page, const struct text_decoding *options,
                                    struct formats_article *out, struct text_error *err)
{
    struct text_buffer text = {0}, head = {0};
    struct text_span headline = {0}, whole;
    size_t repeated;
    struct formats_article a = {0};
    enum text_status status = TEXT_OK;
    formats_page_choose(page, &text, &head, &headline);
    status = prefer_body(page, options->name, headline, &text, err);
    if (text.failed || head.failed) {
        status = text_fail_memory(err, options->name);
    } else if (status == TEXT_OK && text.n == 0) {
        status = text_fail(err, TEXT_EMPTY, "%s: no article text was found in the page", options->name);
    }
    if (status != TEXT_OK) {
        goto out;
    }
    if (!keep(page->arena, text_buffer_span(&text), &whole) || !keep(page->arena, text_buffer_span(&head), &a.head)) {
        status = text_fail_memory(err, options->name);
        goto out;
    }
    /* Once more, because references like &shy; only now became characters. */
    const struct text_decoding again = {.name = options->name, .charset = "UTF-8", .lossy = true};
    status = text_decode(whole, &again, page->arena, &a.text, err);
    formats_claims_offer(&page->claims, FORMATS_FIELD_TITLE, FORMATS_RANK_META, headline);
    if (page->claims.failed) {
        status = text_fail_memory(err, options->name);
    }
    a.title = formats_page_title(page, &repeated);
    a.url = page->claims.at[FORMATS_FIELD_URL].value;
    a.date = page->claims.at[FORMATS_FIELD_DATE].value;
    a.language = page->claims.at[FORMATS_FIELD_LANGUAGE].value;
    a.author = page->claims.at[FORMATS_FIELD_AUTHOR].value;
    a.date_line = page->claims.date_line;
out:
    text_buffer_free(&text);
    text_buffer_free(&head);
    if (status == TEXT_OK) {
        *out = a;
    }
    return status;
}

static enum text_status read_html(const struct text_decoded *decoded, const struct text_decoding *options,
                                  struct text_arena *arena, struct formats_article *out, struct text_error *err)
{
    struct formats_page *page = calloc(1, sizeof *page);
    if (!page) {
        return text_fail_memory(err, options->name);
    }
    page->arena = arena;
    formats_claims_start(&page->claims, arena);
    enum text_status status = formats_page_read(decoded->text, options->name, page, err);
    if (status == TEXT_OK) {
        status = finish_html(page, options, out, err);
    }
    formats_page_free(page);
    free(page);
    if (status == TEXT_OK) {
        out->text.charset = decoded->charset; /* the page's, not that of our own step */
        out->text.replaced += decoded->replaced;
    }
    return status;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* One of the marks by which sites divide a row of links: "Home | Nation | Science", "Warta > Ekonomi". */
static bool is_divider(struct text_span word)
{
    static const char *const marks[] = {"|", ">", "/", "\xC2\xBB", "\xE2\x80\xA2", "\xE2\x80\xBA", "\xC2\xB7"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (text_span_equal(word, text_span_of(marks[i]))) {
            return true;
        }
    }
    return false;
}

/* A word that ends a sentence inside of a line: longer than abbreviations are. */
static bool ends_sentence(struct text_span word)
{
    enum { LONG = 4 };
    size_t letters = 0;
    for (size_t i = 0; i < word.n; i++) {
        letters += is_letter(word.p[i]);
    }
    return letters >= LONG && text_span_ends(word, TEXT_LITERAL("."));
}

/* Words of a line that could be a headline, else 0. */
static size_t headline_words(struct text_span line)
{
    enum { MOST = 30 };
    static const char *const ends[] = {".", ".\"", ":"};
    struct text_span word, rest = line;
    size_t words = 0, dividers = 0;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (text_span_ends(line, text_span_of(ends[i]))) {
            return 0;
        }
    }
    while (text_span_cut(&rest, ' ', &word)) {
        words += word.n > 0;
        dividers += is_divider(word);
        if (rest.n && ends_sentence(word)) {
            return 0;
        }
    }
    return words <= MOST && dividers < 2 ? words : 0;
}

static struct text_span plain_title(struct text_span text)
{
    enum { LINES = 5, ENOUGH = 6, LEAST = 4 };
    struct text_span line, second_best = {0};
    for (int lines = 0; lines < LINES && text_span_cut(&text, '\n', &line);) {
        line = text_span_trim(line);
        size_t words = headline_words(line);
        lines += line.n > 0;
        if (words >= ENOUGH) {
            return line;
        }
        if (words >= LEAST && second_best.n == 0) {
            second_best = line;
        }
    }
    return second_best;
}

enum text_status formats_article_read(struct text_span bytes, enum formats_article_kind kind,
                                      const struct text_decoding *options, struct text_arena *arena,
                                      struct formats_article *out, struct text_error *err)
{
    struct text_decoding how = *options;
    struct text_decoded decoded;
    how.markup = kind == FORMATS_HTML;
    enum text_status status = text_decode(bytes, &how, arena, &decoded, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (kind == FORMATS_HTML) {
        return read_html(&decoded, &how, arena, out, err);
    }
    *out = (struct formats_article){.text = decoded, .title = plain_title(decoded.text)};
    return TEXT_OK;
}

enum which { FIRST, LAST };

/* A date in the first ten lines: the first with a time, else the first or last of all. Lines longer than `longest`
 * bytes
 * do not count, of others the beginning does. */
static bool find_in_lines(const struct formats_calendar *c, struct text_span text, size_t longest, enum which which,
                          struct formats_moment *out)
{
    enum { LINES = 10, BEGINNING = 200 };
    struct text_span line;
    bool found = false;
    for (int lines = 0; lines < LINES && text_span_cut(&text, '\n', &line);) {
        struct formats_moment m;
        line = text_span_trim(line);
        lines += line.n > 0;
        if (line.n > longest) {
            continue;
        }
        line.n = line.n < BEGINNING ? line.n : BEGINNING;
        if (formats_date_find(c, line, &m)) {
            *out = found && which == FIRST && !m.timed ? *out : m;
            found = true;
            if (m.timed) {
                return true;
            }
        }
    }
    return found;
}

/* A day that somebody told gets its time from the line that shows both. */
static void refine(const struct formats_calendar *c, const struct formats_article *a, struct formats_moment *m)
{
    enum { SHORT = 120 };
    struct formats_moment seen;
    if (!m->timed &&
        ((find_in_lines(c, a->head, SHORT, FIRST, &seen) && seen.timed) ||
         (find_in_lines(c, a->text.text, SHORT, FIRST, &seen) && seen.timed)) &&
        seen.year == m->year && seen.month == m->month && seen.day == m->day) {
        *m = seen;
    }
}

/* The head and short lines (a byline) before the beginnings of long ones (a dateline); a date with a time before one
 * without. In a head the date nearest to the text counts: today's often stands at the top of a page. */
static bool find_date(const struct formats_calendar *c, const struct formats_article *a, struct formats_moment *out)
{
    enum { SHORT = 120 };
    struct formats_moment m;
    if (formats_date_find(c, a->date_line, out)) {
        refine(c, a, out);
        return true;
    }
    bool found = find_in_lines(c, a->head, SIZE_MAX, LAST, out);
    if ((!found || !out->timed) && find_in_lines(c, a->text.text, SHORT, FIRST, &m) && (!found || m.timed)) {
        *out = m;
        found = true;
    }
    return found || find_in_lines(c, a->text.text, SIZE_MAX, FIRST, out) || formats_date_find(c, a->url, out) ||
           formats_date_find_in_name(a->url, out) || formats_date_find_in_name(a->name, out);
}

enum text_status formats_article_find_date(const struct formats_calendar *c, struct formats_article *a,
                                           struct text_arena *arena, struct text_error *err)
{
    struct formats_moment m;
    char date[FORMATS_DATE_SIZE];
    if (a->date.n && formats_date_parse(a->date, &m) && !m.timed) {
        refine(c, a, &m);
    } else if (a->date.n || !find_date(c, a, &m)) {
        return TEXT_OK;
    }
    formats_date_print(&m, date);
    struct text_span copy = text_arena_copy(arena, text_span_of(date));
    if (!copy.p) {
        return text_fail_memory(err, "a date");
    }
    a->date = copy;
    return TEXT_OK;
}
