/* Writing values: an example is read, and its parts are replaced one by one; what stands between them is kept. The
 * usual forms are such examples too, from values.tsv, so that each language writes as its data says.
 */
#ifndef TEXT_PLACEABLE_WRITE_PRIVATE_H
#define TEXT_PLACEABLE_WRITE_PRIVATE_H

#include "text/placeable/placeable-private.h"

struct text_writer {
    const struct text_language *language;
    const struct text_value *value;
    struct text_span like;
    struct text_reading form; /* of `like` */
    struct text_buffer *out;
};

struct text_span text_writer_part(const struct text_writer *, size_t i);
/* The number of the first such part, or form.part_count. */
size_t text_writer_find(const struct text_writer *, enum text_part);
bool text_writer_has(const struct text_writer *, enum text_part);

/* Each writes what stands for part i of the example; false when that is not certain. */
bool text_write_amount_part(struct text_writer *, size_t i);
bool text_write_date_part(struct text_writer *, size_t i);
bool text_write_time_part(struct text_writer *, size_t i);

/* A name of the data, which is in lower case, in the case of `like`. */
void text_write_cased(struct text_writer *, struct text_span name, struct text_span like);
/* The letters behind the digits of an ordinal: by the last two digits, the last, or for all others. */
bool text_write_ordinal(struct text_writer *, int32_t number);

#endif
