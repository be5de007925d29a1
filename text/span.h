/* A text is a pointer and a length, borrowed from whoever owns the bytes (mostly an arena). */
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct text_span {
    const char *p; /* UTF-8, not NUL-terminated; may be NULL when n is 0 */
    size_t n;      /* bytes */
};

/* Source always comes before target, and the two travel together. */
struct text_pair {
    struct text_span source, target;
};

/* A half-open range of bytes. */
struct text_range {
    size_t begin, end;
};

#define TEXT_LITERAL(s) ((struct text_span){"" s, sizeof(s) - 1})
/* For printf's "%.*s". */
#define TEXT_PRINT(s) (int)(s).n, (s).n ? (s).p : ""

struct text_span text_span_of(const char *c_string); /* NULL gives an empty span */
bool text_span_equal(struct text_span a, struct text_span b);
bool text_span_equal_letters(struct text_span a, struct text_span b); /* A to Z as a to z, whatever the locale */
int text_span_compare(struct text_span a, struct text_span b); /* byte order: <0, 0, >0 */
struct text_span text_span_trim(struct text_span s);           /* ASCII white space off both ends */
bool text_span_starts(struct text_span s, struct text_span prefix);
bool text_span_ends(struct text_span s, struct text_span suffix);
/* Cuts off and returns what stands before the next `c` in *rest (all of it when there is none);
 * *rest then begins after it. Returns false once *rest was used up. */
bool text_span_cut(struct text_span *rest, char c, struct text_span *piece);

#endif
