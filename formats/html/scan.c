/* Tokens -> blocks. A text goes on over phrases and ends where a block begins or ends. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/html/open-private.h"
#include "formats/xml/reference-private.h"

struct scan {
    struct text_span s;
    const struct formats_html_scanning *scanning;
    struct text_error *err;
    struct formats_html_tokens tokens;
    struct formats_html_open open;
    struct formats_block_builder builder, value;
    uint64_t shape;
    enum formats_place place;
    bool inside; /* a text is at hand */
    bool coded;  /* what comes belongs to the code that is the last piece */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void add(struct formats_block_builder *b, enum formats_piece_kind kind, size_t begin, size_t end,
                struct text_span text)
{
    formats_block_add(b, (struct formats_piece){.kind = kind, .whole = true, .bytes = {begin, end}, .text = text});
}

/* The reference at i, which begins with &: one that is known is the character. One of a name without ; may be one to a
 * browser and not to others: it is a code. Behind it; i when it is text. */
static size_t take_reference(struct scan *c, struct formats_block_builder *b, size_t i, size_t end)
{
    char bytes[FORMATS_REFERENCE_BYTES], name[40];
    size_t n = i + 1;
    while (n < end && n - i < sizeof name - 2 && (is_name(c->s.p[n]) || (n == i + 1 && c->s.p[n] == '#'))) {
        n++;
    }
    bool ended = n < end && c->s.p[n] == ';';
    memcpy(name, c->s.p + i, n - i);
    name[n - i] = ';';
    if (n == i + 1 || formats_reference_start(NULL) != TEXT_OK) {
        return i;
    }
    size_t size = formats_reference((struct text_span){name, n - i + 1}, bytes);
    n += ended ? 1 : 0;
    if (!ended || (!size && c->s.p[i + 1] != '#')) {
        if (!ended && !size) {
            return i;
        }
        add(b, FORMATS_PIECE_CODE, i, n, TEXT_LITERAL(FORMATS_PIECE_OBJECT));
        return n;
    }
    struct text_span text = text_arena_copy(b->arena, (struct text_span){bytes, size});
    b->failed = b->failed || !text.p;
    add(b, size ? FORMATS_PIECE_TEXT : FORMATS_PIECE_CODE, i, n, size ? text : TEXT_LITERAL(FORMATS_PIECE_OBJECT));
    return n;
}

/* Adds a text with its references; blanks of any kind are one. */
static void add_text(struct scan *c, struct formats_block_builder *b, struct text_range bytes)
{
    for (size_t i = bytes.begin, begin; i < bytes.end;) {
        begin = i;
        while (i < bytes.end && is_space(c->s.p[i])) {
            i++;
        }
        if (i > begin) {
            bool plain = i == begin + 1 && c->s.p[begin] == ' ';
            formats_block_add(b, (struct formats_piece){.kind = plain ? FORMATS_PIECE_TEXT : FORMATS_PIECE_BLANK,
                                                        .whole = !plain,
                                                        .bytes = {begin, i},
                                                        .text = {plain ? c->s.p + begin : " ", 1}});
            continue;
        }
        if (c->s.p[i] == '&') {
            i = take_reference(c, b, i, bytes.end);
        } else if (!c->s.p[i]) {
            add(b, FORMATS_PIECE_NOTHING, i, i + 1, TEXT_LITERAL(""));
            i++;
        }
        if (i > begin) {
            continue;
        }
        for (i++; i < bytes.end && c->s.p[i] && c->s.p[i] != '&' && !is_space(c->s.p[i]); i++) {
        }
        formats_block_add(b, (struct formats_piece){
                                 .kind = FORMATS_PIECE_TEXT, .bytes = {begin, i}, .text = {c->s.p + begin, i - begin}});
    }
}

static bool begin(struct scan *c)
{
    if (!c->inside) {
        c->inside = true;
        c->coded = false;
        return formats_block_begin(&c->builder);
    }
    return !c->builder.failed;
}

static enum text_status finish(struct scan *c)
{
    struct formats_block block = {.place = c->place, .document = c->s, .shape = c->shape};
    if (!c->inside) {
        return TEXT_OK;
    }
    c->inside = c->coded = false;
    return formats_block_deliver(&c->builder, &block, c->scanning->sink, c->scanning->context, c->err);
}

/* What a start tag says. */
struct tag {
    const struct formats_html_element *element; /* NULL: not known */
    size_t number;
    enum formats_html_element_kind kind;
    struct text_span name; /* in lower case where it is known */
    bool left;             /* what is in it is left as it is */
};

static bool is_word(struct text_span s, const char *word)
{
    s = text_span_trim(s);
    return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

static bool has_class(struct text_span names, const char *name)
{
    struct text_span piece;
    for (size_t i = 0, begin; i < names.n; i++) {
        begin = i;
        while (i < names.n && !is_space(names.p[i])) {
            i++;
        }
        piece = (struct text_span){names.p + begin, i - begin};
        if (is_word(piece, name)) {
            return true;
        }
    }
    return false;
}

static struct tag tag_of(struct scan *c, const struct formats_html_token *token)
{
    struct tag t = {.name = token->name};
    struct formats_html_value value;
    size_t at = (size_t)(token->name.p - c->s.p) + token->name.n;
    t.element = formats_html_element_find(token->name, &t.number);
    t.number = t.element ? t.number : FORMATS_HTML_UNKNOWN;
    t.kind = t.element ? t.element->kind : FORMATS_HTML_PHRASE;
    t.name = t.element ? text_span_of(t.element->name) : t.name;
    t.left = formats_html_is_left(&c->open);
    while (token->kind == FORMATS_HTML_START && formats_html_value_next(c->s, token, &at, &value)) {
        struct text_span text = {c->s.p + value.bytes.begin, value.bytes.end - value.bytes.begin};
        if (is_word(value.name, "translate")) {
            t.left = is_word(text, "no") ? true : is_word(text, "yes") || !text.n ? c->coded : t.left;
        } else if (is_word(value.name, "class") && has_class(text, "notranslate")) {
            t.left = true;
        }
    }
    t.left = t.left || t.kind == FORMATS_HTML_CODE || t.kind == FORMATS_HTML_HIDDEN;
    t.left = t.left || t.kind == FORMATS_HTML_SPLIT_CODE;
    return t;
}

/* The values of a start tag that are read by people. */
static enum text_status take_values(struct scan *c, const struct formats_html_token *token)
{
    static const char *const names[] = {"alt", "title", "placeholder", "aria-label"};
    struct formats_html_value value;
    size_t at = (size_t)(token->name.p - c->s.p) + token->name.n;
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && formats_html_value_next(c->s, token, &at, &value)) {
        bool wanted = false;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            wanted = wanted || is_word(value.name, names[i]);
        }
        if (wanted && value.bytes.begin < value.bytes.end) {
            struct formats_block block = {
                .place = FORMATS_PLACE_ATTRIBUTE, .quote = value.quote, .document = c->s, .shape = c->shape};
            formats_block_begin(&c->value);
            add_text(c, &c->value, value.bytes);
            status = formats_block_deliver(&c->value, &block, c->scanning->sink, c->scanning->context, c->err);
        }
    }
    return status;
}

static bool is_block(enum formats_html_element_kind kind)
{
    return kind >= FORMATS_HTML_SPLIT;
}

static bool is_foreign(const struct scan *c)
{
    size_t svg, math;
    formats_html_element_find(TEXT_LITERAL("svg"), &svg);
    formats_html_element_find(TEXT_LITERAL("math"), &math);
    return c->open.open[svg] || c->open.open[math];
}

/* The code that is the last piece goes on to `end`. */
static void go_on(struct scan *c, size_t end)
{
    if (c->builder.count && !c->builder.full) {
        c->builder.at[c->builder.count - 1].bytes.end = end;
    }
}

static void add_start(struct scan *c, const struct tag *t, struct text_range bytes)
{
    static const enum formats_piece_kind kinds[] = {
        [FORMATS_HTML_PHRASE] = FORMATS_PIECE_OPEN,  [FORMATS_HTML_BREAK] = FORMATS_PIECE_LINE,
        [FORMATS_HTML_CONTENT] = FORMATS_PIECE_CODE, [FORMATS_HTML_VOID] = FORMATS_PIECE_NOTHING,
        [FORMATS_HTML_CODE] = FORMATS_PIECE_CODE,    [FORMATS_HTML_HIDDEN] = FORMATS_PIECE_NOTHING,
    };
    enum formats_piece_kind kind = kinds[t->kind];
    kind = kind == FORMATS_PIECE_OPEN && t->left ? FORMATS_PIECE_CODE : kind;
    struct text_span text = kind == FORMATS_PIECE_CODE ? TEXT_LITERAL(FORMATS_PIECE_OBJECT) : t->name;
    add(&c->builder, kind, bytes.begin, bytes.end, kind == FORMATS_PIECE_LINE ? TEXT_LITERAL(" ") : text);
}

static bool has_end(const struct scan *c, const struct tag *t, bool closed)
{
    bool none = t->kind == FORMATS_HTML_BREAK || t->kind == FORMATS_HTML_CONTENT || t->kind == FORMATS_HTML_VOID ||
                t->kind == FORMATS_HTML_SPLIT_VOID;
    bool foreign = is_foreign(c) || is_word(t->name, "svg") || is_word(t->name, "math");
    return !none && !(closed && foreign);
}

static enum text_status on_start(struct scan *c, const struct formats_html_token *token)
{
    struct tag t = tag_of(c, token);
    enum text_status status = TEXT_OK;
    if (is_block(t.kind)) {
        formats_html_end_implied(&c->open, t.element);
        c->coded = c->coded && formats_html_is_left(&c->open);
        t = tag_of(c, token);
    }
    bool was_left = formats_html_is_left(&c->open), ends = has_end(c, &t, token->closed);
    if (ends && t.element && !is_foreign(c)) {
        c->tokens.content = t.element->content;
        c->tokens.name = token->name;
    }
    if (c->coded) {
        go_on(c, token->bytes.end);
    } else if (is_block(t.kind)) {
        status = finish(c);
        c->place = is_word(t.name, "title") ? FORMATS_PLACE_TITLE : FORMATS_PLACE_PARAGRAPH;
    } else if (!was_left || !t.left) {
        if (!begin(c)) {
            return text_fail_memory(c->err, "a block of a document");
        }
        add_start(c, &t, token->bytes);
        c->coded = t.left && ends;
    }
    if (status == TEXT_OK && c->scanning->attributes && !c->coded && !t.left) {
        status = take_values(c, token);
    }
    bool told = is_block(t.kind) || t.left || was_left;
    struct formats_html_entry entry = {(unsigned char)t.number, is_block(t.kind), t.left};
    if (status == TEXT_OK && ends && told && !formats_html_push(&c->open, entry)) {
        status = text_fail_memory(c->err, "the open elements of a page");
    }
    return status;
}

static enum text_status on_end(struct scan *c, const struct formats_html_token *token)
{
    struct tag t = tag_of(c, token);
    bool was_left = formats_html_is_left(&c->open), block = is_block(t.kind);
    formats_html_pop(&c->open, t.number, block);
    bool left = formats_html_is_left(&c->open);
    if (c->coded && (left || !block)) {
        go_on(c, token->bytes.end);
        c->coded = left;
    } else if (block || (left && !was_left)) {
        c->place = FORMATS_PLACE_PARAGRAPH;
        return finish(c);
    } else if (c->inside && !left) {
        add(&c->builder, FORMATS_PIECE_CLOSE, token->bytes.begin, token->bytes.end, t.name);
    }
    return TEXT_OK;
}

static enum text_status take(struct scan *c, const struct formats_html_token *token)
{
    if (token->kind != FORMATS_HTML_TEXT) {
        c->shape += text_hash(token->name) | 1;
    }
    if (token->kind == FORMATS_HTML_START) {
        return on_start(c, token);
    }
    if (token->kind == FORMATS_HTML_END) {
        return on_end(c, token);
    }
    if (c->coded) {
        go_on(c, token->bytes.end);
    } else if (token->kind == FORMATS_HTML_COMMENT && c->inside) {
        add(&c->builder, FORMATS_PIECE_NOTHING, token->bytes.begin, token->bytes.end, TEXT_LITERAL(""));
    } else if (token->kind == FORMATS_HTML_TEXT && !formats_html_is_left(&c->open)) {
        if (!begin(c)) {
            return text_fail_memory(c->err, "a block of a document");
        }
        add_text(c, &c->builder, token->bytes);
    }
    return TEXT_OK;
}

enum text_status formats_html_scan(struct text_span document, const struct formats_html_scanning *scanning,
                                   struct text_error *err)
{
    struct scan c = {.s = document, .scanning = scanning, .err = err, .tokens = {.s = document}};
    struct formats_html_token token;
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && formats_html_next(&c.tokens, &token)) {
        status = take(&c, &token);
    }
    if (status == TEXT_OK) {
        status = finish(&c);
    }
    formats_block_free(&c.builder);
    formats_block_free(&c.value);
    free(c.open.at);
    return status;
}
