/* PO documents: their slots, and entries with translations put in. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"
#include "tests/unit/language.h"
#include "tests/unit/document.h"
#include "formats/po/po-private.h"

static const struct document_entry memory[] = {
    {"Open", "Buka", NULL, NULL, 0, NULL},
    {"Rice prices rise", "Harga beras naik", NULL, NULL, 88, "Rice prices fall"},
    {"Rice prices rise", "Harga gandum naik", NULL, NULL, 80, "Wheat prices rise"},
    {"%d file", "%d berkas", NULL, NULL, 0, NULL},
    {"%d files", "%d berkas", NULL, NULL, 0, NULL},
    {"Copy %s to %s", "Salin ke %s %d", NULL, NULL, 0, NULL},
    {"One.\nTwo.", "Satu. Dua.", NULL, NULL, 0, NULL},
    {"A \"quoted\"\tword \\ here", "Kata \"kutip\"\tdi \\ sini", NULL, NULL, 0, NULL},
    {"Long", "Kalimat yang panjang sekali sehingga tidak muat dalam satu baris saja, tetapi harus dipotong di tengah",
     NULL, NULL, 0, NULL},
    {"one day", "satu hari", NULL, NULL, 0, NULL},
    {0},
};

static const struct document_case cases[] = {
    {"filled in, between others", "# c\nmsgid \"Open\"\nmsgstr \"\"\n\nmsgid \"x\"\nmsgstr \"Buka\"\n",
     "1 Open|=empty|note c|after x\n5 x|Buka|=human|before Open\n",
     "# c\nmsgid \"Open\"\nmsgstr \"Buka\"\n\nmsgid \"x\"\nmsgstr \"Buka\"\n", "Open: filled\nx: left\n"},
    {"the header says the languages",
     "msgid \"\"\nmsgstr \"\"\n\"Language: id\\n\"\n\"X-Source-Language: en\\n\"\n\nmsgctxt \"menu\"\nmsgid \"Open\"\n"
     "msgstr \"\"\n",
     "6 Open|=empty|from en|to id|id menu\n", NULL, "Open: filled\n"},
    {"never over a person's, nor over a fuzzy one",
     "msgid \"Open\"\nmsgstr \"Bukalah\"\n\n#, fuzzy\nmsgctxt \"a\"\nmsgid \"Open\"\nmsgstr \"Bukakan\"\n",
     "1 Open|Bukalah|=human|after Open\n4 Open|Bukakan|=draft|id a|before Open\n",
     "msgid \"Open\"\nmsgstr \"Bukalah\"\n\n#, fuzzy\nmsgctxt \"a\"\nmsgid \"Open\"\nmsgstr \"Bukakan\"\n",
     "Open: left\nOpen: left\n"},
    {"fuzzy", "#: a.c:1\nmsgid \"Rice prices rise\"\nmsgstr \"\"\n", NULL,
     "#: a.c:1\n#, fuzzy\n#| msgid \"Rice prices fall\"\nmsgid \"Rice prices rise\"\nmsgstr \"Harga beras naik\"\n",
     "Rice prices rise: offered\n"},
    {"fuzzy among flags, in place of what was previous",
     "#, c-format\n#| msgid \"old\"\n#| msgid_plural \"x\"\nmsgid \"Rice prices rise\"\nmsgstr \"\"\r\n", NULL,
     "#, fuzzy, c-format\n#| msgid \"Rice prices fall\"\nmsgid \"Rice prices rise\"\nmsgstr \"Harga beras naik\"\r\n",
     NULL},
    {"CRLF, blanks at the ends, a last line without an end", "#,fuzzy\r\nmsgid \" Rice prices rise\\n\"\r\nmsgstr \"\"",
     NULL,
     "#,fuzzy\r\n#| msgid \"Rice prices fall\"\r\nmsgid \" Rice prices rise\\n\"\r\nmsgstr \" Harga beras naik\\n\"",
     NULL},
    {"plural forms", "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n",
     "1 %d file|=empty|after %d files\n1 %d files|=empty|before %d file\n",
     "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d berkas\"\nmsgstr[1] \"%d berkas\"\n", NULL},
    {"one plural form is that of many", "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\n",
     "1 %d files|=empty\n", "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d berkas\"\n", NULL},
    {"three are not certain",
     "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n", NULL,
     "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n",
     "%d file: refused, it is not certain what its plural forms translate\n"
     "%d files: refused, it is not certain what its plural forms translate\n"
     "%d files: refused, it is not certain what its plural forms translate\n"},
    {"not for one form only", "msgid \"one day\"\nmsgid_plural \"days\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n", NULL,
     "msgid \"one day\"\nmsgid_plural \"days\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n", "one day: left\ndays: left\n"},
    {"directives", "#, c-format\nmsgid \"Copy %s to %s\"\nmsgstr \"\"\n", NULL,
     "#, fuzzy, c-format\nmsgid \"Copy %s to %s\"\nmsgstr \"Salin ke %s %d\"\n",
     "Copy %s to %s: offered, its format directives are not those of the msgid\n"},
    {"lines", "msgid \"\"\n\"One.\\n\"\n\"Two.\\n\"\nmsgstr \"\"\n", NULL,
     "#, fuzzy\nmsgid \"\"\n\"One.\\n\"\n\"Two.\\n\"\nmsgstr \"Satu. Dua.\\n\"\n",
     "One.\nTwo.: offered, it has not as many lines as the msgid\n"},
    {"escapes", "msgid \"A \\\"quoted\\\"\\tword \\\\ here\"\nmsgstr \"\"\n", NULL,
     "msgid \"A \\\"quoted\\\"\\tword \\\\ here\"\nmsgstr \"Kata \\\"kutip\\\"\\tdi \\\\ sini\"\n", NULL},
    {"long lines", "msgid \"Long\"\nmsgstr \"\"\n", NULL,
     "msgid \"Long\"\nmsgstr \"\"\n"
     "\"Kalimat yang panjang sekali sehingga tidak muat dalam satu baris saja, \"\n"
     "\"tetapi harus dipotong di tengah\"\n",
     NULL},
    {"broken entries stay",
     "msgid \"a\nmsgstr \"\"\n\nmsgid \"Open\"\nmsgstr \"\"\n#~ msgid \"Open\"\n#~ msgstr \"\"\n", "4 Open|=empty\n",
     "msgid \"a\nmsgstr \"\"\n\nmsgid \"Open\"\nmsgstr \"Buka\"\n#~ msgid \"Open\"\n#~ msgstr \"\"\n", NULL},
    {"what is between", "msgid \"Rice prices rise\"\n#, x\n#| msgid \"a\"\nmsgstr \"\"\n", "", NULL, ""},
    {"flags behind what was previous", "#| msgid \"a\"\n#, x\nmsgid \"Rice prices rise\"\nmsgstr \"\"\n", NULL,
     "#, fuzzy\n#| msgid \"Rice prices fall\"\n#, x\nmsgid \"Rice prices rise\"\nmsgstr \"Harga beras naik\"\n", NULL},
};

static void test_directives(void)
{
    static const struct {
        const char *source, *target;
        bool agree;
    } table[] = {
        {"%s", "%s", true},
        {"%s", "%d", false},
        {"%s", "", false},
        {"%s %d", "%d %s", false},
        {"%1$s %2$d", "%2$d %1$s", true},
        {"%(a)s %(b)d", "%(b)d %(a)s", true},
        {"%(a)s", "%(a)d", false},
        {"%-5.2lf%%", "%-5.2lf%%", true},
        {"100%%", "100", false},
        {"{a} {b}", "{b} {a}", true},
        {"{} {}", "{}", false},
        {"%1 of %2", "%2 dari %1", true},
        {"%1 of %2", "%2 dari %3", false},
        {"%{name}", "%{name}", true},
        {"a", "b", true},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        check(formats_po_directives_agree(text_span_of(table[i].source), text_span_of(table[i].target)) ==
                  table[i].agree,
              "directives of %s and %s", table[i].source, table[i].target);
    }
}

static void test_charset(void)
{
    static const char in[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
                             "msgid \"Caf\xE9\"\nmsgstr \"Caf\xE9\"\n\nmsgid \"Open\"\nmsgstr \"\"\n";
    static const char out[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
                              "msgid \"Caf\xE9\"\nmsgstr \"Caf\xE9\"\n\nmsgid \"Open\"\nmsgstr \"D\xE9j\xE0\"\n";
    static const struct document_entry known[] = {{"Open", "D\xC3\xA9j\xC3\xA0", NULL, NULL, 0, NULL}, {0}},
                                       unknown[] = {{"Open", "\xE2\x80\x93", NULL, NULL, 0, NULL}, {0}};
    struct document d = {.memory = known}, e = {.memory = unknown};
    document_run(&d, NULL, NULL, text_span_of(in));
    check(d.status == TEXT_OK && strcmp(d.out, out) == 0, "ISO-8859-1: %s", d.out ? d.out : d.error.message);
    check(d.kind == FORMATS_DOCUMENT_PO, "the kind is seen by the content");
    document_run(&e, NULL, NULL, text_span_of(in));
    check(e.status == TEXT_OK && strcmp(e.out, in) == 0, "ISO-8859-1, no dash there: %s", e.out);
    document_free(&d);
    document_free(&e);
}

int main(void)
{
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        document_check(&cases[i], FORMATS_DOCUMENT_PO, memory);
    }
    test_directives();
    test_charset();
    languages_free();
    return check_report();
}
