/* What the files behind formats/unit.h share: one reader and one writer a kind of file. */
#ifndef FORMATS_UNIT_PRIVATE_H
#define FORMATS_UNIT_PRIVATE_H

#include "formats/input-private.h"
#include "formats/unit.h"

/* Both count in the report from the beginning, whatever the status. */
enum text_status formats_tmx_read(struct formats_input *, const struct formats_reading *, struct formats_report *out,
                                  struct text_error *err);
enum text_status formats_tsv_read(struct formats_input *, const struct formats_reading *, struct formats_report *out,
                                  struct text_error *err);

enum text_status formats_csv_read(struct formats_input *, const struct formats_reading *, struct formats_report *out,
                                  struct text_error *err);
enum text_status formats_po_read(struct formats_input *, const struct formats_reading *, struct formats_report *out,
                                 struct text_error *err);
enum text_status formats_xliff_read(struct formats_input *, const struct formats_reading *, struct formats_report *out,
                                    struct text_error *err);

/* Two columns of a line as a unit in the languages of the reading. */
enum text_status formats_columns_deliver(const struct formats_reading *, struct formats_report *, const char *name,
                                         size_t line, const struct text_pair *raw, struct text_arena *,
                                         struct text_error *err);

/* Writers only fill a buffer; formats/unit.c brings it to the stream. */
void formats_tmx_write_head(struct text_buffer *, struct text_span source_language, const char *tool_version);
void formats_tmx_write_unit(struct text_buffer *, struct text_span header_language, const struct formats_unit *);
void formats_tmx_write_tail(struct text_buffer *);
void formats_tsv_write_unit(struct text_buffer *, const struct formats_unit *);
void formats_csv_write_unit(struct text_buffer *, const struct formats_unit *);

/* One text of a unit, made clean (text/decode.h) and trimmed; TEXT_INVALID says why, without file and line. */
enum text_status formats_unit_text(struct text_span raw, struct text_arena *, struct text_span *out,
                                   struct text_error *err);

/* A unit cannot be used: counts and warns, or, when the reading is strict, fails with the same. */
enum text_status formats_skip(const struct formats_reading *, struct formats_report *, const char *name, size_t line,
                              struct text_error *err, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Calls back with "FILE, line N: REASON" and a full stop at the end. */
void formats_warn(const struct formats_reading *, const char *name, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
