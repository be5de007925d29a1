/* Decoding whatever bytes come: it ends, what comes out is clean, and the way back is in order.
 *
 * Bytes are random, or made of pieces that mean something to a decoder, in which case lossy decoding must succeed
 * unless there is a NUL. A run is repeated by giving its seed. */
#include "tests/property/decoded.h"
#include "tests/property/random.h"
#include "tests/unit/check.h"

enum { LONGEST = 120, ROUNDS = 8000 };

static const char *const pieces[] = {
    "a",
    "e",
    "kata ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "\xC3\xA9",
    "e\xCC\x81",
    "\xCC\x81",
    "\xCC\xA3",
    "\xC2\xAD",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xE2\x80\x9C",
    "\xE2\x80\xA9",
    "\xEF\xBB\xBF",
    "\xE1\x84\x80",
    "\xE1\x85\xA1",
    "\xE1\x86\xA8",
    "\xE0\xA5\x98",
    "\xF0\x9F\x98\x80",
    "\xF0\x9D\x85\xA0",
    "\xE2\x84\xAB",
    "\xFF",
    "\xE2\x80",
    "\x93",
    "\x01",
    "\x7F",
    "<meta charset=koi8-r>",
    "<?xml encoding='utf-8'?>",
    "\xFF\xFE",
    "\xCD\x84",
    "\xE2\x80\xAF",
    "\x1B$B",
};

enum { EVERYDAY = 5 }; /* of these charsets; the others are slow to open */
static const char *const charsets[] = {NULL,           NULL,           NULL,       "UTF-8",   "UTF-16LE",
                                       "windows-1252", "UTF-16",       "UTF-32BE", "GB18030", "CP932",
                                       "ISO-2022-JP",  "windows-1255", "UTF-7"};
enum { CHARSETS = sizeof charsets / sizeof charsets[0] };

static size_t random_bytes(char *to)
{
    size_t n = 0, count = below(LONGEST / 8);
    unsigned kind = below(4);
    for (size_t i = 0; i < count; i++) {
        if (kind == 0) {
            to[n++] = (char)below(256);
        } else {
            const char *piece = pieces[below(sizeof pieces / sizeof pieces[0])];
            size_t length = strlen(piece);
            if (n + 2 * length > LONGEST) {
                break;
            }
            for (size_t k = 0; k < length; k++) {
                to[n++] = piece[k];
                if (kind == 3) { /* something like UTF-16 */
                    to[n++] = '\0';
                }
            }
        }
    }
    return n;
}

int main(int argc, char **argv)
{
    struct text_arena *arena = text_arena_new();
    random_start(argc, argv);
    if (!arena) {
        return 1;
    }
    int wrong = 0;
    for (int round = 0; round < ROUNDS && wrong < 5; round++) {
        char bytes[LONGEST + 8];
        struct text_span s = {bytes, random_bytes(bytes)};
        struct text_decoding how = {.charset = charsets[below(below(4) ? EVERYDAY : CHARSETS)],
                                    .lossy = below(2),
                                    .markup = below(2)};
        const char *fault = fault_of_decoding(s, &how, arena);
        if (fault) {
            wrong++;
            check(false, "%s (charset %s%s%s), of these bytes:", fault, how.charset ? how.charset : "not given",
                  how.lossy ? ", lossy" : "", how.markup ? ", markup" : "");
            for (size_t i = 0; i < s.n; i++) {
                printf(" %02X", (unsigned char)s.p[i]);
            }
            printf("\n");
        }
        text_arena_reset(arena);
    }
    check(wrong == 0, "what is decoded is clean");
    text_arena_free(arena);
    return check_report();
}
