/* Character references of HTML. */
#include "tests/unit/check.h"

#include <string.h>

#include "formats/xml/reference-private.h"

static const struct {
    const char *in, *out;
} cases[] = {
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&quot;", "\""},
    {"&nbsp;", "\xC2\xA0"},
    {"&eacute;", "\xC3\xA9"},
    {"&euro;", "\xE2\x82\xAC"},
    {"&#65;", "A"},
    {"&#x41;", "A"},
    {"&#X1f600;", "\xF0\x9F\x98\x80"},
    {"&#128;", "\xE2\x82\xAC"},
    {"&#129;", ""},
    {"&#0;", ""},
    {"&#xD800;", ""},
    {"&#1114112;", ""},
    {"&#99999999999999999999;", ""},
    {"&#xFFFF;", ""},
    {"&#;", ""},
    {"&#x;", ""},
    {"&#12a;", ""},
    {"&;", ""},
    {"&nope;", ""},
    {"&AMP", ""},
    {"amp;", ""},
    {"&Amp;", ""},
    {"&averylongnameofnothing;", ""},
};

int main(void)
{
    check(formats_reference_start(NULL) == TEXT_OK, "the library is not there");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[FORMATS_REFERENCE_BYTES];
        size_t n = formats_reference(text_span_of(cases[i].in), out), want = strlen(cases[i].out);
        check(n == want && memcmp(out, cases[i].out, n) == 0, "%s is %.*s, not %s", cases[i].in, (int)n, out,
              cases[i].out);
    }
    return check_report();
}
