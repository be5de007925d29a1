/* What charset bytes are in: see decode-private.h. In this order: what the caller says, a byte order mark, the NULs
 * of UTF-16 and UTF-32, what markup declares, being UTF-8, and then a judgement of the bytes beyond ASCII.
 *
 * That judgement prefers windows-1252, in which Indonesian and English text is that is not UTF-8, where its bytes
 * beyond ASCII make sense there: quotes and dashes, and accented letters among plain ones. ICU's detector must be
 * sure to overrule it. Text that is mostly UTF-8 is broken UTF-8, and so is what makes no sense in anything.
 */
#include "text/decode/decode-private.h"

#include <iconv.h>
#include <string.h>
#include <unicode/utf8.h>

#include "text/icu-private.h"

enum {
    SAMPLE = 1 << 16,
    SURE = 60,  /* of the detector, against a plausible windows-1252; it gives Indonesian up to 50 for others */
    LIKELY = 25 /* where windows-1252 makes no sense */
};

/* Names that mean more than they say, and the iconv name of what pages that bear them are in. */
static const struct {
    const char *alias, *name;
} aliases[] = {
    {"utf8", "UTF-8"},
    {"utf-8", "UTF-8"},
    {"utf16", "UTF-16"},
    {"utf-16", "UTF-16"},
    {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
    {"utf32", "UTF-32"},
    {"utf-32", "UTF-32"},
    {"utf-32le", "UTF-32LE"},
    {"utf-32be", "UTF-32BE"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"windows-1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"shift_jis", "CP932"},
    {"x-sjis", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
};

static bool same_name(struct text_span s, const char *name)
{
    size_t i = 0;
    for (; i < s.n && name[i]; i++) {
        char a = s.p[i], b = name[i];
        a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
        b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
        if (a != b) {
            return false;
        }
    }
    return i == s.n && !name[i];
}

/* False when iconv does not know it, or it is no name: '/' would begin an instruction to iconv. */
static bool name_charset(struct text_span s, char name[TEXT_CHARSET_NAME])
{
    char copy[TEXT_CHARSET_NAME];
    bool everywhere = false; /* every iconv has it; asking costs as much as decoding a page */
    if (s.n == 0 || s.n >= TEXT_CHARSET_NAME || memchr(s.p, '/', s.n) || memchr(s.p, '\0', s.n)) {
        return false;
    }
    memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (same_name(s, aliases[i].alias)) {
            strcpy(copy, aliases[i].name);
            everywhere = strncmp(copy, "UTF-", 4) == 0 || strcmp(copy, "windows-1252") == 0;
            break;
        }
    }
    if (!everywhere) {
        iconv_t cd = iconv_open("UTF-8", copy);
        if (cd == (iconv_t)-1) {
            return false;
        }
        iconv_close(cd);
    }
    strcpy(name, copy);
    return true;
}

static const struct {
    const char *bytes;
    size_t n;
    const char *name;
} marks[] = {
    {"\xFF\xFE\0\0", 4, "UTF-32LE"}, {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE", 2, "UTF-16LE"},     {"\xFE\xFF", 2, "UTF-16BE"},
};

static bool has_mark(struct text_span s, char name[TEXT_CHARSET_NAME], size_t *skip)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (s.n >= marks[i].n && memcmp(s.p, marks[i].bytes, marks[i].n) == 0) {
            strcpy(name, marks[i].name);
            *skip = marks[i].n;
            return true;
        }
    }
    return false;
}

/* The code unit of `width` bytes at p. */
static uint32_t unit_at(const uint8_t *p, size_t width, bool big)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++) {
        unit = unit << 8 | p[big ? i : width - 1 - i];
    }
    return unit;
}

/* Whether s reads as text in units of `width` bytes: four in five are of the alphabets that stand first in Unicode
 * or punctuation, and hardly any is a control. Two bytes of ASCII taken for one unit are far behind, and
 * numbers in binary files are mostly controls. */
static bool is_wide(struct text_span s, size_t width, bool big)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t units = s.n / width, usual = 0, odd = 0;
    for (size_t i = 0; i < units; i++) {
        uint32_t unit = unit_at(p + i * width, width, big);
        bool control = unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r';
        usual += !control && (unit < 0x500 || (unit >= 0x2000 && unit < 0x2070));
        odd += control || unit > 0x10FFFF;
    }
    return units && usual * 5 >= units * 4 && odd * 100 <= units;
}

static bool is_any_wide(struct text_span bytes, char name[TEXT_CHARSET_NAME])
{
    static const struct {
        const char *name;
        size_t width;
        bool big;
    } forms[] = {{"UTF-32LE", 4, false}, {"UTF-32BE", 4, true}, {"UTF-16LE", 2, false}, {"UTF-16BE", 2, true}};
    struct text_span s = {bytes.p, bytes.n < SAMPLE ? bytes.n : SAMPLE};
    if (s.n == 0 || !memchr(s.p, '\0', s.n)) {
        return false;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (is_wide(s, forms[i].width, forms[i].big)) {
            strcpy(name, forms[i].name);
            return true;
        }
    }
    return false;
}

/* Whether more of s is characters of UTF-8 beyond ASCII than is none. */
static bool is_broken_utf8(struct text_span s)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < s.n;) {
        UChar32 c;
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        U8_NEXT(p, i, s.n, c);
        good += c >= 0;
        bad += c < 0;
    }
    return good >= bad && good > 0;
}

static bool is_letter(struct text_span s, size_t i)
{
    return i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z'));
}

/* A letter beyond ASCII of windows-1252 stands beside a plain one, a capital not behind a small one, and the last two
 * of the table hardly ever. The two signs among the letters, and "a" as a word of its own, may stand alone. */
static bool is_western_letter(struct text_span s, size_t i, bool among)
{
    uint8_t c = (uint8_t)s.p[i];
    bool capital = c < 0xDF, behind_small = i > 0 && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
    return c == 0xD7 || c == 0xF7 || c == 0xE0 || (among && c < 0xFE && !(capital && behind_small));
}

/* Whether the bytes from i to end, which are all beyond ASCII, make sense there in windows-1252. */
static bool is_western_run(struct text_span s, size_t i, size_t end)
{
    bool among = (i > 0 && is_letter(s, i - 1)) || is_letter(s, end);
    for (size_t k = i; k < end; k++) {
        uint8_t c = (uint8_t)s.p[k];
        bool unused = c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
        bool third = k >= i + 2 && s.p[k] != s.p[k - 1]; /* of a word in another alphabet; not of a dashed line */
        if (unused || third || (c >= 0xC0 && !is_western_letter(s, k, among))) {
            return false;
        }
    }
    return true;
}

/* Whether what is beyond ASCII makes sense in windows-1252, but for one place in five. */
static bool is_western(struct text_span s)
{
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < s.n; i++) {
        size_t end = i;
        while (end < s.n && (uint8_t)s.p[end] >= 0x80) {
            end++;
        }
        if (end > i) {
            bool western = is_western_run(s, i, end);
            good += western;
            bad += !western;
            i = end;
        }
    }
    return bad * 4 <= good;
}

/* Control characters that no text has, one in twenty or more. */
static bool is_binary(struct text_span s)
{
    size_t odd = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = (uint8_t)s.p[i];
        odd += c < 0x20 && (c < '\b' || c > '\r') && c != 0x1A && c != 0x1B && c != 0x0E && c != 0x0F;
    }
    return s.n && odd * 20 >= s.n;
}

/* The detector's best guess that iconv knows, and how sure it is, 0 when there is none. */
static enum text_status detect(struct text_span s, char name[TEXT_CHARSET_NAME], int *sure, struct text_error *err)
{
    enum text_status status = text_icu_search_load(err);
    if (status != TEXT_OK) {
        return status;
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = 0;
    *sure = 0;
    UCharsetDetector *detector = text_icu_search.ucsdet_open(&code);
    text_icu_search.ucsdet_setText(detector, s.p, (int32_t)s.n, &code);
    const UCharsetMatch **found = text_icu_search.ucsdet_detectAll(detector, &count, &code);
    if (U_SUCCESS(code) && count > 0 &&
        name_charset(text_span_of(text_icu_search.ucsdet_getName(found[0], &code)), name) &&
        strncmp(name, "UTF-", 4) != 0) {
        *sure = (int)text_icu_search.ucsdet_getConfidence(found[0], &code);
    }
    text_icu_search.ucsdet_close(detector);
    return TEXT_OK;
}

static enum text_status judge(struct text_span bytes, const char *file, char name[TEXT_CHARSET_NAME],
                              struct text_error *err)
{
    size_t begin = text_utf8_end(bytes); /* what is before it tells nothing, but gives some context */
    begin = begin < SAMPLE / 4 ? 0 : begin - SAMPLE / 4;
    struct text_span s = {bytes.p + begin, bytes.n - begin < SAMPLE ? bytes.n - begin : SAMPLE};
    if (is_binary(s)) {
        return text_fail(err, TEXT_INVALID, "%s: looks like a binary file: it is full of control characters", file);
    }
    if (!is_broken_utf8(bytes)) {
        char guess[TEXT_CHARSET_NAME] = "";
        bool western = is_western(s);
        int sure;
        enum text_status status = detect(s, guess, &sure, err);
        if (status != TEXT_OK) {
            return status;
        }
        bool latin = strcmp(guess, "windows-1252") == 0 || strcmp(guess, "windows-1254") == 0;
        if (!latin && sure >= (western ? SURE : LIKELY)) {
            strcpy(name, guess);
            return TEXT_OK;
        }
        if (western) {
            strcpy(name, "windows-1252");
            return TEXT_OK;
        }
    }
    strcpy(name, "UTF-8");
    return TEXT_OK;
}

/* "UTF-16" and "UTF-32" leave the order of the bytes to a mark; without one it is seen from the bytes. */
static void choose_order(struct text_span bytes, char name[TEXT_CHARSET_NAME])
{
    size_t width = strcmp(name, "UTF-16") == 0 ? 2 : 4;
    struct text_span s = {bytes.p, bytes.n < SAMPLE ? bytes.n : SAMPLE};
    strcat(name, is_wide(s, width, true) ? "BE" : "LE");
}

static enum text_status given(struct text_span bytes, const struct text_decoding *d, char name[TEXT_CHARSET_NAME],
                              size_t *skip, struct text_error *err)
{
    char marked[TEXT_CHARSET_NAME];
    size_t mark;
    if (!name_charset(text_span_of(d->charset), name)) {
        return text_fail(err, TEXT_MISUSE, "the charset \"%s\" is not known here; \"iconv -l\" lists those that are",
                         d->charset);
    }
    bool open = strcmp(name, "UTF-16") == 0 || strcmp(name, "UTF-32") == 0;
    if (has_mark(bytes, marked, &mark) && strncmp(marked, name, strlen(name)) == 0) {
        strcpy(name, marked);
        *skip = mark;
    } else if (open) {
        choose_order(bytes, name);
    }
    return TEXT_OK;
}

enum text_status text_charset_find(struct text_span bytes, const struct text_decoding *d, char name[TEXT_CHARSET_NAME],
                                   size_t *skip, struct text_error *err)
{
    *skip = 0;
    if (d->charset) {
        return given(bytes, d, name, skip, err);
    }
    if (has_mark(bytes, name, skip) || is_any_wide(bytes, name)) {
        return TEXT_OK;
    }
    if (d->markup && name_charset(text_charset_declared(bytes), name)) {
        if (strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0) {
            strcpy(name, "UTF-8"); /* it was read byte by byte, so that cannot be */
        }
        return TEXT_OK;
    }
    if (text_utf8_end(bytes) == bytes.n) {
        strcpy(name, "UTF-8");
        return TEXT_OK;
    }
    return judge(bytes, d->name ? d->name : "the input", name, err);
}
