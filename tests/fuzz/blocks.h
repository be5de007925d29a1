/* For the fuzz targets and the property test of Markdown and HTML: what must hold for any bytes that are taken for such
 * a document. Needs a language to cut by.
 *
 * - The pieces of a block follow each other, blocks follow blocks, pairs are pairs.
 * - Filled with nothing the document is the bytes that it was.
 * - Filled with translations it has as many blocks as before; what stands between them is what stood there (in HTML a
 *   block may begin and end with other codes when their order changed); and the letters of each block are those of the
 *   translation, or as they were.
 */
#ifndef TESTS_FUZZ_BLOCKS_H
#define TESTS_FUZZ_BLOCKS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/document/document-private.h"
#include "formats/html/html-private.h"
#include "formats/input-private.h"
#include "formats/markdown/markdown-private.h"

/* The blocks of a document that do not stand in another: their places, and what they say, each ended by a NUL. */
struct blocks {
    struct text_range *at;
    size_t *texts; /* where in `text` they begin */
    size_t count, capacity, end;
    struct text_buffer text;
    const char *wrong;
    size_t size;
};

static void blocks_free(struct blocks *b)
{
    free(b->at);
    free(b->texts);
    text_buffer_free(&b->text);
}

static void blocks_pieces(struct blocks *b, const struct formats_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        const struct formats_piece *p = &block->at[i];
        bool pair = p->kind == FORMATS_PIECE_OPEN || p->kind == FORMATS_PIECE_CLOSE;
        if (p->bytes.begin >= p->bytes.end || p->bytes.end > b->size ||
            (i && p->bytes.begin != block->at[i - 1].bytes.end)) {
            b->wrong = "pieces do not follow each other";
        }
        if (pair && p->pair != FORMATS_PIECE_ALONE &&
            (p->pair >= block->count || block->at[p->pair].pair != i || block->at[p->pair].kind == p->kind)) {
            b->wrong = "a pair is none";
        }
        if (p->kind == FORMATS_PIECE_TEXT && !p->whole && p->text.n != p->bytes.end - p->bytes.begin) {
            b->wrong = "a text is not its bytes";
        }
        for (size_t k = 0; k < p->text.n && p->kind == FORMATS_PIECE_TEXT; k++) {
            if (p->text.p[k] > ' ' || p->text.p[k] < 0) {
                text_buffer_add_char(&b->text, p->text.p[k]);
            }
        }
    }
    text_buffer_add_char(&b->text, '\0');
}

static enum text_status blocks_take(void *context, const struct formats_block *block, struct text_error *err)
{
    struct blocks *b = context;
    struct text_range r = {block->at[0].bytes.begin, block->at[block->count - 1].bytes.end};
    if (b->count == b->capacity) {
        b->capacity = b->capacity ? 2 * b->capacity : 64;
        b->at = realloc(b->at, b->capacity * sizeof *b->at);
        b->texts = realloc(b->texts, b->capacity * sizeof *b->texts);
        if (!b->at || !b->texts) {
            abort();
        }
    }
    while (b->count && b->at[b->count - 1].begin >= r.begin) { /* values in its codes */
        if (b->at[--b->count].end > r.end) {
            b->wrong = "blocks overlap";
        }
        b->text.n = b->texts[b->count];
    }
    if (b->count && b->at[b->count - 1].end > r.begin) {
        b->wrong = "blocks overlap";
    }
    b->texts[b->count] = b->text.n;
    b->at[b->count++] = r;
    (void)err;
    blocks_pieces(b, block);
    return TEXT_OK;
}

static enum text_status blocks_scan(enum formats_document_kind kind, struct text_span s, struct blocks *out)
{
    const struct formats_html_scanning scanning = {true, blocks_take, out};
    *out = (struct blocks){.size = s.n};
    return kind == FORMATS_DOCUMENT_HTML ? formats_html_scan(s, &scanning, NULL)
                                         : formats_markdown_scan(s, blocks_take, out, NULL);
}

/* A translation: letters become others, and signs that mean something where they stand. */
struct blocks_translation {
    const struct text_language *language;
    char letters[128];
    bool none, turned; /* turned: the codes in another order */
    struct text_buffer text, markup;
    struct formats_suggestion suggestion;
    size_t filled;
};

static void blocks_letters(struct blocks_translation *t, uint64_t seed)
{
    static const char signs[] = "*_`[]<>#+-=|\\!&~:.1)(\"'{}$/;";
    for (int c = 0; c < 128; c++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        t->letters[c] = (char)c;
        if (letter && (seed >> 40 & 3) == 0) {
            t->letters[c] = signs[(seed >> 33) % (sizeof signs - 1)];
        } else if (letter) {
            t->letters[c] = (char)('a' + (seed >> 33) % 26);
        }
    }
    t->turned = seed >> 50 & 1;
}

static char blocks_letter(const struct blocks_translation *t, char c)
{
    return c < 0 ? c : t->letters[(unsigned char)c];
}

static void blocks_add_letter(struct text_buffer *to, char c, bool markup)
{
    const char *reference = c == '<' ? "&lt;" : c == '&' ? "&amp;" : NULL;
    if (markup && reference) {
        text_buffer_add_string(to, reference);
    } else {
        text_buffer_add_char(to, c);
    }
}

/* The markup with other letters in its texts; in its codes nothing changes. */
static void blocks_markup(const struct blocks_translation *t, struct text_span s, struct text_buffer *to)
{
    bool code = false;
    for (size_t i = 0; i < s.n; i++) {
        const char *end = s.p[i] == '<' ? memchr(s.p + i, '>', s.n - i) : NULL;
        if (end) {
            code = s.p[i + 1] != '/' && end[-1] != '/';
            text_buffer_add(to, (struct text_span){s.p + i, (size_t)(end - s.p) + 1 - i});
            i = (size_t)(end - s.p);
        } else if (!code && s.p[i] == '&' && (end = memchr(s.p + i, ';', s.n - i))) {
            text_buffer_add(to, (struct text_span){s.p + i, (size_t)(end - s.p) + 1 - i});
            i = (size_t)(end - s.p);
        } else {
            blocks_add_letter(to, code ? s.p[i] : blocks_letter(t, s.p[i]), !code);
        }
    }
}

/* What stands behind the first text goes before it. */
static void blocks_turn(struct text_buffer *b)
{
    const char *tag = b->n ? memchr(b->p, '<', b->n) : NULL;
    size_t n = tag ? (size_t)(tag - b->p) : 0;
    char *copy = malloc(b->n + 1);
    if (copy && n) {
        memcpy(copy, b->p + n, b->n - n);
        memcpy(copy + b->n - n, b->p, n);
        memcpy(b->p, copy, b->n);
    }
    free(copy);
}

static const struct text_language *blocks_language(void *context, struct text_span declared, struct text_span text)
{
    (void)declared, (void)text;
    return ((struct blocks_translation *)context)->language;
}

static enum text_status blocks_fill(void *context, const struct formats_slot *s, struct formats_fill *out,
                                    struct text_error *err)
{
    struct blocks_translation *t = context;
    (void)err;
    text_buffer_clear(&t->text);
    text_buffer_clear(&t->markup);
    for (size_t i = 0; i < s->source.n; i++) {
        blocks_add_letter(&t->text, blocks_letter(t, s->source.p[i]), false);
    }
    blocks_markup(t, s->source_markup, &t->markup);
    if (t->turned) {
        blocks_turn(&t->markup);
    }
    t->suggestion = (struct formats_suggestion){.text = {s->source, text_buffer_span(&t->text)},
                                                .markup = {s->source_markup, text_buffer_span(&t->markup)},
                                                .score = 100};
    *out = (struct formats_fill){.at = &t->suggestion, .count = t->none ? 0 : 1, .final = true};
    return TEXT_OK;
}

static void blocks_told(void *context, const struct formats_slot *s, const struct formats_fill *fill,
                        enum formats_outcome outcome, const char *reason)
{
    (void)s, (void)fill, (void)reason;
    ((struct blocks_translation *)context)->filled += outcome == FORMATS_FILLED;
}

static enum text_status blocks_write(struct formats_document *d, struct blocks_translation *t, char **out, size_t *n)
{
    const struct formats_document_filling filling = {
        .language = blocks_language, .fill = blocks_fill, .told = blocks_told, .context = t};
    FILE *to = open_memstream(out, n);
    enum text_status status = to ? formats_document_fill(d, &filling, to, NULL) : TEXT_NOMEM;
    if (to) {
        fclose(to);
    }
    return status;
}

/* Equal; in HTML a value that was bare has quotes now. */
static bool blocks_same(struct text_span a, struct text_span b, bool html)
{
    size_t i = 0, k = 0;
    while (i < a.n || k < b.n) {
        if (html && i < a.n && a.p[i] == '"') {
            i++;
        } else if (html && k < b.n && b.p[k] == '"') {
            k++;
        } else if (i == a.n || k == b.n || a.p[i++] != b.p[k++]) {
            return false;
        }
    }
    return true;
}

static const char *blocks_compare(const struct blocks *a, struct text_span in, const struct blocks *b,
                                  struct text_span out, const struct blocks_translation *t, bool html)
{
    bool ascii = true; /* and what cleaning leaves as it is */
    for (size_t i = 0; i < in.n; i++) {
        ascii = ascii && ((in.p[i] >= ' ' && in.p[i] < 0x7F) || strchr("\n\r\t", in.p[i])) && in.p[i] != '&';
    }
    if (a->count != b->count) {
        return "another number of blocks";
    }
    for (size_t i = 0; i <= a->count; i++) {
        size_t from = i ? a->at[i - 1].end : 0, to = i < a->count ? a->at[i].begin : in.n;
        size_t from_out = i ? b->at[i - 1].end : 0, to_out = i < b->count ? b->at[i].begin : out.n;
        if (!(html && t->turned) && !blocks_same((struct text_span){in.p + from, to - from},
                                                 (struct text_span){out.p + from_out, to_out - from_out}, html)) {
            return "what stands between blocks has changed";
        }
        const char *was = i < a->count ? a->text.p + a->texts[i] : "",
                   *is = i < b->count ? b->text.p + b->texts[i] : "";
        if (!ascii || t->turned) {
            continue;
        }
        for (; *was || *is; was++, is++) {
            if (!*was || (*is != *was && *is != blocks_letter(t, *was))) {
                return "a block has another text";
            }
        }
    }
    return NULL;
}

/* Where md4c 0.4.8 does not read what CommonMark says, and another thing as soon as other bytes stand before it: behind
 * two blank lines, where an item of a list may seem to end when its text began 4 bytes behind a multiple of 256; and an
 * image directly behind a link that is only a name, which is lost. */
static bool blocks_misread(enum formats_document_kind kind, struct text_span in)
{
    bool misread = false;
    int blank = 0;
    for (size_t i = 0; i < in.n && kind == FORMATS_DOCUMENT_MARKDOWN; i++) {
        char c = in.p[i];
        blank = c == '\n' || c == '\r' ? blank + 1 : strchr(" \t>", c) ? blank : 0;
        misread = misread || blank > 2 || (c == ']' && i + 2 < in.n && memcmp(in.p + i + 1, "![", 2) == 0);
    }
    return misread;
}

/* NULL, or what does not hold; *filled is counted up by how many segments were. With `show` what was written is
 * printed where something is wrong. */
static const char *blocks_check(enum formats_document_kind kind, struct text_span in, uint64_t seed,
                                const struct text_language *language, size_t *filled, bool show)
{
    static char name[] = "document";
    struct formats_document d = {.name = name, .kind = kind, .text = in, .bytes = {.n = in.n}};
    struct blocks_translation t = {.language = language, .none = true};
    struct blocks before, after = {0};
    bool cut, html = kind == FORMATS_DOCUMENT_HTML;
    char *out = NULL;
    size_t n = 0;
    if (blocks_scan(kind, in, &before) != TEXT_OK) {
        before.wrong = "not scanned";
    }
    const char *wrong = before.wrong;
    if (!wrong && in.n && formats_utf8_valid(in, &cut) == in.n && !memchr(in.p, '\0', in.n)) {
        d.bytes.p = (char *)in.p;
        bool same = blocks_write(&d, &t, &out, &n) == TEXT_OK && text_span_equal((struct text_span){out, n}, in);
        wrong = same ? NULL : "filled with nothing it is another";
        free(out);
        out = NULL;
        t.none = false;
        blocks_letters(&t, seed);
        if (!wrong && blocks_write(&d, &t, &out, &n) != TEXT_OK) {
            wrong = "not filled";
        }
        if (!wrong) {
            blocks_scan(kind, (struct text_span){out, n}, &after);
            wrong = after.wrong ? after.wrong
                    : blocks_misread(kind, in)
                        ? NULL
                        : blocks_compare(&before, in, &after, (struct text_span){out, n}, &t, html);
        }
        if (wrong && show) {
            printf("--- in\n%.*s\n--- out\n%.*s\n---\n", TEXT_PRINT(in), (int)n, out ? out : "");
        }
        *filled += t.filled;
        blocks_free(&after);
    }
    free(out);
    blocks_free(&before);
    text_buffer_free(&t.text);
    text_buffer_free(&t.markup);
    return wrong;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The seed of the translation is made of the bytes. */
__attribute__((unused)) static void blocks_fuzz(enum formats_document_kind kind, const uint8_t *data, size_t size)
{
    static struct text_language *language;
    const char *folder = getenv("PADAN_DATA"), *wrong;
    size_t filled = 0;
    if (!language && text_language_load(folder ? folder : "corpora", "id", &language, NULL) != TEXT_OK) {
        abort();
    }
    const struct text_span in = {(const char *)data, size};
    wrong = blocks_check(kind, in, text_hash(in), language, &filled, true);
    if (wrong) {
        puts(wrong);
        fflush(stdout);
        abort();
    }
}

#endif
