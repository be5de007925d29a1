/* See html-private.h. Tables, and look-ups in them. Knows nothing of the parser. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/article/html-private.h"

static const struct formats_html_tag tags[] = {
    {"a", FORMATS_HTML_LINK_TEXT, 0},
    {"address", FORMATS_HTML_BLOCK, 0},
    {"amp-img", FORMATS_HTML_PICTURE, 0},
    {"article", FORMATS_HTML_SCOPE, 0},
    {"aside", FORMATS_HTML_SKIPPED, 0},
    {"audio", FORMATS_HTML_SKIPPED, 0},
    {"blockquote", FORMATS_HTML_BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"body", FORMATS_HTML_BLOCK, 0},
    {"br", FORMATS_HTML_LINE_BREAK, 0},
    {"button", FORMATS_HTML_SKIPPED, 0},
    {"canvas", FORMATS_HTML_SKIPPED, 0},
    {"center", FORMATS_HTML_BLOCK, 0},
    {"dd", FORMATS_HTML_BLOCK, FORMATS_BLOCK_ITEM},
    {"dialog", FORMATS_HTML_SKIPPED, 0},
    {"div", FORMATS_HTML_BLOCK, 0},
    {"dl", FORMATS_HTML_BLOCK, 0},
    {"dt", FORMATS_HTML_BLOCK, FORMATS_BLOCK_ITEM},
    {"fieldset", FORMATS_HTML_BLOCK, 0},
    {"figcaption", FORMATS_HTML_BLOCK, FORMATS_BLOCK_CAPTION},
    {"figure", FORMATS_HTML_BLOCK, 0},
    {"footer", FORMATS_HTML_SKIPPED, 0},
    {"form", FORMATS_HTML_FORM, 0},
    {"h1", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADLINE},
    {"h2", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADING},
    {"h3", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADING},
    {"h4", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADING},
    {"h5", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADING},
    {"h6", FORMATS_HTML_BLOCK, FORMATS_BLOCK_HEADING},
    {"header", FORMATS_HTML_BLOCK, 0},
    {"hr", FORMATS_HTML_BLOCK, 0},
    {"html", FORMATS_HTML_ROOT, 0},
    {"iframe", FORMATS_HTML_SKIPPED, 0},
    {"img", FORMATS_HTML_PICTURE, 0},
    {"li", FORMATS_HTML_BLOCK, FORMATS_BLOCK_ITEM},
    {"link", FORMATS_HTML_LINK, 0},
    {"main", FORMATS_HTML_SCOPE, 0},
    {"math", FORMATS_HTML_SKIPPED, 0},
    {"meta", FORMATS_HTML_META, 0},
    {"nav", FORMATS_HTML_SKIPPED, 0},
    {"noscript", FORMATS_HTML_SKIPPED, 0},
    {"object", FORMATS_HTML_SKIPPED, 0},
    {"ol", FORMATS_HTML_BLOCK, 0},
    {"option", FORMATS_HTML_SKIPPED, 0},
    {"p", FORMATS_HTML_BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"pre", FORMATS_HTML_BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"script", FORMATS_HTML_SCRIPT, 0},
    {"section", FORMATS_HTML_BLOCK, 0},
    {"select", FORMATS_HTML_SKIPPED, 0},
    {"style", FORMATS_HTML_SKIPPED, 0},
    {"svg", FORMATS_HTML_SKIPPED, 0},
    {"table", FORMATS_HTML_BLOCK, 0},
    {"tbody", FORMATS_HTML_BLOCK, 0},
    {"td", FORMATS_HTML_BLOCK, 0},
    {"template", FORMATS_HTML_SKIPPED, 0},
    {"textarea", FORMATS_HTML_SKIPPED, 0},
    {"th", FORMATS_HTML_BLOCK, 0},
    {"time", FORMATS_HTML_TIME, 0},
    {"title", FORMATS_HTML_TITLE, 0},
    {"tr", FORMATS_HTML_BLOCK, 0},
    {"ul", FORMATS_HTML_BLOCK, 0},
    {"video", FORMATS_HTML_SKIPPED, 0},
};

bool formats_html_is(struct text_span s, const char *word)
{
    size_t n = strlen(word);
    s = text_span_trim(s);
    return s.n == n && strncasecmp(s.p, word, n) == 0;
}

static bool is_one_of(struct text_span s, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (formats_html_is(s, words[i])) {
            return true;
        }
    }
    return false;
}

static int compare_tag(const void *name, const void *tag)
{
    return strcasecmp(name, ((const struct formats_html_tag *)tag)->name);
}

/* Of the elements of accelerated pages those that hold no text of the article. */
static bool is_amp_furniture(const char *name)
{
    static const char *const parts[] = {"ad",        "auto-ads",          "carousel",  "consent", "embed",
                                        "iframe",    "lightbox",          "next-page", "sidebar", "social-share",
                                        "sticky-ad", "user-notification", "video",     "youtube"};
    return strncasecmp(name, "amp-", 4) == 0 &&
           is_one_of(text_span_of(name + 4), parts, sizeof parts / sizeof parts[0]);
}

const struct formats_html_tag *formats_html_tag_find(const char *name)
{
    static const struct formats_html_tag furniture = {"amp", FORMATS_HTML_SKIPPED, 0};
    if (is_amp_furniture(name)) {
        return &furniture;
    }
    return bsearch(name, tags, sizeof tags / sizeof tags[0], sizeof tags[0], compare_tag);
}

struct text_span formats_html_attribute(const unsigned char **at, const char *name)
{
    for (; at && at[0]; at += 2) {
        if (strcasecmp((const char *)at[0], name) == 0) {
            return at[1] ? text_span_of((const char *)at[1]) : TEXT_LITERAL("");
        }
    }
    return (struct text_span){0};
}

static bool has_hidden_style(struct text_span style)
{
    struct text_span rule, name;
    while (text_span_cut(&style, ';', &rule)) {
        if (text_span_cut(&rule, ':', &name) && formats_html_is(name, "display") && formats_html_is(rule, "none")) {
            return true;
        }
    }
    return false;
}

bool formats_html_is_hidden(const unsigned char **at)
{
    static const char *const roles[] = {"navigation", "complementary", "contentinfo", "search",
                                        "dialog",     "alertdialog",   "menu",        "menubar"};
    return formats_html_attribute(at, "hidden").p ||
           formats_html_is(formats_html_attribute(at, "aria-hidden"), "true") ||
           is_one_of(formats_html_attribute(at, "role"), roles, sizeof roles / sizeof roles[0]) ||
           has_hidden_style(formats_html_attribute(at, "style"));
}

/* Whole names of classes and ids by which web sites mark what is not the article. */
bool formats_html_is_suspect(struct text_span names)
{
    static const char *const words[] = {
        "ad",         "ads",        "advertisement", "breadcrumb", "breadcrumbs", "comment", "comments", "cookie",
        "cookies",    "copyright",  "footer",        "menu",       "modal",       "nav",     "navbar",   "navigation",
        "newsletter", "pagination", "paging",        "popular",    "popup",       "related", "share",    "sharing",
        "sidebar",    "social",     "sponsored",     "tags",       "trending"};
    struct text_span name;
    while (text_span_cut(&names, ' ', &name)) {
        if (is_one_of(name, words, sizeof words / sizeof words[0])) {
            return true;
        }
    }
    return false;
}

/* Names in a list divided by blanks, and their parts, divided by - and _. */
static bool has_part(struct text_span names, const char *const words[], size_t count)
{
    size_t begin = 0;
    for (size_t i = 0; i <= names.n; i++) {
        if (i == names.n || names.p[i] == ' ' || names.p[i] == '-' || names.p[i] == '_') {
            if (i > begin && is_one_of((struct text_span){names.p + begin, i - begin}, words, count)) {
                return true;
            }
            begin = i + 1;
        }
    }
    return false;
}

/* Parts of names, which are divided by - and _: of a paragraph, which never wraps an article. */
bool formats_html_is_suspect_part(struct text_span names)
{
    static const char *const words[] = {"ad",         "ads",       "adv",      "advertisement", "comment", "comments",
                                        "newsletter", "promo",     "readmore", "related",       "share",   "social",
                                        "sponsored",  "subscribe", "tags",     "telegram",      "whatsapp"};
    return has_part(names, words, sizeof words / sizeof words[0]);
}

bool formats_html_is_holder(const struct formats_html_tag *tag)
{
    static const char *const names[] = {"address", "article", "body", "center",  "div", "fieldset",
                                        "form",    "header",  "main", "section", "td",  "th"};
    return tag && is_one_of(text_span_of(tag->name), names, sizeof names / sizeof names[0]);
}

/* "wp-caption-text", "photo__caption" */
bool formats_html_is_caption(struct text_span names)
{
    static const char *const words[] = {"caption", "figcaption"};
    return has_part(names, words, sizeof words / sizeof words[0]);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct text_span behind(struct text_span s, size_t n)
{
    return (struct text_span){s.p + n, s.n - n};
}

/* From where s begins to the first place of `mark`, or to the end. */
static size_t until(struct text_span s, struct text_span mark)
{
    size_t n = 0;
    while (n < s.n && !text_span_starts(behind(s, n), mark)) {
        const char *next = memchr(s.p + n + 1, mark.p[0], s.n - n - 1);
        n = next ? (size_t)(next - s.p) : s.n;
    }
    return n;
}

/* The length of a tag up to its '>', or to the end; *attributes is how many it may have: blanks and equal signs outside
 * of quotes part them, and one of the two stands with each. */
static size_t tag_length(struct text_span s, size_t *attributes)
{
    size_t n = 0, blanks = 0, signs = 0;
    char before = 0; /* the last that is no blank */
    while (n < s.n && s.p[n] != '>') {
        char c = s.p[n++];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            blanks++;
            continue;
        }
        if ((c == '"' || c == '\'') && before == '=') {
            n += until(behind(s, n), (struct text_span){&c, 1});
            n += n < s.n;
        }
        blanks += c == '/';
        signs += c == '=';
        before = c;
    }
    *attributes = blanks > signs ? blanks : signs;
    return n;
}

bool formats_html_is_sane(struct text_span s)
{
    enum { MOST = 500 };
    for (size_t i = 0; i + 1 < s.n;) {
        struct text_span rest = behind(s, i);
        size_t attributes = 0;
        if (rest.p[0] != '<') {
            i += until(rest, TEXT_LITERAL("<"));
        } else if (text_span_starts(rest, TEXT_LITERAL("<!--"))) {
            i += until(rest, TEXT_LITERAL("-->"));
        } else if (is_letter(rest.p[1])) {
            i += tag_length(rest, &attributes);
            bool code = (rest.n > 6 && strncasecmp(rest.p + 1, "script", 6) == 0) ||
                        (rest.n > 5 && strncasecmp(rest.p + 1, "style", 5) == 0);
            i += code ? until(behind(s, i), TEXT_LITERAL("</")) : 0;
        } else {
            i++;
        }
        if (attributes > MOST) {
            return false;
        }
    }
    return true;
}
