/* What the readers of archives hand to formats/archive/archive.c: an entry, or why there is none. */
#ifndef FORMATS_ARCHIVE_RECORD_PRIVATE_H
#define FORMATS_ARCHIVE_RECORD_PRIVATE_H

#include <stdint.h>

#include "formats/archive.h"
#include "formats/archive/feed-private.h"

enum formats_found {
    FORMATS_FOUND_ENTRY,
    FORMATS_FOUND_NOTHING, /* what was there is passed over */
    FORMATS_FOUND_END,
    FORMATS_FOUND_FAULT,
    FORMATS_STARVED /* out of memory */
};

/* What the archive says the bytes are. */
enum formats_told { FORMATS_UNTOLD, FORMATS_TOLD_PLAIN, FORMATS_TOLD_HTML };

struct formats_record {
    struct text_buffer name, bytes, url, title, date, language;
    char charset[40]; /* "" when it is not told */
    enum formats_told told;
    enum formats_fault_kind fault;
    struct text_buffer reason; /* with FORMATS_FOUND_FAULT */
};

void formats_record_clear(struct formats_record *); /* large buffers are given back */
void formats_record_free(struct formats_record *);
/* Sets the fault and returns FORMATS_FOUND_FAULT. */
enum formats_found formats_record_fault(struct formats_record *, enum formats_fault_kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
enum formats_found formats_record_large(struct formats_record *, size_t limit);
/* What a failed read of a stream is: FORMATS_STARVED, or damage with the error's message as the reason. */
enum formats_found formats_record_failed(struct formats_record *, enum text_status, const struct text_error *);

enum { FORMATS_JSON_FIELDS = 7 };

/* The names that fields have in .jsonl; each a path whose parts are divided by full stops. */
struct formats_fields {
    const char *at[FORMATS_JSON_FIELDS]; /* id, url, title, date, lang, text, html */
};
void formats_fields_default(struct formats_fields *);
/* "id=guid,text=body". The names are kept in the arena. On failure *fields is as it was. */
enum text_status formats_fields_parse(const char *list, struct text_arena *, struct formats_fields *,
                                      struct text_error *err);

/* The next line that is not blank; *line counts all. */
enum formats_found formats_jsonl_next(struct formats_feed *, uint64_t *line, const struct formats_fields *,
                                      size_t limit, struct formats_record *);

/* The next record that holds an article; *lost remembers damage, behind which the next record is looked for. */
enum formats_found formats_warc_next(struct formats_feed *, bool *lost, size_t limit, struct formats_record *);

/* An answer as it went over the wire: the head is told apart from the body, and the body's codings are undone. */
enum formats_found formats_http_read(struct text_span block, size_t limit, struct formats_record *);
/* Whether a media type ("text/html; charset=utf-8") is one of an article's; what it says goes to the record. An empty
 * one is of no known type: then the bytes tell. */
bool formats_media_wanted(struct text_span type, struct formats_record *);

#endif
