/* Markdown in place: what is a slot, and what is written for a translation. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/check.h"
#include "tests/unit/exchange.h"
#include "tests/unit/language.h"
#include "tests/unit/document.h"

#define S(line, source) line " " source "|=empty|from id"

static const struct document_entry memory[] = {
    {"Satu.", "One.", NULL, NULL, 0, NULL},
    {"Dua kata.", "Two words.", NULL, NULL, 0, NULL},
    {"tajuk", "heading", NULL, NULL, 0, NULL},
    {"bintang", "a*b_c [d] <e> f_g * h `i` \\* &amp;", NULL, NULL, 0, NULL},
    {"catatan", "a [note][^1] and[^two] ^] [^ x]", NULL, NULL, 0, NULL},
    {"angka", "1. first", NULL, NULL, 0, NULL},
    {"pagar", "# no heading", NULL, NULL, 0, NULL},
    {"garis", "- no item", NULL, NULL, 0, NULL},
    {"suhu", "-5 degrees", NULL, NULL, 0, NULL},
    {"palang", "either | or", NULL, NULL, 0, NULL},
    {"akhir #", "end #", NULL, NULL, 0, NULL},
    {"dua baris", "two\nlines", NULL, NULL, 0, NULL},
    {"Kata tebal di sini.", "Here are bold words.",
     "Kata <bpt i=\"1\" x=\"1\">**</bpt>tebal<ept i=\"1\">**</ept> di sini.",
     "Here are <bpt i=\"1\" x=\"1\">**</bpt>bold<ept i=\"1\">**</ept> words.", 0, NULL},
    {"Lihat panduan ini.", "See this guide.", "Lihat <bpt i=\"1\" x=\"1\">[</bpt>panduan<ept i=\"1\">]</ept> ini.",
     "See this <bpt i=\"1\" x=\"1\">[</bpt>guide<ept i=\"1\">]</ept>.", 0, NULL},
    {"Tekan  atau  saja.", "Just press  or .", "Tekan <ph x=\"1\">a</ph> atau <ph x=\"2\">b</ph> saja.",
     "Just press <ph x=\"2\">b</ph> or <ph x=\"1\">a</ph>.", 0, NULL},
    {"Satu kode  saja.", "No code.", NULL, NULL, 0, NULL},
    {"tem pel", "glued", "<bpt i=\"1\" x=\"1\">_</bpt>tem<ept i=\"1\">_</ept> pel",
     "gl<bpt i=\"1\" x=\"1\">_</bpt>ue<ept i=\"1\">_</ept>d", 0, NULL},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

static const struct document_case cases[] = {
    {"sentences", "Satu. Dua kata.  Tiga.\n",
     S("1", "Satu.") "|after Dua kata.\n" S("1", "Dua kata.") "|before Satu.|after Tiga.\n" S(
         "1", "Tiga.") "|before Dua kata.\n",
     "One. Two words.  Tiga.\n", "Satu.: filled\nDua kata.: filled\nTiga.: left\n"},
    {"a paragraph over lines, in a quote", "> Kata **tebal**\n> di sini.\n> Tiga.\n", NULL,
     "> Here are **bold** words.\n> Tiga.\n", NULL},
    {"lines of its own stay", "- Dua\n  kata.\n  Satu.\n\n  Satu.\r\n", NULL, "- Two words.\n  One.\n\n  One.\r\n",
     NULL},
    {"headings", "# tajuk #\n\ntajuk\n===\n\n## tajuk\n", NULL, "# heading #\n\nheading\n===\n\n## heading\n", NULL},
    {"cells", "| tajuk | palang |\n|---|:-:|\n| palang | `tajuk` |\n", NULL,
     "| heading | either \\| or |\n|---|:-:|\n| either \\| or | `tajuk` |\n", NULL},
    {"what is left",
     "---\ntajuk: tajuk\n---\n\n    tajuk\n\n```\ntajuk\n```\n\n<div>\ntajuk\n</div>\n\n[tajuk]: tajuk \"tajuk\"\n", "",
     NULL, ""},
    {"marks in a text", "bintang\n", NULL, "a\\*b_c \\[d\\] \\<e> f_g * h \\`i\\` \\\\\\* \\&amp;\n", NULL},
    {"marks of footnotes", "catatan\n", NULL, "a \\[note\\][^1] and[^two] ^\\] \\[^ x\\]\n", NULL},
    {"beginnings of lines", "angka\n\n# angka\n\npagar\n\n* garis\n\nsuhu\n\nTiga. angka\n", NULL,
     "1\\. first\n\n# 1. first\n\n\\# no heading\n\n* \\- no item\n\n-5 degrees\n\nTiga. 1. first\n", NULL},
    {"ends of headings", "# akhir \\#\n", NULL, "# end \\#\n", NULL},
    {"one line", "dua baris\n", NULL, "two lines\n", NULL},
    {"a link known by its text", "Lihat [panduan] ini.\n\n[panduan]: http://a.example/\n", NULL,
     "See this [guide][panduan].\n\n[panduan]: http://a.example/\n", NULL},
    {"codes in another order", "Tekan `Esc` atau `F1` saja.\n", NULL, "Just press `F1` or `Esc`.\n", NULL},
    {"a code that the translation has not", "Satu kode `x` saja.\n", NULL, "Satu kode `x` saja.\n",
     "Satu kode  saja.: refused, its codes are not those of the segment\n"},
    {"a mark that is none inside of a word", "_tem_ pel\n", NULL, "_tem_ pel\n",
     "tem pel: refused, in its place it would read otherwise\n"},
    {"one that does harm among others", "Satu. Dua kata.\n_tem_ pel\n", NULL, "One. Two words.\n_tem_ pel\n", NULL},
    {"around the whole", "**Satu.** ***Dua kata.*** [Satu.](u)\n", NULL, "**One.** ***Two words.*** [One.](u)\n", NULL},
    {"references", "Satu&#46; &copy; Satu.\n", NULL, "One. &copy; Satu.\n", NULL},
    {"an alt and a task", "![Satu.](u.png)\n\n- [ ] Dua kata.\n", NULL, "![One.](u.png)\n\n- [ ] Two words.\n", NULL},
};

int main(void)
{
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        document_check(&cases[i], FORMATS_DOCUMENT_MARKDOWN, memory);
    }
    languages_free();
    return check_report();
}
