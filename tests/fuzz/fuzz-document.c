#define _POSIX_C_SOURCE 200809L
/* Any bytes as an XLIFF or PO document: with nothing known the same bytes come out; with a memory that knows something
 * for most slots, an orderly end or a document that is read again, has the same slots, and in each that was filled in a
 * translation, and in none of a person's another one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SLOTS = 1000 };

struct seen {
    uint64_t sources[SLOTS], targets[SLOTS];
    enum formats_slot_state states[SLOTS];
    enum formats_outcome outcomes[SLOTS];
    size_t count;
    bool known; /* the memory knows something */
    struct formats_suggestion suggestions[2];
};

static uint64_t hash(struct text_span s)
{
    uint64_t h = s.n;
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    }
    return h;
}

static const struct text_language *language(void *context, struct text_span declared, struct text_span text)
{
    (void)context, (void)declared, (void)text;
    return NULL;
}

static enum text_status see(void *context, const struct formats_slot *slot, struct text_error *err)
{
    struct seen *s = context;
    (void)err;
    if (s->count < SLOTS) {
        s->sources[s->count] = hash(slot->source);
        s->targets[s->count] = hash(slot->target);
        s->states[s->count] = slot->state;
        s->count++;
    }
    return TEXT_OK;
}

/* Of most slots something is known: their own text and codes, or others. */
static enum text_status fill(void *context, const struct formats_slot *slot, struct formats_fill *out,
                             struct text_error *err)
{
    static const char markup[] = "<ph x=\"1\"/>q <bpt i=\"1\"/>r<ept i=\"1\"/> &lt;&amp;";
    struct seen *s = context;
    size_t which = slot->number % 5;
    struct text_span other = TEXT_LITERAL("q \xE2\x80\x93 %d <\\\" \n r"), origin = TEXT_LITERAL("a<\"&\n");
    (void)err;
    if (!s->known || which == 4) {
        return TEXT_OK;
    }
    bool own = which < 2;
    struct text_pair own_markup = {slot->source_markup, slot->source_markup};
    s->suggestions[0] = (struct formats_suggestion){
        .text = {slot->source, own ? slot->source : other}, .score = which == 3 ? 80 : 100, .origin = origin};
    if (own) {
        s->suggestions[0].markup = own_markup;
    } else if (which == 2) {
        s->suggestions[0].markup = (struct text_pair){slot->source_markup, {markup, sizeof markup - 1}};
    }
    s->suggestions[1] = (struct formats_suggestion){.text = {other, slot->source}, .score = 50};
    *out = (struct formats_fill){.at = s->suggestions, .count = 2, .final = which != 3};
    return TEXT_OK;
}

static void told(void *context, const struct formats_slot *slot, const struct formats_fill *fills,
                 enum formats_outcome outcome, const char *reason)
{
    struct seen *s = context;
    (void)fills, (void)reason;
    if (slot->number < SLOTS) {
        s->outcomes[slot->number] = outcome;
    }
}

static void expect(bool ok, const char *what, const struct text_error *err)
{
    if (!ok) {
        fprintf(stderr, "%s: %s\n", what, err->message);
        abort();
    }
}

static struct formats_document *open_bytes(const void *bytes, size_t n, struct text_error *err)
{
    char path[] = "/tmp/padan-fuzz-XXXXXX";
    const struct formats_document_opening how = {NULL, NULL};
    struct formats_document *document = NULL;
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) {
        perror(path);
        exit(1);
    }
    formats_document_open(path, &how, &document, err);
    unlink(path);
    return document;
}

static enum text_status write_filled(struct formats_document *d, struct seen *s, char **out, size_t *n,
                                     struct text_error *err)
{
    const struct formats_document_filling filling = {
        .language = language, .fill = fill, .told = told, .context = s, .most = 2};
    FILE *to = open_memstream(out, n);
    enum text_status status = formats_document_fill(d, &filling, to, err);
    fclose(to);
    return status;
}

static void look(struct formats_document *d, const uint8_t *data, size_t size)
{
    static struct seen before, after;
    struct text_error err = {0};
    memset(&before, 0, sizeof before);
    memset(&after, 0, sizeof after);
    char *out = NULL;
    size_t n = 0;
    const struct formats_document_reading reading = {.language = language, .slot = see, .context = &before};
    enum text_status status = formats_document_read(d, &reading, &err);
    expect(status == write_filled(d, &before, &out, &n, &err), "reading and writing end alike", &err);
    expect(status != TEXT_OK || (n == size && (n == 0 || memcmp(out, data, n) == 0)), "the same bytes come out", &err);
    free(out);
    out = NULL;
    before.known = true;
    expect(status == write_filled(d, &before, &out, &n, &err), "filling in ends alike", &err);
    if (status == TEXT_OK) {
        struct formats_document *again = open_bytes(out, n, &err);
        const struct formats_document_reading second = {.language = language, .slot = see, .context = &after};
        expect(again && formats_document_kind_of(again) == formats_document_kind_of(d), "it opens again", &err);
        expect(formats_document_read(again, &second, &err) == TEXT_OK, "it is read again", &err);
        expect(before.count == after.count, "it has as many slots", &err);
        for (size_t i = 0; i < before.count; i++) {
            expect(before.sources[i] == after.sources[i], "the sources are the same", &err);
            expect(before.states[i] != FORMATS_SLOT_HUMAN || before.targets[i] == after.targets[i],
                   "a person's translation is the same", &err);
            expect(before.outcomes[i] != FORMATS_FILLED || after.targets[i] != hash((struct text_span){"", 0}),
                   "what was filled in is there", &err);
        }
        formats_document_free(again);
    }
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_error err;
    struct formats_document *d = open_bytes(data, size, &err);
    if (d && (formats_document_kind_of(d) == FORMATS_DOCUMENT_XLIFF ||
              formats_document_kind_of(d) == FORMATS_DOCUMENT_PO)) {
        look(d, data, size);
    }
    formats_document_free(d);
    return 0;
}
