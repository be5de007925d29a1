/* Sentences by rules that users bring: SRX 2.0 (LISA, 2008). formats/srx.h reads and writes the files; here are the
 * rules and what they mean.
 *
 * A rule matches at a position when its before-break pattern ends there and its after-break pattern begins there. The
 * first rule of the list that matches at a position says whether it is a break; a position without a rule is none. The
 * list of a language is made of the language maps whose pattern is the whole of its code, whatever the case, in their
 * order: with cascade of all of them, without of the first. A language without a map has no breaks but line breaks.
 *
 * Patterns are regular expressions as ICU has them, and see one paragraph: ^ and $ are its ends, and as line breaks
 * are always boundaries there is none in it. The before-break pattern gives way where a shorter match lets the
 * after-break pattern match. A rule looks for its next match where the before-break part of its last one ended, as the
 * engines of Okapi and loomchild do, so the matches of one rule do not overlap, those of several may.
 *
 * Legal order: new, then rules and maps in the order of the file, finish, and from then on only text_segment_srx. One
 * struct text_srx, one thread.
 *
 * Cost: each rule passes over a paragraph once, and most are tried only near the characters that they end at; no-break
 * rules only in paragraphs in which a break rule matched. A rule that needs more than a fixed multiple of that (nested
 * repetition) is stopped, which is an error.
 */
#ifndef TEXT_SRX_H
#define TEXT_SRX_H

#include "text/segment.h"

struct text_srx;

/* Whether a break before inline codes comes behind them. Plain text has no codes: kept for writing, no more. */
struct text_srx_format {
    bool start, end, isolated;
};

struct text_srx_rule {
    struct text_span group; /* the name of the <languagerule> it stands in; rules of a group follow each other */
    bool breaks;
    struct text_span before, after; /* either may be empty: matches anywhere */
    size_t line;                    /* where it stands in its file; for messages */
};

/* What the file says of itself: <header>. */
struct text_srx_header {
    bool cascade;
    struct text_srx_format format;
};

/* `name` is what messages call it: the file. Everything is copied. NULL when out of memory. */
struct text_srx *text_srx_new(const char *name, const struct text_srx_header *);
void text_srx_free(struct text_srx *); /* NULL is fine */

/* Begins the next <languagerule>; that its name is taken is TEXT_INVALID. */
enum text_status text_srx_add_group(struct text_srx *, struct text_span name, size_t line, struct text_error *err);
/* TEXT_INVALID: no such group but the last, or a pattern is no regular expression. */
enum text_status text_srx_add_rule(struct text_srx *, const struct text_srx_rule *, struct text_error *err);
/* TEXT_INVALID: the pattern is no regular expression. The group may come later. */
enum text_status text_srx_add_map(struct text_srx *, struct text_span pattern, struct text_span group, size_t line,
                                  struct text_error *err);
/* TEXT_INVALID: a map names a group that is not there, or there is no map at all. */
enum text_status text_srx_finish(struct text_srx *, struct text_error *err);

/* Whether any map is for this language. */
bool text_srx_knows(struct text_srx *, const char *code);

/* As text_segment (kinds and byte ranges too), with these rules for where sentences end. The code may be that of any
 * language; the language tells furniture only, and may be NULL: then there is none. A segment has no blanks at its
 * ends, wherever the rule broke. TEXT_INVALID: a rule had to be stopped, the message says which. */
enum text_status text_segment_srx(struct text_srx *, const char *code, const struct text_language *,
                                  const struct text_decoded *, struct text_arena *, struct text_document *out,
                                  struct text_error *err);

/* Our own segmenter as rules, as far as rules can say it; for text_srx_add_rule or a file. group and line are left
 * empty; the texts are valid during the call. A status other than TEXT_OK stops it and is returned. */
typedef enum text_status text_srx_sink(void *context, const struct text_srx_rule *, struct text_error *err);
enum text_status text_srx_of_language(const struct text_language *, text_srx_sink *, void *context,
                                      struct text_error *err);

#endif
