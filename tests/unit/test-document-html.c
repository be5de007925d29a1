/* HTML in place: what is a slot, what is written for a translation, and the charset. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"
#include "tests/unit/language.h"
#include "tests/unit/document.h"

#define S(line, source) line " " source "|=empty|from id"

static const struct document_entry memory[] = {
    {"Satu.", "One.", NULL, NULL, 0, NULL},
    {"Dua kata.", "Two words.", NULL, NULL, 0, NULL},
    {"tanda", "a < b & \"c\" 'd' > e", NULL, NULL, 0, NULL},
    {"harga", "\xE2\x82\xAC 5 caf\xC3\xA9 \xE2\x89\xA5 4", NULL, NULL, 0, NULL},
    {"Kata tebal di sini.", "Here are bold words.",
     "Kata <bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>tebal<ept i=\"1\">&lt;/b&gt;</ept> di sini.",
     "Here are <bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>bold<ept i=\"1\">&lt;/b&gt;</ept> words.", 0, NULL},
    {"Lihat  ini.", "See this .", "Lihat <ph x=\"1\"/> ini.", "See this <ph x=\"1\"/>.", 0, NULL},
    {"gambar", "picture", NULL, NULL, 0, NULL},
    {"a b", "b a", "a<ph x=\"1\"/> b", "<ph x=\"1\"/>b a", 0, NULL},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

static const struct document_case cases[] = {
    {"blocks and sentences", "<h1>Satu.</h1>\n<p>Satu.\n Dua kata.<li>Tiga",
     S("1", "Satu.") "|after Satu.\n" S("2", "Satu.") "|before Satu.|after Dua kata.\n" S(
         "3", "Dua kata.") "|before Satu.|after Tiga\n" S("3", "Tiga") "|before Dua kata.\n",
     "<h1>One.</h1>\n<p>One.\n Two words.<li>Tiga", "Satu.: filled\nSatu.: filled\nDua kata.: filled\nTiga: left\n"},
    {"inline", "<p>Kata\n  <B CLASS=x>tebal</B >\ndi sini.</p>", NULL, "<p>Here are <B CLASS=x>bold</B > words.</p>",
     NULL},
    {"around the whole", "<p><a href=u><b>Satu.</b></a> <!-- x --> <i>Dua kata.</i>", NULL,
     "<p><a href=u><b>One.</b></a> <!-- x --> <i>Two words.</i>", NULL},
    {"what is left",
     "<script>Satu.</script><style>Satu.</style><pre>Satu.</pre><textarea>Satu.</textarea><!-- Satu. -->"
     "<p translate=no>Satu.<p class='a notranslate'>Satu.</p><svg><title>Satu.</title></svg><code>Satu.</code>",
     "", NULL, ""},
    {"no tree, but what may be left out",
     "<ul><li translate=no>Satu.<li>Satu.</ul><table><tr><td translate=no>Satu.<td>Satu.</table>", NULL,
     "<ul><li translate=no>Satu.<li>One.</ul><table><tr><td translate=no>Satu.<td>One.</table>", NULL},
    {"escapes", "<title>tanda</title><p>tanda", NULL,
     "<title>a &lt; b &amp; \"c\" 'd' > e</title><p>a &lt; b &amp; \"c\" 'd' > e", NULL},
    {"values", "<img alt=\"tanda\"><img alt='tanda'><img alt=tanda><input value=Satu. placeholder=\"Satu. Dua kata.\">",
     NULL,
     "<img alt=\"a &lt; b &amp; &quot;c&quot; 'd' > e\"><img alt='a &lt; b &amp; \"c\" &#39;d&#39; > e'>"
     "<img alt=\"a &lt; b &amp; &quot;c&quot; 'd' > e\"><input value=Satu. placeholder=\"One. Two words.\">",
     NULL},
    {"values in a code of a segment", "<p>Lihat <img alt='gambar' src=u> ini.", NULL,
     "<p>See this <img alt='picture' src=u>.", NULL},
    {"references", "<p>Satu&#46; &eacute; Satu&period;", NULL, "<p>One. &eacute; Satu&period;", NULL},
    {"a code without an end", "<p>a<code> b", NULL, "<p>a<code> b", NULL},
    {"script in a comment in a script", "<script><!-- <script> </script> Satu. --></script>Satu.", NULL,
     "<script><!-- <script> </script> Satu. --></script>One.", NULL},
    {"the language", "<!doctype html><!-- x --><html class=a lang=en>Satu.", "1 Satu.|=empty|from en\n", NULL, NULL},
};

static void check_charset(const char *what, struct text_span in, struct text_span out)
{
    struct document d = {.memory = memory};
    const enum formats_document_kind kind = FORMATS_DOCUMENT_HTML;
    document_run(&d, NULL, &kind, in);
    check(d.status == TEXT_OK && text_span_equal((struct text_span){d.out, d.out_size}, out), "%s: %s %.*s", what,
          d.status == TEXT_OK ? "" : d.error.message, (int)d.out_size, d.out ? d.out : "");
    document_free(&d);
}

int main(void)
{
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        document_check(&cases[i], FORMATS_DOCUMENT_HTML, memory);
    }
    check_charset("windows-1252", TEXT_LITERAL("<meta charset=windows-1252><p>\xE9</p>harga"),
                  TEXT_LITERAL("<meta charset=windows-1252><p>\xE9</p>\x80 5 caf\xE9 &#8805; 4"));
    check_charset("UTF-8 with a mark", TEXT_LITERAL("\xEF\xBB\xBF<p>harga"),
                  TEXT_LITERAL("\xEF\xBB\xBF<p>\xE2\x82\xAC 5 caf\xC3\xA9 \xE2\x89\xA5 4"));
    check_charset("UTF-16", TEXT_LITERAL("\xFF\xFE<\0p\0>\0S\0a\0t\0u\0.\0"),
                  TEXT_LITERAL("\xFF\xFE<\0p\0>\0O\0n\0e\0.\0"));
    languages_free();
    return check_report();
}
