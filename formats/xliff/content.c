/* The content of a source or target of XLIFF, and of a <seg> of TMX, as text, codes and what stands between: see
 * document-private.h. Cost: linear. */
#include "formats/xliff/document-private.h"

#include <string.h>

#include "formats/unit-private.h"
#include "formats/xliff/xliff-private.h"

#define OPEN_MARK "\xEE\x80\x80"
#define CLOSE_MARK "\xEE\x80\x81"
#define ALONE_MARK "\xEE\x80\x82"

enum { NAME = 32, ATTRIBUTES = 16 };

struct reading {
    struct text_span text, prefix;
    struct text_arena *arena;
    struct formats_xliff_inline inlines; /* for the markup; of XLIFF only */
    struct text_buffer run, flat, values;
    struct formats_code *codes;
    struct text_span *runs;
    size_t count, capacity;
    uint16_t open[FORMATS_XLIFF_LEVELS]; /* codes that no close answered yet */
    size_t depth;
    bool odd, failed, tmx, deep;
};

/* The name without the prefix of XLIFF, NUL-terminated; false for a foreign one. */
static bool local_name(const struct reading *r, struct text_span name, char out[NAME])
{
    bool ours = text_span_starts(name, r->prefix);
    name.p += ours ? r->prefix.n : 0;
    name.n -= ours ? r->prefix.n : 0;
    ours = ours && name.n < NAME && !memchr(name.p, ':', name.n);
    memcpy(out, ours ? name.p : "", ours ? name.n : 0);
    out[ours ? name.n : 0] = '\0';
    return ours;
}

static void end_run(struct reading *r)
{
    struct text_span run = text_buffer_span(&r->run);
    text_buffer_add(&r->flat, run);
    r->runs[r->count] = text_arena_copy(r->arena, run);
    r->failed = r->failed || r->run.failed || !r->runs[r->count].p;
    text_buffer_clear(&r->run);
}

static void add_code(struct reading *r, struct formats_code code)
{
    static const char *const marks[] = {OPEN_MARK, CLOSE_MARK, ALONE_MARK};
    if (r->count + 1 >= r->capacity) {
        r->deep = true;
        return;
    }
    end_run(r);
    text_buffer_add_string(&r->flat, marks[code.kind]);
    code.pair = FORMATS_XLIFF_NO_CODE;
    r->codes[r->count++] = code;
}

static void pair(struct reading *r, size_t open, size_t close)
{
    r->codes[open].pair = (uint16_t)close;
    r->codes[close].pair = (uint16_t)open;
}

static void open_pair(struct reading *r, struct formats_code code)
{
    if (r->depth == FORMATS_XLIFF_LEVELS) {
        r->deep = true;
        return;
    }
    r->open[r->depth++] = (uint16_t)r->count;
    add_code(r, code);
}

static void close_pair(struct reading *r, struct formats_code code)
{
    add_code(r, code);
    if (r->depth && !r->deep) {
        pair(r, r->open[--r->depth], r->count - 1);
    }
}

/* The attributes of a tag as the library's parser would give them, for the markup. */
static void open_markup(struct reading *r, const char *name, const struct formats_token *token)
{
    static const char *const wanted[] = {"id", "rid", "pos", "ctype", "type", "mtype", "startRef"};
    const unsigned char *at[5 * ATTRIBUTES];
    size_t ends[ATTRIBUTES], n = 0, from = 0;
    text_buffer_clear(&r->values);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        struct text_span value = formats_token_value(r->text, token, wanted[i]);
        if (value.p) {
            formats_token_resolve(value, true, &r->values);
            at[5 * n] = (const unsigned char *)wanted[i];
            at[5 * n + 1] = at[5 * n + 2] = NULL;
            ends[n++] = r->values.n;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const char *p = r->values.p ? r->values.p : "";
        at[5 * i + 3] = (const unsigned char *)p + from;
        at[5 * i + 4] = (const unsigned char *)p + ends[i];
        from = ends[i];
    }
    const struct formats_xml_attributes attributes = {at, (int)n};
    r->deep = !formats_xliff_inline_open(&r->inlines, name, attributes, (struct formats_xliff_content){0}) || r->deep;
}

/* A code of XLIFF with all that is in it: <ph id="1">&lt;br&gt;</ph>. */
static bool take_whole(struct reading *r, struct formats_tokens *tokens, const struct formats_token *token,
                       const char *name)
{
    static const char *const opens[] = {"bx", "bpt", "sc"}, *const closes[] = {"ex", "ept", "ec"};
    struct formats_code code = {.kind = FORMATS_CODE_ALONE, .raw = {r->text.p + token->bytes.begin, 0}};
    struct formats_token inner;
    size_t depth = token->kind == FORMATS_TOKEN_OPEN;
    struct text_range end = token->bytes;
    open_markup(r, name, token);
    while (depth && formats_token_next(tokens, &inner)) {
        char local[NAME];
        end = inner.bytes;
        if (inner.kind == FORMATS_TOKEN_OPEN || inner.kind == FORMATS_TOKEN_EMPTY) {
            r->odd = !local_name(r, inner.name, local) || r->odd;
            open_markup(r, local, &inner);
        }
        if (inner.kind == FORMATS_TOKEN_TEXT || inner.kind == FORMATS_TOKEN_CDATA) {
            text_buffer_clear(&r->values);
            if (inner.kind == FORMATS_TOKEN_TEXT) {
                formats_token_resolve(
                    (struct text_span){r->text.p + inner.bytes.begin, inner.bytes.end - inner.bytes.begin}, false,
                    &r->values);
            } else {
                text_buffer_add(&r->values, formats_token_cdata(r->text, &inner));
            }
            formats_inline_text(&r->inlines.in, text_buffer_span(&r->values));
        }
        depth += inner.kind == FORMATS_TOKEN_OPEN;
        depth -= inner.kind == FORMATS_TOKEN_CLOSE;
        if ((inner.kind == FORMATS_TOKEN_CLOSE && depth) || inner.kind == FORMATS_TOKEN_EMPTY) {
            formats_xliff_inline_close(&r->inlines);
        }
    }
    formats_xliff_inline_close(&r->inlines);
    code.raw.n = end.end - token->bytes.begin;
    for (size_t i = 0; i < 3; i++) {
        code.kind = strcmp(name, opens[i]) == 0    ? FORMATS_CODE_OPEN
                    : strcmp(name, closes[i]) == 0 ? FORMATS_CODE_CLOSE
                                                   : code.kind;
    }
    add_code(r, code);
    return depth == 0;
}

static bool is_kept(struct text_span text, const struct formats_token *token)
{
    struct text_span translate = formats_token_value(text, token, "translate"),
                     type = formats_token_value(text, token, "mtype");
    return text_span_equal(translate, TEXT_LITERAL("no")) || text_span_equal(type, TEXT_LITERAL("protected"));
}

static bool take_xliff(struct reading *r, struct formats_tokens *tokens, const struct formats_token *token)
{
    static const char *const pairs[] = {"g", "pc", "mrk"}, *const codes[] = {"x",  "bx", "ex", "bpt", "ept", "ph",
                                                                             "it", "sc", "ec", "cp",  "sm",  "em"};
    struct formats_code code = {.element = true,
                                .raw = {r->text.p + token->bytes.begin, token->bytes.end - token->bytes.begin}};
    char name[NAME];
    bool ours = local_name(r, token->name, name), known = false;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0] && ours; i++) {
        if (strcmp(name, pairs[i]) == 0) {
            if (token->kind == FORMATS_TOKEN_CLOSE) {
                code.kind = FORMATS_CODE_CLOSE;
                close_pair(r, code);
                formats_xliff_inline_close(&r->inlines);
                return true;
            }
            r->odd = r->odd || is_kept(r->text, token);
            open_markup(r, name, token);
            if (token->kind == FORMATS_TOKEN_EMPTY) {
                code.kind = FORMATS_CODE_ALONE;
                code.element = false;
                add_code(r, code);
                formats_xliff_inline_close(&r->inlines);
            } else {
                open_pair(r, code);
            }
            return true;
        }
    }
    for (size_t i = 0; i < sizeof codes / sizeof codes[0] && ours; i++) {
        known = known || strcmp(name, codes[i]) == 0;
    }
    r->odd = r->odd || !known || is_kept(r->text, token);
    return token->kind != FORMATS_TOKEN_CLOSE && take_whole(r, tokens, token, ours ? name : "");
}

/* The open code that a close answers: by i for bpt and ept. */
static void find_pair(struct reading *r, struct text_span i)
{
    for (size_t k = r->count - 1; k-- > 0;) {
        const struct formats_code *code = &r->codes[k];
        if (code->kind == FORMATS_CODE_OPEN && code->pair == FORMATS_XLIFF_NO_CODE && text_span_equal(code->i, i) &&
            text_span_equal(code->name, TEXT_LITERAL("bpt"))) {
            pair(r, k, r->count - 1);
            return;
        }
    }
}

static bool take_tmx(struct reading *r, struct formats_tokens *tokens, const struct formats_token *token)
{
    struct formats_code code = {.name = token->name,
                                .x = formats_token_value(r->text, token, "x"),
                                .i = formats_token_value(r->text, token, "i"),
                                .raw = {r->text.p + token->bytes.begin, token->bytes.end - token->bytes.begin}};
    if (text_span_equal(token->name, TEXT_LITERAL("hi"))) {
        if (token->kind == FORMATS_TOKEN_CLOSE) {
            code.kind = FORMATS_CODE_CLOSE;
            close_pair(r, code);
        } else {
            code.kind = token->kind == FORMATS_TOKEN_OPEN ? FORMATS_CODE_OPEN : FORMATS_CODE_ALONE;
            token->kind == FORMATS_TOKEN_OPEN ? open_pair(r, code) : add_code(r, code);
        }
        return true;
    }
    if (token->kind == FORMATS_TOKEN_CLOSE) {
        return false;
    }
    struct formats_token end = *token;
    if (token->kind == FORMATS_TOKEN_OPEN && !formats_token_skip(tokens, &end)) {
        return false;
    }
    code.raw.n = end.bytes.end - token->bytes.begin;
    code.kind = text_span_equal(token->name, TEXT_LITERAL("bpt"))   ? FORMATS_CODE_OPEN
                : text_span_equal(token->name, TEXT_LITERAL("ept")) ? FORMATS_CODE_CLOSE
                                                                    : FORMATS_CODE_ALONE;
    add_code(r, code);
    if (code.kind == FORMATS_CODE_CLOSE && !r->deep) {
        find_pair(r, code.i);
    }
    return true;
}

static void take_text(struct reading *r, struct text_span text, bool cdata)
{
    size_t before = r->run.n;
    if (cdata) {
        text_buffer_add(&r->run, text);
    } else {
        formats_token_resolve(text, false, &r->run);
    }
    if (!r->tmx && !r->run.failed) {
        formats_inline_text(&r->inlines.in, (struct text_span){r->run.p + before, r->run.n - before});
    }
}

/* How many codes there may be: tags. */
static size_t count_tags(struct text_span text, struct text_range range)
{
    size_t n = 0;
    for (size_t i = range.begin; i < range.end; i++) {
        n += text.p[i] == '<';
    }
    return n;
}

static bool read_tokens(struct reading *r, struct text_range range)
{
    struct formats_tokens tokens = {.text = r->text, .at = range.begin, .end = range.end};
    struct formats_token token;
    while (!r->deep && formats_token_next(&tokens, &token)) {
        struct text_span bytes = {r->text.p + token.bytes.begin, token.bytes.end - token.bytes.begin};
        if (token.kind == FORMATS_TOKEN_TEXT) {
            take_text(r, bytes, false);
        } else if (token.kind == FORMATS_TOKEN_CDATA) {
            take_text(r, formats_token_cdata(r->text, &token), true);
        } else if (token.kind <= FORMATS_TOKEN_CLOSE &&
                   !(r->tmx ? take_tmx(r, &tokens, &token) : take_xliff(r, &tokens, &token))) {
            return false;
        }
    }
    end_run(r);
    return !tokens.broken && r->depth == 0 && !r->deep;
}

static size_t blanks_at(const char *p, const char *end, int step)
{
    size_t n = 0;
    for (; p != end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'); p += step) {
        n++;
    }
    return n;
}

static enum text_status finish(struct reading *r, struct text_range range, struct formats_content *out,
                               struct text_error *err)
{
    const char *begin = r->text.p + range.begin, *end = r->text.p + range.end;
    struct formats_content c = {.codes = r->codes, .code_count = r->count, .runs = r->runs, .odd = r->odd};
    enum text_status status = text_normalize(text_buffer_span(&r->flat), r->arena, &c.flat, err);
    c.lead = (struct text_span){begin, blanks_at(begin, end, 1)};
    c.trail.n = c.lead.n < range.end - range.begin ? blanks_at(end - 1, begin - 1, -1) : 0;
    c.trail.p = end - c.trail.n;
    if (status == TEXT_OK && !r->tmx) {
        status = formats_unit_text(text_buffer_span(&r->inlines.in.text), r->arena, &c.text, err);
        c.markup = text_arena_copy(r->arena, formats_inline_markup(&r->inlines.in));
    }
    c.flat = text_arena_copy(r->arena, c.flat);
    if (status == TEXT_OK && (r->failed || r->flat.failed || r->values.failed || r->inlines.in.text.failed ||
                              r->inlines.in.markup.failed || !c.flat.p || (!r->tmx && !c.markup.p))) {
        status = text_fail_memory(err, "a text with codes");
    }
    if (status == TEXT_OK) {
        *out = c;
    }
    return status;
}

static enum text_status read_content(struct reading *r, struct text_range range, struct formats_content *out,
                                     struct text_error *err)
{
    enum text_status status;
    size_t tags = count_tags(r->text, range);
    r->capacity = tags + 2 < FORMATS_XLIFF_CODES ? tags + 2 : FORMATS_XLIFF_CODES;
    r->codes = text_arena_alloc(r->arena, r->capacity, sizeof *r->codes);
    r->runs = text_arena_alloc(r->arena, r->capacity, sizeof *r->runs);
    if (!r->codes || !r->runs) {
        status = text_fail_memory(err, "a text with codes");
    } else if (!read_tokens(r, range)) {
        status =
            text_fail(err, TEXT_INVALID, r->deep ? "codes are nested too deeply, or too many" : "codes are not whole");
    } else {
        status = finish(r, range, out, err);
    }
    text_buffer_free(&r->run);
    text_buffer_free(&r->flat);
    text_buffer_free(&r->values);
    formats_inline_free(&r->inlines.in);
    return status;
}

enum text_status formats_content_read(struct text_span text, struct text_range range, struct text_span prefix,
                                      struct text_arena *arena, struct formats_content *out, struct text_error *err)
{
    struct reading r = {.text = text, .prefix = prefix, .arena = arena};
    return read_content(&r, range, out, err);
}

enum text_status formats_content_read_tmx(struct text_span markup, struct text_arena *arena,
                                          struct formats_content *out, struct text_error *err)
{
    struct reading r = {.text = markup, .arena = arena, .tmx = true};
    return read_content(&r, (struct text_range){0, markup.n}, out, err);
}
