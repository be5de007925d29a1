/* JSON for programs: values are built, then written as one object a line. Never fails midway: an object that ran out of
 * memory remembers it and formats_json_write says so.
 *
 * Ownership: a value put into another belongs to it. What was not put anywhere is freed by formats_json_free.
 */
#ifndef FORMATS_JSON_H
#define FORMATS_JSON_H

#include <stdio.h>

#include "text/text.h"

struct formats_json;

struct formats_json *formats_json_object(void); /* NULL when out of memory; every call below takes NULL in silence */
struct formats_json *formats_json_array(void);
void formats_json_free(struct formats_json *);

/* Keys keep the order in which they were set. What is not valid UTF-8 in a text (a file name may hold
 * anything) becomes U+FFFD. */
void formats_json_set_text(struct formats_json *, const char *key, struct text_span value);
void formats_json_set_integer(struct formats_json *, const char *key, int64_t value);
void formats_json_set_real(struct formats_json *, const char *key,
                           double value); /* six significant digits; not a number: null */
void formats_json_set_bool(struct formats_json *, const char *key, bool value);
void formats_json_set_null(struct formats_json *, const char *key);
void formats_json_set(struct formats_json *, const char *key, struct formats_json *value);
void formats_json_append(struct formats_json *array, struct formats_json *value);
void formats_json_append_integer(struct formats_json *array, int64_t value);
void formats_json_append_text(struct formats_json *array, struct text_span value);

/* One line. Out of memory (here or before) is TEXT_NOMEM. A failed write shows on the stream. */
enum text_status formats_json_write(const struct formats_json *, FILE *to, struct text_error *err);

#endif
