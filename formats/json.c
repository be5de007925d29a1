/* See json.h. jansson holds the values; a handle adds the memory of having failed. */
#include "formats/json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "formats/input-private.h"

struct formats_json {
    json_t *value;
    bool failed;
};

static struct formats_json *wrap(json_t *value)
{
    struct formats_json *j = malloc(sizeof *j);
    if (!value || !j) {
        json_decref(value);
        free(j);
        return NULL;
    }
    *j = (struct formats_json){value, false};
    return j;
}

struct formats_json *formats_json_object(void)
{
    return wrap(json_object());
}

struct formats_json *formats_json_array(void)
{
    return wrap(json_array());
}

void formats_json_free(struct formats_json *j)
{
    if (j) {
        json_decref(j->value);
        free(j);
    }
}

/* Takes the value, which is NULL when there was no memory for it. */
static void put(struct formats_json *j, const char *key, json_t *value)
{
    if (!j) {
        json_decref(value);
    } else if (!value || (key ? json_object_set_new(j->value, key, value) : json_array_append_new(j->value, value))) {
        j->failed = true;
    }
}

static json_t *text_value(struct text_span s)
{
    bool cut;
    if (formats_utf8_valid(s, &cut) == s.n) {
        return json_stringn(s.n ? s.p : "", s.n);
    }
    struct text_buffer repaired = {0};
    formats_utf8_repair(s, &repaired);
    json_t *value = repaired.failed ? NULL : json_stringn(repaired.p, repaired.n);
    text_buffer_free(&repaired);
    return value;
}

void formats_json_set_text(struct formats_json *j, const char *key, struct text_span value)
{
    put(j, key, text_value(value));
}

void formats_json_set_integer(struct formats_json *j, const char *key, int64_t value)
{
    put(j, key, json_integer(value));
}

void formats_json_set_real(struct formats_json *j, const char *key, double value)
{
    put(j, key, isfinite(value) ? json_real(value) : json_null());
}

void formats_json_set_bool(struct formats_json *j, const char *key, bool value)
{
    put(j, key, json_boolean(value));
}

void formats_json_set_null(struct formats_json *j, const char *key)
{
    put(j, key, json_null());
}

/* Takes what is inside the handle and lets the handle go. */
static json_t *unwrap(struct formats_json *value)
{
    json_t *inside = value && !value->failed ? json_incref(value->value) : NULL;
    formats_json_free(value);
    return inside;
}

void formats_json_set(struct formats_json *j, const char *key, struct formats_json *value)
{
    put(j, key, unwrap(value));
}

void formats_json_append(struct formats_json *array, struct formats_json *value)
{
    put(array, NULL, unwrap(value));
}

void formats_json_append_integer(struct formats_json *array, int64_t value)
{
    put(array, NULL, json_integer(value));
}

void formats_json_append_text(struct formats_json *array, struct text_span value)
{
    put(array, NULL, text_value(value));
}

enum text_status formats_json_write(const struct formats_json *j, FILE *to, struct text_error *err)
{
    char *line = j && !j->failed ? json_dumps(j->value, JSON_COMPACT | JSON_REAL_PRECISION(6)) : NULL;
    if (!line) {
        return text_fail(err, TEXT_NOMEM, "out of memory for a JSON object");
    }
    fputs(line, to);
    putc('\n', to);
    free(line);
    return TEXT_OK;
}
