/* Markdown and HTML in place (tests/fuzz/blocks.h says what has to hold), for documents that are put together at
 * random out of what means something there. The seed is printed; give it as the argument to see a failure again. */
#define _POSIX_C_SOURCE 200809L
#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "tests/unit/language.h"

#include "tests/fuzz/blocks.h"

static const char *const markdown[] = {
    "kata ",
    "Satu kalimat. ",
    "Dua kalimat? ",
    "ab",
    "c",
    " ",
    "\n",
    "\n\n",
    "\n\n",
    "\n> ",
    "> ",
    "- ",
    "\n- ",
    "1. ",
    "\n  ",
    "\n    ",
    "# ",
    "\n## ",
    " #",
    "\n===\n",
    "\n---\n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "~~",
    "[",
    "]",
    "](u)",
    "](<u v> \"t\")",
    "][r]",
    "][]",
    "[r]",
    "[r]: x\n",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<http://x>",
    "&amp;",
    "&#233;",
    "&nope;",
    "\\",
    "\\*",
    "  \n",
    "\\\n",
    "|",
    "| a | b |\n|---|---|\n",
    "\n| c | d |",
    "\t",
    "\r\n",
    "<!-- x -->",
    "<div>\n",
    "[ ] ",
    "- [x] ",
    "* * *\n",
    "+ ",
    "(",
    ")",
    "!",
    "1) ",
    "===",
    "---",
};
static const char *const html[] = {
    "kata ",
    "Satu kalimat. ",
    "Dua kalimat? ",
    "ab",
    "c",
    " ",
    "\n",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i class=x>",
    "</i>",
    "<a href='x'>",
    "</a>",
    "<br>",
    "<img alt=\"satu gambar\">",
    "<img alt=bare title='q'>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<span translate=no>",
    "</span>",
    "<span translate=yes>",
    "<p class=notranslate>",
    "<!-- x",
    "-->",
    "<!-->",
    "&amp;",
    "&lt",
    "&#233;",
    "&nope;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "/",
    "<svg>",
    "</svg>",
    "<svg/>",
    "<![CDATA[",
    "]]>",
    "<?",
    "</",
    "<option>",
    "<input placeholder='isi nama'>",
    "</br>",
    "<plaintext>",
    "<h1>",
    "</h1>",
    "a<b",
};

static void run(enum formats_document_kind kind, const char *const *pieces, size_t count, size_t *filled)
{
    struct text_buffer b = {0};
    uint64_t seed = random_state;
    for (uint32_t n = below(60) + 1; n; n--) {
        text_buffer_add_string(&b, pieces[below(count)]);
    }
    const char *wrong = blocks_check(kind, text_buffer_span(&b), seed, language_of("id"), filled, true);
    check(!wrong, "%s: %s", formats_document_kind_name(kind), wrong ? wrong : "");
    text_buffer_free(&b);
}

int main(int argc, char **argv)
{
    enum { RUNS = 4000 };
    size_t filled[2] = {0, 0};
    random_start(argc, argv);
    languages_load();
    for (int i = 0; i < RUNS && check_failed < 5; i++) {
        run(FORMATS_DOCUMENT_MARKDOWN, markdown, sizeof markdown / sizeof markdown[0], &filled[0]);
        run(FORMATS_DOCUMENT_HTML, html, sizeof html / sizeof html[0], &filled[1]);
    }
    check(filled[0] > RUNS && filled[1] > RUNS, "only %zu and %zu segments were filled", filled[0], filled[1]);
    languages_free();
    return check_report();
}
