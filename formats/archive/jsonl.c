/* JSON lines -> records: an object a line, RFC 8259 and jsonlines.org. A line that is no use is one fault; reading goes
 * on behind it. Numbers are taken as their digits, a list of texts as its paragraphs. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "formats/archive/record-private.h"

enum field { ID, URL, TITLE, DATE, LANG, TEXT, HTML };

static const char *const names[FORMATS_JSON_FIELDS] = {"id", "url", "title", "date", "lang", "text", "html"};

void formats_fields_default(struct formats_fields *fields)
{
    memcpy(fields->at, names, sizeof names);
}

static int field_named(struct text_span name)
{
    for (int i = 0; i < FORMATS_JSON_FIELDS; i++) {
        if (text_span_equal(name, text_span_of(names[i]))) {
            return i;
        }
    }
    return -1;
}

enum text_status formats_fields_parse(const char *list, struct text_arena *arena, struct formats_fields *fields,
                                      struct text_error *err)
{
    struct formats_fields f = *fields;
    struct text_span rest = text_span_of(list), theirs, ours;
    while (text_span_cut(&rest, ',', &theirs)) {
        bool paired = memchr(theirs.p, '=', theirs.n) && text_span_cut(&theirs, '=', &ours);
        int which = paired ? field_named(text_span_trim(ours)) : -1;
        theirs = text_span_trim(theirs);
        if (which < 0 || theirs.n == 0) {
            return text_fail(
                err, TEXT_MISUSE,
                "\"%s\" is no list of fields; \"id=guid,text=body\" is one, and our names are id, url, title, "
                "date, lang, text and html",
                list);
        }
        f.at[which] = text_arena_copy(arena, theirs).p;
        if (!f.at[which]) {
            return text_fail_memory(err, "names of fields");
        }
    }
    *fields = f;
    return TEXT_OK;
}

/* "a.b" is b in a, unless there is a field of that whole name. */
static const json_t *get(const json_t *object, const char *path)
{
    const json_t *whole = json_object_get(object, path);
    const char *dot = strchr(path, '.');
    if (whole || !dot) {
        return whole;
    }
    char head[200];
    size_t n = (size_t)(dot - path);
    if (n >= sizeof head) {
        return NULL;
    }
    memcpy(head, path, n);
    head[n] = '\0';
    return get(json_object_get(object, head), dot + 1);
}

/* False when the value is of no use as a text. */
static bool add_value(const json_t *value, struct text_buffer *to)
{
    if (json_is_string(value)) {
        text_buffer_add(to, (struct text_span){json_string_value(value), json_string_length(value)});
    } else if (json_is_integer(value)) {
        text_buffer_add_format(to, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    } else if (json_is_real(value)) {
        text_buffer_add_format(to, "%.3f", json_real_value(value));
    } else {
        return false;
    }
    return true;
}

static void add_body(const json_t *value, struct text_buffer *to)
{
    if (!json_is_array(value)) {
        add_value(value, to);
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (to->n) {
            text_buffer_add_string(to, "\n\n");
        }
        add_value(json_array_get(value, i), to);
    }
}

static bool is_blank(const struct text_buffer *b)
{
    return text_span_trim(text_buffer_span(b)).n == 0;
}

/* What names the entry, instead of the line's number. */
static enum formats_found take_id(const json_t *value, struct formats_record *r)
{
    struct text_buffer id = {0};
    if (add_value(value, &id) && !is_blank(&id)) {
        text_buffer_clear(&r->name);
        text_buffer_add(&r->name, text_buffer_span(&id));
    }
    bool failed = id.failed || r->name.failed;
    text_buffer_free(&id);
    return failed ? FORMATS_STARVED : FORMATS_FOUND_ENTRY;
}

static enum formats_found take(const json_t *object, const struct formats_fields *fields, size_t limit,
                               struct formats_record *r)
{
    const json_t *text = get(object, fields->at[TEXT]), *html = get(object, fields->at[HTML]);
    add_value(get(object, fields->at[URL]), &r->url);
    add_value(get(object, fields->at[TITLE]), &r->title);
    add_value(get(object, fields->at[DATE]), &r->date);
    add_value(get(object, fields->at[LANG]), &r->language);
    add_body(text, &r->bytes);
    r->told = FORMATS_TOLD_PLAIN;
    if (is_blank(&r->bytes)) {
        r->told = FORMATS_TOLD_HTML;
        text_buffer_clear(&r->bytes);
        add_body(html, &r->bytes);
    }
    strcpy(r->charset, "UTF-8");
    if (r->bytes.failed || r->url.failed || r->title.failed || r->date.failed || r->language.failed || r->name.failed) {
        return FORMATS_STARVED;
    }
    if (!is_blank(&r->bytes)) {
        return r->bytes.n > limit ? formats_record_large(r, limit) : take_id(get(object, fields->at[ID]), r);
    }
    if (text || html) {
        return formats_record_fault(r, FORMATS_FAULT_EMPTY, "its text is empty");
    }
    return formats_record_fault(r, FORMATS_FAULT_MALFORMED, "has neither a field \"%s\" nor \"%s\"", fields->at[TEXT],
                                fields->at[HTML]);
}

static enum formats_found read_line(struct text_span line, const struct formats_fields *fields, size_t limit,
                                    struct formats_record *r)
{
    json_error_t why;
    json_t *object = json_loadb(line.p, line.n, 0, &why);
    if (!object && json_error_code(&why) == json_error_out_of_memory) {
        return FORMATS_STARVED;
    }
    enum formats_found found;
    if (!object) {
        found = formats_record_fault(r, FORMATS_FAULT_MALFORMED, "is no JSON, at byte %d: %s", why.position, why.text);
    } else if (!json_is_object(object)) {
        found = formats_record_fault(r, FORMATS_FAULT_MALFORMED, "is no JSON object");
    } else {
        found = take(object, fields, limit, r);
    }
    json_decref(object);
    return found;
}

enum formats_found formats_jsonl_next(struct formats_feed *feed, uint64_t *number, const struct formats_fields *fields,
                                      size_t limit, struct formats_record *r)
{
    struct text_span line;
    struct text_error err;
    for (;;) {
        bool cut;
        enum text_status status = formats_feed_line(feed, limit, &line, &cut, &err);
        if (status == TEXT_EMPTY) {
            return FORMATS_FOUND_END;
        }
        ++*number;
        text_buffer_clear(&r->name);
        text_buffer_add_format(&r->name, "line %" PRIu64, *number);
        if (status != TEXT_OK) {
            return formats_record_failed(r, status, &err);
        }
        if (*number == 1 && text_span_starts(line, TEXT_LITERAL("\xEF\xBB\xBF"))) {
            line = (struct text_span){line.p + 3, line.n - 3};
        }
        if (cut) {
            return formats_record_large(r, limit);
        }
        if (text_span_trim(line).n) {
            return read_line(line, fields, limit, r);
        }
    }
}
