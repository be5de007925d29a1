/* The scanner's search for bytes of interest: at every place of a line, it stops at what the table says and at nothing
 * else, and never reads behind the line. */
#include "text/segment/heat-private.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/check.h"

enum { LINE = 40 };

/* One byte in a line of cold ones; from each place on that is not behind it. */
static void check_byte(int byte)
{
    for (size_t at = 0; at < LINE; at++) {
        char *p = malloc(at + 1), *q = malloc(LINE); /* of their own, so that reading too far is noticed */
        memset(p, 'a', at + 1);
        memset(q, 'z', LINE);
        p[at] = q[at] = (char)byte;
        size_t wanted = text_heat_of[byte] ? at : at + 1, whole = text_heat_of[byte] ? at : LINE, wrong = 0;
        for (size_t from = 0; from <= at; from++) {
            wrong += text_heat_next((struct text_span){p, at + 1}, from) != wanted;
            wrong += text_heat_next((struct text_span){q, LINE}, from) != whole;
        }
        check(wrong == 0, "byte %d at %zu is %s", byte, at, text_heat_of[byte] ? "found" : "passed over");
        free(p);
        free(q);
    }
}

int main(void)
{
    for (int byte = 0; byte < 256; byte++) {
        check_byte(byte);
    }
    check(text_heat_next((struct text_span){NULL, 0}, 0) == 0, "an empty line has nothing of interest");
    check(text_heat_of['.'] == TEXT_HEAT_STOP && text_heat_of[0xE2] == TEXT_HEAT_STOP &&
              text_heat_of['a'] == TEXT_HEAT_COLD,
          "stops and bytes beyond ASCII are hot, letters are not");
    return check_report();
}
