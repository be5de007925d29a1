/* See reference-private.h; the numbers are read as in the HTML standard, 13.2.5.80. */
#include "formats/xml/reference-private.h"

#include <string.h>

#include "formats/xml/xml-private.h"

/* What windows-1252 has at 128 to 159; 0: nothing. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

size_t formats_utf8_encode(uint32_t c, char out[FORMATS_REFERENCE_BYTES])
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1;) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(first[n == 1 ? 0 : n] | c);
    return n;
}

static uint32_t digit_of(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    size_t n = at ? (size_t)(at - digits) : 99;
    return (uint32_t)(n >= 16 && n != 99 ? n - 6 : n);
}

static uint32_t number_of(struct text_span digits)
{
    uint32_t base = 10, value = 0;
    if (digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X')) {
        base = 16;
        digits = (struct text_span){digits.p + 1, digits.n - 1};
    }
    for (size_t i = 0; i < digits.n; i++) {
        uint32_t digit = digit_of(digits.p[i]);
        if (digit >= base) {
            return 0;
        }
        value = value > 0x10FFFF ? value : value * base + digit;
    }
    return value;
}

enum text_status formats_reference_start(struct text_error *err)
{
    return formats_xml_start(err);
}

size_t formats_reference(struct text_span reference, char out[FORMATS_REFERENCE_BYTES])
{
    char name[16];
    if (reference.n < 3 || reference.p[0] != '&' || reference.p[reference.n - 1] != ';') {
        return 0;
    }
    struct text_span inner = {reference.p + 1, reference.n - 2};
    uint32_t c = 0;
    if (inner.p[0] == '#') {
        c = number_of((struct text_span){inner.p + 1, inner.n - 1});
        c = c >= 128 && c < 160 ? windows[c - 128] : c;
    } else if (inner.n < sizeof name) {
        memcpy(name, inner.p, inner.n);
        name[inner.n] = '\0';
        const htmlEntityDesc *entity = formats_libxml2.htmlEntityLookup((const xmlChar *)name);
        c = entity ? entity->value : 0;
    }
    bool ok = c >= 0x20 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
    return ok ? formats_utf8_encode(c, out) : 0;
}
