/* See page.h. HTML: the WHATWG standard, in its XML syntax where the two agree. */
#include "cli/page.h"

#include <stdarg.h>
#include <stdint.h>

#ifndef PADAN_VERSION
#define PADAN_VERSION "unknown"
#endif

static const char *const style[] = {
#include "cli/page.css.h"
};

static void put_lines(FILE *to, const struct cli_page_part *part)
{
    for (size_t i = 0; i < part->count; i++) {
        fputs(part->lines[i], to);
    }
}

void cli_page_begin(FILE *to, const struct cli_page *page)
{
    static const struct cli_page_part frame = {style, sizeof style / sizeof style[0]};
    /* The policy is a second lock behind the escaping: nothing is fetched, whatever stands in the texts. */
    fputs("<!DOCTYPE html>\n"
          "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\"/>\n"
          "<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'; "
          "script-src 'unsafe-inline'\"/>\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
          "<meta name=\"generator\" content=\"Padan " PADAN_VERSION "\"/>\n<title>",
          to);
    cli_page_put(to, page->title);
    fputs("</title>\n<style>/*<![CDATA[*/\n", to);
    put_lines(to, &frame);
    put_lines(to, &page->style);
    fputs("/*]]>*/</style>\n</head>\n<body>\n<main>\n", to);
}

void cli_page_end(FILE *to, const struct cli_page *page)
{
    fputs("</main>\n<footer>Made by Padan " PADAN_VERSION "</footer>\n", to);
    if (page->script.count) {
        fputs("<script>/*<![CDATA[*/\n", to);
        put_lines(to, &page->script);
        fputs("/*]]>*/</script>\n", to);
    }
    fputs("</body>\n</html>\n", to);
}

/* The code point at p by table 3-7 of the Unicode standard, its length in *length; -1 and 1 for what is none. */
static int32_t decode(const unsigned char *p, size_t n, size_t *length)
{
    unsigned char first = p[0];
    size_t want = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    int32_t c = want == 1 ? first : want == 2 ? first & 0x1F : want == 3 ? first & 0x0F : first & 0x07;
    *length = 1;
    if (!want || want > n) {
        return -1;
    }
    for (size_t i = 1; i < want; i++) {
        if (p[i] < low || p[i] > high) {
            return -1;
        }
        c = c << 6 | (p[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *length = want;
    return c;
}

static void put_replacement(FILE *to)
{
    fputs("\xEF\xBF\xBD", to);
}

/* ASCII. The pictures of the control characters stand in Unicode from U+2400 on. */
static void put_ascii(FILE *to, int c)
{
    const char *entity = c == '&'    ? "&amp;"
                         : c == '<'  ? "&lt;"
                         : c == '>'  ? "&gt;"
                         : c == '"'  ? "&quot;"
                         : c == '\'' ? "&#39;"
                                     : NULL;
    if (entity) {
        fputs(entity, to);
    } else if (c == '\t' || c == '\n' || c == '\r') {
        fputc(' ', to);
    } else if (c < 0x20 || c == 0x7F) {
        fprintf(to, "\xE2\x90%c", c == 0x7F ? 0xA1 : 0x80 + c);
    } else {
        fputc(c, to);
    }
}

void cli_page_put(FILE *to, struct text_span s)
{
    for (size_t i = 0, length; i < s.n; i += length) {
        int32_t c = decode((const unsigned char *)s.p + i, s.n - i, &length);
        if (c >= 0 && c < 0x80) {
            put_ascii(to, (int)c);
        } else if (c < 0xA0 || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) {
            put_replacement(to); /* no character, or a control character of the second kind */
        } else {
            fwrite(s.p + i, 1, length, to);
        }
    }
}

void cli_page_fact(FILE *to, const char *name, const char *format, ...)
{
    char value[256];
    va_list args;
    va_start(args, format);
    vsnprintf(value, sizeof value, format, args);
    va_end(args);
    fprintf(to, "<div><dt>%s</dt><dd>", name);
    cli_page_put(to, text_span_of(value));
    fputs("</dd></div>\n", to);
}

static const struct {
    double least;
    const char *name;
} bands[CLI_PAGE_BANDS] = {{0, "below 0.70"}, {0.7, "0.70 to 0.84"}, {0.85, "0.85 to 0.94"}, {0.95, "0.95 and above"}};

int cli_page_band(double confidence)
{
    int band = CLI_PAGE_BANDS - 1;
    while (band > 0 && confidence < bands[band].least) {
        band--;
    }
    return band;
}

const char *cli_page_band_name(int band)
{
    return bands[band].name;
}

void cli_page_legend(FILE *to, const size_t counts[CLI_PAGE_BANDS])
{
    fputs("<ul class=\"legend\" aria-label=\"Pairs by confidence\">\n", to);
    for (int i = CLI_PAGE_BANDS - 1; i >= 0; i--) {
        fprintf(to,
                "<li class=\"c%d\"><svg viewBox=\"0 0 34 10\" aria-hidden=\"true\" focusable=\"false\">"
                "<path class=\"line\" d=\"M0 5H24\"/><circle class=\"dot\" cx=\"29\" cy=\"5\" r=\"4\"/></svg>"
                "%s <b>%zu</b></li>\n",
                i, bands[i].name, counts[i]);
    }
    fputs("</ul>\n", to);
}
