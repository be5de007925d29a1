/* What the two files that read expressions for an outline share: the reader, and sets of units. */
#ifndef TEXT_SRX_OUTLINE_READ_PRIVATE_H
#define TEXT_SRX_OUTLINE_READ_PRIVATE_H

#include "text/srx/outline-private.h"

enum { TEXT_OUTLINE_DEEPEST = 50 };

struct text_outline_reader {
    struct text_span s;
    size_t i;
    int depth;
    bool folds; /* (?i) */
    bool failed;
};

static inline bool text_outline_at_end(const struct text_outline_reader *r)
{
    return r->i >= r->s.n;
}

static inline bool text_outline_is_at(const struct text_outline_reader *r, char c)
{
    return !text_outline_at_end(r) && r->s.p[r->i] == c;
}

static inline bool text_outline_take(struct text_outline_reader *r, char c)
{
    bool taken = text_outline_is_at(r, c);
    r->i += taken;
    return taken;
}

/* Gives up: the reader is then at the end. */
void text_outline_fail(struct text_outline_reader *);

extern const struct text_units text_units_any;
void text_units_add(struct text_units *, uint32_t character);
void text_units_add_all(struct text_units *, const struct text_units *more);

/* Behind '['. */
struct text_units text_outline_read_set(struct text_outline_reader *);
/* The letter of an escape that stands for a class of characters: adds them. False when it stands for something else. */
bool text_outline_read_class(struct text_outline_reader *, uint32_t letter, struct text_units *);
/* What \t, \n, \r or \u and four digits stand for, by the letter; 0 when it is none of them. */
uint32_t text_outline_read_code(struct text_outline_reader *, uint32_t letter);
/* An ASCII letter or digit, which behind a backslash has a meaning of its own. */
bool text_outline_is_letter(uint32_t c);

#endif
