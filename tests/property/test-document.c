/* Random documents of each kind: when nothing is known the bytes that were read come out; when something is, each block
 * of which no slot was touched is the same bytes, and so is all that stands between blocks; filled in twice, the second
 * time changes nothing; and a document in UTF-16 becomes the same as one in UTF-8. */
#define _POSIX_C_SOURCE 200809L
#include <iconv.h>
#include <unistd.h>

#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "tests/unit/language.h"

#include "formats/formats.h"

enum { ROUNDS = 400, BLOCKS = 12, SLOTS = 100 };

static const struct kind {
    enum formats_document_kind kind;
    const char *head, *tail, *mark; /* the mark stands before each block */
    const char *blocks[9];
} kinds[] = {
    {FORMATS_DOCUMENT_TEXT,
     "",
     "\n",
     "\n@@%zu\r\n",
     {"Satu. Dua tiga.", "  Satu.\t\tDua tiga.  ", "Dua tiga?", "\n\n", "Kata\xC2\xAD caf\xC3\xA9. Satu.",
      "- Dua tiga.", NULL}},
    {FORMATS_DOCUMENT_PO,
     "msgid \"\"\nmsgstr \"Language: en\\n\"\n",
     "",
     "\n#~ msgid \"%zu\"\n#~ msgstr \"x\"\n\n",
     {"msgid \"Satu.\"\nmsgstr \"\"\n",
      "# c\n#, c-format\nmsgid \"Dua %d\"\nmsgid_plural \"Dua %d tiga\"\nmsgstr[0] "
      "\"\"\nmsgstr[1] \"\"\n",
      "#| msgid \"x\"\nmsgctxt \"c\"\nmsgid \"Satu.\\n\"\nmsgstr \"\"\r\n", "msgid \"Satu.\"\nmsgstr \"One.\"\n",
      "#,  fuzzy\nmsgid \"\"\n\"Dua \"\n  \"tiga\"\nmsgstr   \"\"\n\"\"", "msgid \"broken\nmsgstr \"\"\n",
      "#, fuzzy\nmsgid \"Dua tiga\"\nmsgstr \"Two\"", NULL}},
    {FORMATS_DOCUMENT_XLIFF,
     "<xliff version=\"1.2\"><file source-language='id' ><body>",
     "</body></file></xliff>\n<!-- -->",
     "\n<!--#%zu-->\n",
     {"<trans-unit id=\"1\">\n <source>Satu.</source>\n</trans-unit>",
      "<trans-unit id=\"1\" ><source>Satu.</source><target state='new' a=\"b\" /><note/></trans-unit>",
      "<group translate=\"no\"><trans-unit id=\"1\"><source>Satu.</source></trans-unit></group>",
      "<trans-unit id=\"1\"><source><![CDATA[Dua]]> <g id=\"1\">tiga</g></source><target>Two</target></trans-unit>",
      "<trans-unit id=\"1\"><source> Dua <g id='&#49;'>tiga</g>\r\n</source><alt-trans><target>x</target></alt-trans>"
      "</trans-unit>",
      "<trans-unit id=\"1\"><source>Satu. Dua</source><seg-source><mrk mtype=\"seg\" mid=\"1\">Satu.</mrk> <mrk "
      "mtype=\"seg\" mid=\"2\">Dua<x id=\"1\"/></mrk></seg-source></trans-unit>",
      "<?pi <source> ?><trans-unit id='1'><source>Satu.<ph id=\"1\">&lt;</ph></source><target/></trans-unit>", NULL}},
    {FORMATS_DOCUMENT_XLIFF,
     "<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"id\"><x:file id=\"f\">",
     "</x:file></x:xliff>",
     "\n<!--#%zu-->\n",
     {"<x:unit id=\"1\">\n <x:segment>\n  <x:source>Satu.</x:source>\n </x:segment>\n</x:unit>",
      "<x:unit id=\"1\"><x:segment id='s4' state='initial'><x:source>Dua <x:pc "
      "id=\"1\">tiga</x:pc></x:source><x:target "
      "/></x:segment><x:ignorable><x:source> </x:source></x:ignorable></x:unit>",
      "<x:unit id=\"1\" translate=\"no\"><x:segment><x:source>Satu.</x:source></x:segment></x:unit>",
      "<x:unit id=\"1\"><x:segment><x:source>Satu.</x:source><x:target>One.</x:target></x:segment></x:unit>", NULL}},
};

struct run {
    bool known;
    size_t lines[SLOTS];
    bool touched[SLOTS];
    size_t count;
    uint32_t dice; /* what is known of which text */
    struct formats_suggestion suggestion;
};

static const struct text_language *language(void *context, struct text_span declared, struct text_span text)
{
    (void)context, (void)declared, (void)text;
    return language_of("id");
}

static enum text_status fill(void *context, const struct formats_slot *s, struct formats_fill *out,
                             struct text_error *err)
{
    static const char *const targets[] = {"One two.", "A < b & \"c\" \\", "Caf\xC3\xA9 \xE2\x80\x93", "%d two"};
    struct run *r = context;
    size_t h = s->source.n + (s->number % 3) + r->dice % 7;
    (void)err;
    if (r->known && h % 3 && s->source.p[0] != '@') {
        bool codes = s->source_markup.n && h % 2;
        r->suggestion = (struct formats_suggestion){
            .text = {s->source, codes ? s->source : text_span_of(targets[h % 4])}, .score = h % 5 ? 100 : 77};
        if (codes) {
            r->suggestion.markup = (struct text_pair){s->source_markup, s->source_markup};
        }
        *out = (struct formats_fill){.at = &r->suggestion, .count = 1, .final = h % 5 != 0};
    }
    return TEXT_OK;
}

static void told(void *context, const struct formats_slot *s, const struct formats_fill *f,
                 enum formats_outcome outcome, const char *reason)
{
    struct run *r = context;
    (void)f, (void)reason;
    if (r->count < SLOTS) {
        r->lines[r->count] = s->line;
        r->touched[r->count++] = outcome == FORMATS_FILLED || outcome == FORMATS_OFFERED;
    }
}

/* Writes the document again; *out is to be freed. */
static void translate(enum formats_document_kind kind, struct text_span in, struct run *r, struct text_span *out)
{
    char path[] = "/tmp/padan-test-XXXXXX", *p = NULL;
    const struct formats_document_opening how = {NULL, &kind};
    const struct formats_document_filling filling = {.language = language, .fill = fill, .told = told, .context = r};
    struct formats_document *d = NULL;
    struct text_error err = {0};
    FILE *f = fdopen(mkstemp(path), "wb");
    size_t n = 0;
    fwrite(in.p, 1, in.n, f);
    fclose(f);
    FILE *to = open_memstream(&p, &n);
    bool ok = formats_document_open(path, &how, &d, &err) == TEXT_OK &&
              formats_document_fill(d, &filling, to, &err) == TEXT_OK;
    fclose(to);
    check(ok, "a document is not taken: %s\n%.*s", err.message, TEXT_PRINT(in));
    formats_document_free(d);
    unlink(path);
    *out = (struct text_span){p, n};
}

static void to_utf16(struct text_span in, struct text_buffer *out)
{
    iconv_t cd = iconv_open("UTF-16LE", "UTF-8");
    char *from = (char *)in.p, *to = text_buffer_reserve(out, 2 * in.n + 2);
    size_t left = in.n, room = 2 * in.n;
    memcpy(to, "\xFF\xFE", 2);
    to += 2;
    iconv(cd, &from, &left, &to, &room);
    out->n = (size_t)(to - out->p);
    iconv_close(cd);
}

/* The line in which each block begins, and the document. */
static void build(const struct kind *k, struct text_buffer *to, const char *blocks[BLOCKS], size_t lines[BLOCKS + 1])
{
    size_t choices = 0;
    while (k->blocks[choices]) {
        choices++;
    }
    text_buffer_add_string(to, k->head);
    for (size_t i = 0; i <= BLOCKS; i++) {
        char mark[64];
        snprintf(mark, sizeof mark, k->mark, i);
        text_buffer_add_string(to, mark);
        lines[i] = 1;
        for (size_t c = 0; c < to->n; c++) {
            lines[i] += to->p[c] == '\n';
        }
        if (i < BLOCKS) {
            blocks[i] = k->blocks[below(choices)];
            text_buffer_add_string(to, blocks[i]);
        }
    }
    text_buffer_add_string(to, k->tail);
}

/* Untouched blocks between their marks, in the output. */
static void check_blocks(const struct kind *k, struct text_span out, const char *const blocks[BLOCKS],
                         const size_t lines[BLOCKS + 1], const struct run *r)
{
    const char *at = out.p;
    for (size_t i = 0; i <= BLOCKS && at; i++) {
        char mark[64];
        bool touched = false;
        snprintf(mark, sizeof mark, k->mark, i);
        const char *next = strstr(at, mark);
        check(next != NULL, "mark %zu is gone from\n%s", i, out.p);
        for (size_t s = 0; s < r->count && i; s++) {
            touched = touched || (r->touched[s] && r->lines[s] >= lines[i - 1] && r->lines[s] < lines[i]);
        }
        if (i && next && !touched) {
            check(strlen(blocks[i - 1]) == (size_t)(next - at) && memcmp(blocks[i - 1], at, (size_t)(next - at)) == 0,
                  "block %zu changed in\n%s", i - 1, out.p);
        }
        at = next ? next + strlen(mark) : NULL;
    }
    check(at && strcmp(at, k->tail) == 0, "the end changed in\n%s", out.p);
}

static void round_of(const struct kind *k)
{
    struct text_buffer in = {0}, wide_in = {0}, wide_out = {0};
    const char *blocks[BLOCKS];
    size_t lines[BLOCKS + 1];
    struct text_span out, again, wide;
    struct run nothing = {0}, first = {.known = true, .dice = below(1000)}, second = first, third = first;
    build(k, &in, blocks, lines);
    translate(k->kind, text_buffer_span(&in), &nothing, &out);
    check(text_span_equal(out, text_buffer_span(&in)), "nothing is known, and out comes\n%.*s", TEXT_PRINT(out));
    free((char *)out.p);
    translate(k->kind, text_buffer_span(&in), &first, &out);
    check_blocks(k, out, blocks, lines, &first);
    if (k->kind != FORMATS_DOCUMENT_TEXT) { /* in which translations are segments themselves */
        translate(k->kind, out, &second, &again);
        check(text_span_equal(out, again), "a second time changes\n%.*s\nto\n%.*s", TEXT_PRINT(out), TEXT_PRINT(again));
        free((char *)again.p);
    }
    if (k->kind != FORMATS_DOCUMENT_PO) { /* which has to say its charset */
        to_utf16(text_buffer_span(&in), &wide_in);
        to_utf16(out, &wide_out);
        translate(k->kind, text_buffer_span(&wide_in), &third, &wide);
        check(text_span_equal(wide, text_buffer_span(&wide_out)), "in UTF-16 something else comes out");
        free((char *)wide.p);
    }
    free((char *)out.p);
    text_buffer_free(&in);
    text_buffer_free(&wide_in);
    text_buffer_free(&wide_out);
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    languages_load();
    for (size_t i = 0; i < ROUNDS && check_failed < 5; i++) {
        round_of(&PICK(kinds));
    }
    languages_free();
    return check_report();
}
