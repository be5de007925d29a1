/* Plain documents: their slots, what is put in, and that all else is the bytes that were read, in any charset. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"
#include "tests/unit/language.h"
#include "tests/unit/document.h"

#define BYTES(s)                                                                                                       \
    {                                                                                                                  \
        "" s, sizeof(s) - 1                                                                                            \
    }

static const struct document_entry memory[] = {
    {"Harga beras naik.", "Rice prices rise.", NULL, NULL, 0, NULL},
    {"Pasar itu ramai.", "The market was\nbusy \xE2\x80\x93 very.", NULL, NULL, 0, NULL},
    {"Ia pulang.", "He went home.", NULL, NULL, 90, "Ia pergi."},
    {0},
};

static const struct document_case cases[] = {
    {"segments of paragraphs", "  Harga beras naik.  Ia pulang.\r\n\r\n\tPasar itu ramai. \n",
     "1 Harga beras naik.|=empty|from id|after Ia pulang.\n"
     "1 Ia pulang.|=empty|from id|before Harga beras naik.|after Pasar itu ramai.\n"
     "3 Pasar itu ramai.|=empty|from id|before Ia pulang.\n",
     "  Rice prices rise.  Ia pulang.\r\n\r\n\tThe market was busy \xE2\x80\x93 very. \n",
     "Harga beras naik.: filled\nIa pulang.: left\nPasar itu ramai.: filled\n"},
    {"a byte order mark, no end of line", "\xEF\xBB\xBFHarga beras naik.", "1 Harga beras naik.|=empty|from id\n",
     "\xEF\xBB\xBFRice prices rise.", NULL},
    {"nothing", "", "", "", ""},
    {"blanks", " \n\t\n", "", " \n\t\n", ""},
    {"what the decoder leaves out stays", "Ha\xC2\xADrga beras naik. \xC2\xAD x", NULL, "Rice prices rise. \xC2\xAD x",
     NULL},
};

static void test_charsets(void)
{
    static const struct {
        const char *charset;
        struct text_span in, out;
        const char *told;
    } table[] = {
        {NULL, BYTES("\xFF\xFEI\0a\0 \0p\0u\0l\0a\0n\0g\0.\0\n\0"), BYTES("\xFF\xFEI\0a\0 \0p\0u\0l\0a\0n\0g\0.\0\n\0"),
         "Ia pulang.: left\n"},
        {"UTF-16BE", BYTES("\0H\0a\0r\0g\0a\0 \0b\0e\0r\0a\0s\0 \0n\0a\0i\0k\0.\0\r\0\n"),
         BYTES("\0R\0i\0c\0e\0 \0p\0r\0i\0c\0e\0s\0 \0r\0i\0s\0e\0.\0\r\0\n"), "Harga beras naik.: filled\n"},
        {"windows-1252", BYTES("Caf\xE9.\nPasar itu ramai.\n"), BYTES("Caf\xE9.\nThe market was busy \x96 very.\n"),
         "Caf\xC3\xA9.: left\nPasar itu ramai.: filled\n"},
        {"ISO-8859-2", BYTES("Caf\xE9.\nPasar itu ramai.\n"), BYTES("Caf\xE9.\nPasar itu ramai.\n"),
         "Caf\xC3\xA9.: left\nPasar itu ramai.: refused, it has characters that the file's charset has not\n"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct document d = {.memory = memory};
        const enum formats_document_kind kind = FORMATS_DOCUMENT_TEXT;
        document_run(&d, table[i].charset, &kind, table[i].in);
        check(d.status == TEXT_OK, "charset %zu: %s", i, d.error.message);
        check(text_span_equal((struct text_span){d.out, d.out_size}, table[i].out), "charset %zu: other bytes", i);
        check(strcmp(d.told.p, table[i].told) == 0, "charset %zu: told %s", i, d.told.p);
        document_free(&d);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *charset;
        struct text_span in;
        const char *why;
    } table[] = {
        {NULL, BYTES("abcdefghijkl\0bcdefghijklmnopqrstuvwx"), "looks like a binary file"},
        {"UTF-8", BYTES("a \xFF b"), "not valid UTF-8"},
        {"ISO-2022-JP", BYTES("\x1B(B\x1B(Ba"), "can be written in several ways"},
        {"nonsense", BYTES("a"), "is not known here"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct document d = {0};
        const enum formats_document_kind kind = FORMATS_DOCUMENT_TEXT;
        document_run(&d, table[i].charset, &kind, table[i].in);
        check(d.status != TEXT_OK && strstr(d.error.message, table[i].why), "refused %zu: %s", i,
              d.status == TEXT_OK ? "was taken" : d.error.message);
        document_free(&d);
    }
}

static void test_kinds(void)
{
    static const struct {
        const char *in;
        enum formats_document_kind kind;
    } table[] = {
        {"Harga beras naik.", FORMATS_DOCUMENT_TEXT},
        {"", FORMATS_DOCUMENT_TEXT},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct document d = {0};
        document_run(&d, NULL, NULL, text_span_of(table[i].in));
        check(d.status == TEXT_OK && d.kind == table[i].kind, "kind of %s", table[i].in);
        document_free(&d);
    }
}

int main(void)
{
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        document_check(&cases[i], FORMATS_DOCUMENT_TEXT, memory);
    }
    test_charsets();
    test_refused();
    test_kinds();
    languages_free();
    return check_report();
}
