/* Texts written as HTML, and the language that a page says it is in. */
#include <string.h>
#include <strings.h>

#include "formats/html/html-private.h"

/* & and < always, so that it is right in XHTML too, and in an attribute what would end it. */
void formats_html_escape(struct text_span text, enum formats_place place, char quote, struct text_buffer *to)
{
    bool value = place == FORMATS_PLACE_ATTRIBUTE;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '&') {
            text_buffer_add_string(to, "&amp;");
        } else if (c == '<') {
            text_buffer_add_string(to, "&lt;");
        } else if (value && c == '"' && quote != '\'') {
            text_buffer_add_string(to, "&quot;");
        } else if (value && c == '\'' && quote == '\'') {
            text_buffer_add_string(to, "&#39;");
        } else {
            text_buffer_add_char(to, c == '\n' || c == '\r' || c == '\0' ? ' ' : c);
        }
    }
}

void formats_html_escape_number(struct text_span character, struct text_buffer *to)
{
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t c = character.n ? (unsigned char)character.p[0] & masks[character.n > 4 ? 4 : character.n] : 0;
    for (size_t i = 1; i < character.n; i++) {
        c = c << 6 | ((unsigned char)character.p[i] & 0x3F);
    }
    text_buffer_add_format(to, "&#%lu;", (unsigned long)c);
}

struct text_span formats_html_language(struct text_span document)
{
    struct formats_html_tokens tokens = {.s = document};
    struct formats_html_token token;
    while (formats_html_next(&tokens, &token)) {
        size_t at = token.kind == FORMATS_HTML_START ? (size_t)(token.name.p - document.p) + token.name.n : 0;
        struct formats_html_value value;
        if (!at) {
            continue;
        }
        while (token.name.n == 4 && strncasecmp(token.name.p, "html", 4) == 0 &&
               formats_html_value_next(document, &token, &at, &value)) {
            if (value.name.n == 4 && strncasecmp(value.name.p, "lang", 4) == 0) {
                return (struct text_span){document.p + value.bytes.begin, value.bytes.end - value.bytes.begin};
            }
        }
        break; /* html is the first element, or left out */
    }
    return (struct text_span){"", 0};
}
