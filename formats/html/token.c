/* See html-private.h. The states of the standard (13.2.5) as the loops that they are. Every byte is passed once: what
 * is not ended (a comment, a tag, a script) reaches to the end of the document. */
#include "formats/html/html-private.h"

#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has(struct text_span s, size_t i, const char *word)
{
    size_t n = strlen(word);
    return i <= s.n && s.n - i >= n && strncasecmp(s.p + i, word, n) == 0;
}

/* Where the next c is, from i on; s.n when there is none. */
static size_t find(struct text_span s, size_t i, char c)
{
    const char *p = i < s.n ? memchr(s.p + i, c, s.n - i) : NULL;
    return p ? (size_t)(p - s.p) : s.n;
}

static size_t behind(struct text_span s, size_t i)
{
    return i < s.n ? i + 1 : s.n;
}

/* Behind the comment that begins at i with <!--. */
static size_t skip_comment(struct text_span s, size_t i)
{
    i += 4;
    if (has(s, i, ">") || has(s, i, "->")) {
        return find(s, i, '>') + 1;
    }
    for (i = find(s, i, '-'); i < s.n; i = find(s, i + 1, '-')) {
        if (has(s, i, "-->")) {
            return i + 3;
        }
        if (has(s, i, "--!>")) {
            return i + 4;
        }
    }
    return s.n;
}

/* Passes over the next attribute and what stands before it; *out is the attribute, if there is one. Behind it in any
 * case; at the > or the end when there is none. */
static bool take_attribute(struct text_span s, size_t *at, struct formats_html_value *out)
{
    size_t i = *at;
    while (i < s.n && (is_space(s.p[i]) || s.p[i] == '/')) {
        i++;
    }
    *at = i;
    if (i >= s.n || s.p[i] == '>') {
        return false;
    }
    size_t name = i++;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '/' && s.p[i] != '>' && s.p[i] != '=') {
        i++;
    }
    *out = (struct formats_html_value){.name = {s.p + name, i - name}, .bytes = {i, i}};
    *at = i;
    while (i < s.n && is_space(s.p[i])) {
        i++;
    }
    if (i >= s.n || s.p[i] != '=') {
        return true;
    }
    for (i++; i < s.n && is_space(s.p[i]); i++) {
    }
    out->bytes.begin = i;
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        out->quote = s.p[i];
        out->bytes.begin = i + 1;
        out->bytes.end = find(s, i + 1, out->quote);
        *at = behind(s, out->bytes.end);
        return true;
    }
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>') {
        i++;
    }
    out->bytes.end = *at = i;
    return true;
}

bool formats_html_value_next(struct text_span document, const struct formats_html_token *token, size_t *at,
                             struct formats_html_value *out)
{
    struct text_span tag = {document.p, token->bytes.end};
    return take_attribute(tag, at, out);
}

/* A tag whose name begins at `name`. One that the document ends in is none, says the standard, and no text either. */
static void take_tag(struct formats_html_tokens *t, size_t name, struct formats_html_token *out)
{
    struct formats_html_value value;
    size_t i = name;
    while (i < t->s.n && !is_space(t->s.p[i]) && t->s.p[i] != '/' && t->s.p[i] != '>') {
        i++;
    }
    out->name = (struct text_span){t->s.p + name, i - name};
    out->kind = t->s.p[name - 1] == '/' ? FORMATS_HTML_END : FORMATS_HTML_START;
    while (take_attribute(t->s, &i, &value)) {
    }
    out->kind = i < t->s.n ? out->kind : FORMATS_HTML_COMMENT;
    out->closed = i < t->s.n && t->s.p[i - 1] == '/';
    t->at = behind(t->s, i);
}

/* Whether the < at i begins something other than text. */
static bool is_markup(struct text_span s, size_t i)
{
    char c = i + 1 < s.n ? s.p[i + 1] : '\0';
    return is_letter(c) || c == '!' || c == '?' || (c == '/' && i + 2 < s.n);
}

static void take_markup(struct formats_html_tokens *t, struct formats_html_token *out)
{
    size_t i = t->at, name = i + (t->s.p[i + 1] == '/' ? 2 : 1);
    out->kind = FORMATS_HTML_COMMENT;
    if (is_letter(t->s.p[name])) {
        take_tag(t, name, out);
    } else if (has(t->s, i, "<!--")) {
        t->at = skip_comment(t->s, i);
    } else {
        t->at = behind(t->s, find(t->s, name, '>'));
    }
}

/* Whether the end tag that raw text waits for begins at i. */
static bool is_end(const struct formats_html_tokens *t, size_t i)
{
    size_t end = i + 2 + t->name.n;
    return end < t->s.n && t->s.p[i + 1] == '/' && strncasecmp(t->s.p + i + 2, t->name.p, t->name.n) == 0 &&
           (is_space(t->s.p[end]) || t->s.p[end] == '/' || t->s.p[end] == '>');
}

/* Where the raw text ends that begins at t->at. In a script a comment in which another script begins goes on over that
 * one's end tag (13.2.5.20 to 31). */
static size_t find_end(const struct formats_html_tokens *t)
{
    bool comment = false, script = false;
    for (size_t i = t->at; t->content != FORMATS_HTML_PLAIN && i < t->s.n; i++) {
        if (t->s.p[i] == '<' && is_end(t, i)) {
            if (!script) {
                return i;
            }
            script = false;
        } else if (t->content != FORMATS_HTML_SCRIPTING) {
            i = find(t->s, i + 1, '<') - 1;
        } else if (has(t->s, i, "-->")) {
            comment = script = false;
        } else if (has(t->s, i, "<!--")) {
            comment = true;
            i += 1; /* <!--> is a whole one */
        } else if (comment && has(t->s, i, "<script") && i + 7 < t->s.n &&
                   (is_space(t->s.p[i + 7]) || t->s.p[i + 7] == '/' || t->s.p[i + 7] == '>')) {
            script = true;
        }
    }
    return t->s.n;
}

bool formats_html_next(struct formats_html_tokens *t, struct formats_html_token *out)
{
    size_t begin = t->at;
    if (begin >= t->s.n) {
        return false;
    }
    *out = (struct formats_html_token){.kind = FORMATS_HTML_TEXT};
    if (t->content != FORMATS_HTML_MARKUP) {
        t->at = find_end(t);
        t->content = FORMATS_HTML_MARKUP;
    }
    if (t->at > begin) {
        /* Raw text. */
    } else if (t->s.p[begin] == '<' && is_markup(t->s, begin)) {
        take_markup(t, out);
    } else {
        do {
            t->at = find(t->s, t->at + 1, '<');
        } while (t->at < t->s.n && !is_markup(t->s, t->at));
    }
    out->bytes = (struct text_range){begin, t->at};
    return true;
}
