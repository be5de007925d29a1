/* What must hold of every decoding, for the property test and the fuzz target. Each function returns what is wrong,
 * or NULL. */
#ifndef TESTS_PROPERTY_DECODED_H
#define TESTS_PROPERTY_DECODED_H

#include "text/decode.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

static bool is_nfc(struct text_span s)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0;
    UChar *wide = malloc((s.n + 1) * sizeof *wide);
    bool ok = false;
    if (wide) {
        u_strFromUTF8(wide, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n, &code);
        ok = unorm2_isNormalized(unorm2_getNFCInstance(&code), wide, n, &code) && U_SUCCESS(code);
    }
    free(wide);
    return ok;
}

static const char *fault_of_text(struct text_span s)
{
    for (size_t i = 0; i < s.n;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s.p, i, s.n, c);
        if (c < 0) {
            return "no UTF-8";
        }
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) {
            return "a control character";
        }
        if (c != ' ' && c != '\n' && c != '\t' && u_isUWhiteSpace(c)) {
            return "an odd blank";
        }
        if (c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F)) {
            return "something that is not seen";
        }
    }
    return is_nfc(s) ? NULL : "no NFC";
}

static const char *fault_of_origins(const struct text_decoded *d, struct text_span bytes)
{
    size_t before = 0;
    for (size_t i = 0; i <= d->text.n; i++) {
        size_t origin = text_decoded_origin(d, i);
        if (origin < before || origin > bytes.n) {
            return "an origin before that of the character before, or behind the end";
        }
        bool ascii = i < d->text.n && d->text.p[i] > ' ' && origin < bytes.n && strncmp(d->charset, "UTF-8", 5) == 0;
        if (ascii && bytes.p[origin] != d->text.p[i] && (uint8_t)bytes.p[origin] < 0x80) {
            return "an origin that is another character";
        }
        before = origin;
    }
    return before == bytes.n ? NULL : "an end that is not the end of the bytes";
}

static const char *fault_of_decoding(struct text_span bytes, const struct text_decoding *how, struct text_arena *arena)
{
    struct text_decoded d = {0}, again = {0};
    struct text_error err = {0};
    struct text_span normal;
    enum text_status status = text_decode(bytes, how, arena, &d, &err);
    if (status != TEXT_OK) {
        bool binary = strstr(err.message, "binary") != NULL;
        return status != TEXT_INVALID  ? "a strange error"
               : how->lossy && !binary ? "an error in spite of being lossy"
                                       : NULL;
    }
    const char *fault = fault_of_text(d.text);
    fault = fault ? fault : fault_of_origins(&d, bytes);
    if (fault) {
        return fault;
    }
    struct text_decoding utf8 = {.charset = "UTF-8"};
    if (text_decode(d.text, &utf8, arena, &again, &err) != TEXT_OK || again.text.n != d.text.n ||
        (again.text.n && again.text.p != d.text.p) || again.way) {
        return "clean text that is not left alone";
    }
    if (text_normalize(d.text, arena, &normal, &err) != TEXT_OK) {
        return "clean text that has no normal form";
    }
    if (normal.n && (normal.p[0] == ' ' || normal.p[normal.n - 1] == ' ' || memchr(normal.p, '\n', normal.n))) {
        return "a normal form with blanks at its ends";
    }
    return fault_of_text(normal);
}

#endif
