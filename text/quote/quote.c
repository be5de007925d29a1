/* See quote.h. One pass over the marks of the document's segments, in order; only the outermost pair counts.
 *
 * Straight, curly and low double marks are one family, since writers and converters mix them: what a mark does is told
 * by its shape and by what stands beside it. Guillemets are another. Single marks are also apostrophes, so
 * they count only in segments without double ones, and only when they close where they opened.
 *
 * A quotation that is not closed in its paragraph goes on when the next mark closes it, or when the next paragraph
 * opens with a mark again; else it ends with the segment it began in. Cost: linear, no memory but the result.
 */
#include "text/quote.h"

#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"
#include "text/quote/quote-private.h"
#include "text/segment/scan-private.h"

enum {
    CARRY = 8,         /* paragraphs an open quotation may reach over */
    REST_BYTES = 2000, /* what is read behind a quotation: more than an attribution is long */
    LEAST_WORDS = 3
};

enum family { DOUBLE = 1, GUILLEMET, SINGLE };

struct place {
    size_t segment, offset;
};

struct finder {
    const struct text_language *language;
    const struct text_document *document;
    struct text_quote *at;
    size_t count, capacity;
    enum family open; /* 0: none */
    int depth;
    struct place begin;           /* of the piece that is open: behind the mark, or the start of a segment */
    struct place opening;         /* where the mark stands that opened */
    struct place closed;          /* behind the last closing mark */
    size_t first;                 /* number of the first piece of the open quotation */
    int carried;                  /* paragraph ends it has passed */
    struct text_attribution last; /* of the quotation that closed last */
};

static struct text_span segment_text(const struct finder *f, size_t i)
{
    return f->document->segments[i].text;
}

static bool push(struct finder *f, size_t segment, struct text_span text)
{
    if (f->count == f->capacity) {
        size_t capacity = f->capacity ? f->capacity * 2 : 16;
        struct text_quote *at = realloc(f->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        f->at = at;
        f->capacity = capacity;
    }
    f->at[f->count++] = (struct text_quote){.text = text, .segment = (uint32_t)segment};
    return true;
}

static bool push_piece(struct finder *f, size_t segment, size_t end)
{
    struct text_span s = segment_text(f, segment);
    size_t begin = f->begin.segment == segment ? f->begin.offset : 0;
    struct text_span piece = text_span_trim((struct text_span){s.p + begin, end - begin});
    return !piece.n || push(f, segment, piece);
}

static size_t count_words(struct text_span s, size_t enough)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < enough;) {
        struct text_span word = text_scan_word(s, i);
        n += word.n > 0;
        if (word.n) {
            i += word.n;
        } else {
            text_char_next(s, &i);
        }
    }
    return n;
}

static bool is_double(uint32_t c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300D;
}

/* The part of s from i on before the next double mark, or the beginning of it: single marks may be many before one. */
static struct text_span until_mark(struct text_span s, size_t i)
{
    size_t begin = i;
    s.n = s.n - i > REST_BYTES ? i + REST_BYTES : s.n;
    while (i < s.n) {
        size_t at = i;
        uint32_t c = text_char_next(s, &i);
        if (is_double(c) || c == 0xAB) {
            return (struct text_span){s.p + begin, at - begin};
        }
    }
    return (struct text_span){s.p + begin, s.n - begin};
}

/* "...," or "...?" before the closing mark, or ", " or ": " before the opening one: somebody's whole words. */
static bool is_speech(struct text_span quote, struct text_span head)
{
    head = text_span_trim(head);
    char last = quote.n ? quote.p[quote.n - 1] : 0, before = head.n ? head.p[head.n - 1] : 0;
    return last == ',' || last == '.' || last == '?' || last == '!' || before == ',' || before == ':';
}

/* Without an attribution of its own: that of the quotation just before, or of a segment that ends in a colon. */
static struct text_attribution inherited(const struct finder *f)
{
    size_t i = f->opening.segment;
    const struct text_segment *segments = f->document->segments;
    struct text_attribution none = {.found = false};
    if (i == 0 || f->opening.offset > 0) {
        return none;
    }
    struct text_span before = segments[i - 1].text;
    if (before.n && before.p[before.n - 1] == ':' && segments[i - 1].kind != TEXT_FURNITURE) {
        return text_attribution_before(f->language, before);
    }
    return f->last.found && f->closed.segment + 1 == i && segments[i - 1].paragraph == segments[i].paragraph ? f->last
                                                                                                             : none;
}

static struct text_attribution attribute(const struct finder *f, struct place end, struct text_span last_piece)
{
    struct text_span opened = segment_text(f, f->opening.segment), closing = segment_text(f, end.segment);
    bool after_another = f->closed.segment == f->opening.segment && f->closed.offset <= f->opening.offset;
    size_t from = after_another ? f->closed.offset : 0;
    struct text_span head = {opened.p + from, f->opening.offset - from};
    struct text_attribution before = text_attribution_before(f->language, head);
    struct text_attribution behind = text_attribution_behind(f->language, until_mark(closing, end.offset));
    bool behind_first = is_speech(last_piece, head) || !before.found;
    struct text_attribution best = behind_first && behind.found ? behind : before.found ? before : behind;
    best.source = behind.source.n ? behind.source : before.source;
    if (!best.found) {
        struct text_attribution other = inherited(f);
        best.found = other.found;
        best.speaker = other.speaker;
        best.source = best.source.n ? best.source : other.source;
    }
    return best;
}

/* The comma or full stop before the closing mark belongs to the sentence around; dots do not. */
static struct text_span without_stop(struct text_span s)
{
    char last = s.p[s.n - 1];
    bool dots = last == '.' && s.n > 1 && s.p[s.n - 2] == '.';
    return (last == ',' || last == '.') && !dots ? text_span_trim((struct text_span){s.p, s.n - 1}) : s;
}

/* Closes the open quotation: its last piece ends before `mark`, the text goes on at `behind`. */
static bool finish(struct finder *f, size_t segment, size_t mark, size_t behind)
{
    size_t words = 0;
    struct place end = {segment, behind};
    if (!push_piece(f, segment, mark)) {
        return false;
    }
    for (size_t i = f->first; i < f->count && words < LEAST_WORDS; i++) {
        words += count_words(f->at[i].text, LEAST_WORDS);
    }
    /* Also of one that is left out: what follows it without an attribution is by the same voice. */
    f->last = attribute(f, end, f->count > f->first ? f->at[f->count - 1].text : (struct text_span){NULL, 0});
    if (words < LEAST_WORDS) {
        f->count = f->first;
    } else {
        struct text_quote *last = &f->at[f->count - 1];
        last->text = without_stop(last->text);
        f->count -= !last->text.n;
        for (size_t i = f->first; i < f->count; i++) {
            f->at[i].speaker = f->last.speaker;
            f->at[i].source = f->last.source;
        }
    }
    f->closed = end;
    f->open = 0;
    return true;
}

static void open_quote(struct finder *f, enum family family, struct place mark, size_t behind)
{
    f->open = family;
    f->depth = 1;
    f->carried = 0;
    f->opening = mark;
    f->begin = (struct place){mark.segment, behind};
    f->first = f->count;
}

/* A quotation that never closed keeps the piece in which it began. */
static void give_up(struct finder *f)
{
    if (f->count > f->first) {
        bool kept = count_words(f->at[f->first].text, LEAST_WORDS) >= LEAST_WORDS &&
                    f->at[f->first].segment == f->opening.segment;
        f->count = f->first + kept;
    }
    f->open = 0;
}

enum { OPENS = 1, CLOSES = 2 };

static unsigned beside(struct text_span s, size_t i, bool before)
{
    if (before ? i == 0 : i >= s.n) {
        return TEXT_CHAR_BLANK;
    }
    return text_char_class(before ? text_char_before(s, &i) : text_char_next(s, &i));
}

/* What a mark at [at..behind) can do, by its shape and neighbours. */
static int role(const struct finder *f, struct text_span s, uint32_t c, size_t at, size_t behind)
{
    const unsigned inner = TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT;
    unsigned left = beside(s, at, true), right = beside(s, behind, false);
    bool starts = !(left & inner) && !(right & TEXT_CHAR_BLANK), ends = !(left & TEXT_CHAR_BLANK) && !(right & inner);
    if (c == 0x201E || c == 0x201F || c == 0x300C || c == 0xAB) {
        return f->open == GUILLEMET && c == 0xAB && ends && !starts ? CLOSES : OPENS;
    }
    if (c == 0x201C) {
        return f->open && ends && !starts ? CLOSES : OPENS;
    }
    if (c == 0xBB || c == 0x201D || c == 0x300D) {
        return starts && !(ends && f->open) ? OPENS : CLOSES;
    }
    if (starts != ends) {
        return starts ? OPENS : CLOSES;
    }
    return f->open ? CLOSES : OPENS;
}

static bool meet_mark(struct finder *f, enum family family, size_t segment, uint32_t c, size_t at, size_t behind)
{
    struct text_span s = segment_text(f, segment);
    if (f->open && f->open != family) {
        return true;
    }
    bool opens = role(f, s, c, at, behind) == OPENS;
    if (!f->open) {
        if (opens) {
            open_quote(f, family, (struct place){segment, at}, behind);
        }
        return true;
    }
    if (opens && f->carried) {
        /* A paragraph that opens again goes on with the quotation; a mark farther in is a new one. */
        if (at == 0 && f->begin.segment == segment && f->begin.offset == 0) {
            f->begin.offset = behind;
            f->carried = 0;
            return true;
        }
        give_up(f);
        open_quote(f, family, (struct place){segment, at}, behind);
        return true;
    }
    f->depth += opens ? 1 : -1;
    f->carried = 0;
    return f->depth > 0 || finish(f, segment, at, behind);
}

/* 'Single marks' within one segment. */
static bool read_singles(struct finder *f, size_t segment)
{
    const unsigned inner = TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT;
    struct text_span s = segment_text(f, segment);
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t c = text_char_next(s, &i);
        if (c != '\'' && c != 0x2018 && c != 0x2019) {
            continue;
        }
        unsigned left = beside(s, at, true), right = beside(s, i, false);
        if (!f->open && c != 0x2019 && !(left & inner) && (right & inner)) {
            open_quote(f, SINGLE, (struct place){segment, at}, i);
        } else if (f->open && c != 0x2018 && !(right & inner) && !(left & TEXT_CHAR_BLANK) &&
                   !finish(f, segment, at, i)) {
            return false;
        }
    }
    f->open = 0;
    return true;
}

static bool read_segment(struct finder *f, size_t segment)
{
    struct text_span s = segment_text(f, segment);
    bool was_open = f->open, doubles = false, singles = false;
    for (size_t i = 0; i < s.n;) {
        unsigned char b = (unsigned char)s.p[i];
        if (b < 128 && b != '"') {
            singles = singles || b == '\'';
            i++;
            continue;
        }
        size_t at = i;
        uint32_t c = text_char_next(s, &i);
        enum family family = is_double(c) ? DOUBLE : c == 0xAB || c == 0xBB ? GUILLEMET : 0;
        singles = singles || c == 0x2018;
        doubles = doubles || family;
        if (family && !meet_mark(f, family, segment, c, at, i)) {
            return false;
        }
    }
    return was_open || doubles || !singles || read_singles(f, segment);
}

static bool read_segments(struct finder *f)
{
    const struct text_segment *segments = f->document->segments;
    for (size_t i = 0; i < f->document->count; i++) {
        bool new_paragraph = i && segments[i].paragraph != segments[i - 1].paragraph;
        if (f->open && (segments[i].kind == TEXT_FURNITURE || (new_paragraph && f->carried++ == CARRY))) {
            give_up(f);
        }
        if (segments[i].kind == TEXT_FURNITURE) {
            continue;
        }
        if (f->open) {
            f->begin = (struct place){i, 0};
            f->depth = new_paragraph ? 1 : f->depth;
        }
        if (!read_segment(f, i) || (f->open && !push_piece(f, i, segments[i].text.n))) {
            return false;
        }
    }
    if (f->open) {
        give_up(f);
    }
    return true;
}

enum text_status text_quotes(const struct text_language *language, const struct text_document *document,
                             struct text_arena *arena, struct text_quotes *out, struct text_error *err)
{
    struct finder f = {.language = language, .document = document, .closed = {SIZE_MAX, 0}};
    struct text_quote *quotes = NULL;
    enum text_status status = TEXT_OK;
    if (!read_segments(&f)) {
        status = text_fail_memory(err, "the quotations of a text");
        goto out;
    }
    if (f.count) {
        quotes = text_arena_alloc(arena, f.count, sizeof *quotes);
        if (!quotes) {
            status = text_fail_memory(err, "the quotations of a text");
            goto out;
        }
        memcpy(quotes, f.at, f.count * sizeof *quotes);
    }
    *out = (struct text_quotes){quotes, f.count};
out:
    free(f.at);
    return status;
}
