/* See inline-private.h. Cost: linear; no markup is written before the first element comes. */
#include "formats/xml/inline-private.h"

#include <stdio.h>
#include <string.h>

#include "formats/xml/xml-write-private.h"

enum element { SEG, BPT, EPT, PH, IT, UT, HI, SUB, ELEMENTS };

/* What an element may have, and what it is asked for. */
static const struct {
    const char *name;
    const char *attributes[4];
    const char *required;
} elements[ELEMENTS] = {
    [SEG] = {"seg", {NULL}, NULL},
    [BPT] = {"bpt", {"i", "x", "type"}, "i"},
    [EPT] = {"ept", {"i"}, "i"},
    [PH] = {"ph", {"x", "assoc", "type"}, NULL},
    [IT] = {"it", {"pos", "x", "type"}, "pos"},
    [UT] = {"ut", {"x"}, NULL},
    [HI] = {"hi", {"x", "type"}, NULL},
    [SUB] = {"sub", {"datatype", "type"}, NULL},
};

static bool is_code(enum element e)
{
    return e == BPT || e == EPT || e == PH || e == IT || e == UT;
}

/* SEG when there is no such element. */
static enum element element_of(const char *name)
{
    enum element e = SUB;
    while (e > SEG && strcmp(elements[e].name, name) != 0) {
        e--;
    }
    return e;
}

static bool may_stand_in(enum element e, enum element parent)
{
    return e != SEG && (is_code(parent) ? e == SUB : e != SUB);
}

static enum element parent_of(const struct formats_inline *in)
{
    return in->depth ? (enum element)in->open[in->depth - 1].element : SEG;
}

void formats_inline_clear(struct formats_inline *in)
{
    text_buffer_clear(&in->text);
    text_buffer_clear(&in->markup);
    in->count = in->foreign = in->depth = in->codes = in->numbers = in->waiting_count = 0;
    in->tag_open = false;
}

void formats_inline_free(struct formats_inline *in)
{
    text_buffer_free(&in->text);
    text_buffer_free(&in->markup);
}

static void end_tag(struct formats_inline *in)
{
    if (in->tag_open) {
        text_buffer_add_char(&in->markup, '>');
        in->tag_open = false;
    }
}

static bool has(enum element e, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < 4 && elements[e].attributes[i] && !found; i++) {
        found = strcmp(elements[e].attributes[i], name) == 0;
    }
    return found;
}

/* What stands for a missing or unusable value of the required attribute. */
static void add_required(struct formats_inline *in, enum element e)
{
    size_t number = 1;
    if (e == IT) {
        formats_xml_add_attribute(&in->markup, "pos", TEXT_LITERAL("begin"));
        return;
    }
    if (e == BPT) {
        number = ++in->numbers;
        if (in->waiting_count < FORMATS_INLINE_DEEPEST) {
            in->waiting[in->waiting_count++] = number;
        }
    } else {
        number = in->waiting_count ? in->waiting[--in->waiting_count] : ++in->numbers;
    }
    text_buffer_add_format(&in->markup, " i=\"%zu\"", number);
}

static bool is_usable(const char *name, struct text_span value)
{
    return strcmp(name, "pos") != 0 || text_span_equal(value, TEXT_LITERAL("begin")) ||
           text_span_equal(value, TEXT_LITERAL("end"));
}

static void write_tag(struct formats_inline *in, enum element e, const struct formats_attribute *attributes,
                      size_t count)
{
    bool complete = !elements[e].required;
    for (size_t i = 0; i < count && !complete; i++) {
        complete = strcmp(attributes[i].name, elements[e].required) == 0 && attributes[i].value.n &&
                   is_usable(attributes[i].name, attributes[i].value);
    }
    text_buffer_add_char(&in->markup, '<');
    text_buffer_add_string(&in->markup, elements[e].name);
    if (!complete) {
        add_required(in, e);
    }
    for (size_t i = 0; i < count; i++) {
        bool replaced = !complete && strcmp(attributes[i].name, elements[e].required) == 0;
        if (has(e, attributes[i].name) && !replaced) {
            formats_xml_add_attribute(&in->markup, attributes[i].name, attributes[i].value);
        }
    }
}

bool formats_inline_open(struct formats_inline *in, const char *name, const struct formats_attribute *attributes,
                         size_t count)
{
    enum element e = element_of(name), parent = parent_of(in);
    bool passed = !may_stand_in(e, parent);
    if (in->depth == FORMATS_INLINE_DEEPEST) {
        return false;
    }
    in->open[in->depth].element = (unsigned char)(passed ? parent : e);
    in->open[in->depth++].passed = passed;
    if (passed) {
        in->foreign++;
        return true;
    }
    if (in->count++ == 0) {
        formats_xml_add_text(&in->markup, text_buffer_span(&in->text), false);
    }
    end_tag(in);
    write_tag(in, e, attributes, count);
    in->tag_open = true;
    in->codes += is_code(e);
    return true;
}

void formats_inline_close(struct formats_inline *in)
{
    if (in->depth == 0 || in->open[--in->depth].passed) {
        return;
    }
    enum element e = (enum element)in->open[in->depth].element;
    in->codes -= is_code(e);
    if (in->tag_open) {
        text_buffer_add_string(&in->markup, "/>");
        in->tag_open = false;
        return;
    }
    text_buffer_add_string(&in->markup, "</");
    text_buffer_add_string(&in->markup, elements[e].name);
    text_buffer_add_char(&in->markup, '>');
}

void formats_inline_text(struct formats_inline *in, struct text_span text)
{
    if (text.n == 0) {
        return;
    }
    if (in->codes == 0) {
        text_buffer_add(&in->text, text);
    }
    if (in->count) {
        end_tag(in);
        formats_xml_add_text(&in->markup, text, false);
    }
}

bool formats_inline_code(struct formats_inline *in, const char *name, const struct formats_attribute *attributes,
                         size_t count, struct text_span code)
{
    if (!formats_inline_open(in, name, attributes, count)) {
        return false;
    }
    formats_inline_text(in, code);
    formats_inline_close(in);
    return true;
}

struct text_span formats_inline_markup(const struct formats_inline *in)
{
    return in->count ? text_buffer_span(&in->markup) : (struct text_span){0};
}
