/* The sentence scanner: walks one line and gives the end of each sentence in it.
 *
 * scan.c finds the candidate ends and what belongs to them (marks that repeat, closing quotes and brackets,
 * footnote marks); stop.c decides whether such a candidate ends a sentence. Both look a bounded number of
 * bytes back and ahead, so that a line of any length costs linear time.
 */
#ifndef TEXT_SEGMENT_SCAN_PRIVATE_H
#define TEXT_SEGMENT_SCAN_PRIVATE_H

#include "text/language/language-private.h"

struct text_scan {
    const struct text_language *language;
    struct text_span line;
    size_t begin;       /* of the sentence being read */
    size_t first;       /* behind the opening marks it begins with */
    size_t at;          /* the first byte not looked at yet */
    size_t next_close;  /* the first ')' not before `at` as far as it is known; line.n when there is none */
    size_t bracket_end; /* inside a bracket that opened amid the sentence: where it closes */
    bool quoted;        /* behind a straight double quote that opened in this sentence */
};

/* A candidate: line[first..run) are the stops, line[run..end) what closes with them, line[next] is the first
 * character that is not blank behind that. */
struct text_stop {
    size_t first, run, end, next;
    bool dots;   /* two or more full stops, or an ellipsis */
    bool strong; /* a question or exclamation mark, or another mark that is never part of a word */
    bool again;  /* a stop stands behind what closes: kata "merdeka!". */
    bool quote;  /* a closing quotation mark is among what closes */
    bool weak;   /* no stop at all, but an address or a face, behind which writers leave it out */
};

/* `line` holds no \n and neither begins nor ends with a blank. */
struct text_scan text_scan_begin(const struct text_language *, struct text_span line);
/* The end of the next sentence, line.n for the last one. To be called until it has given line.n. */
size_t text_scan_next(struct text_scan *);

/* Whether the sentence ends at stop->end. */
bool text_stop_ends(const struct text_scan *, const struct text_stop *);

/* The letters (with inner hyphens and apostrophes) that begin at i; empty when there is none. */
struct text_span text_scan_word(struct text_span line, size_t i);
size_t text_scan_blanks_wide(struct text_span line, size_t i);
/* i, or the first position behind it that is not a blank. Asked everywhere, and mostly of a letter. */
static inline size_t text_scan_blanks(struct text_span line, size_t i)
{
    bool none = i < line.n && (unsigned char)line.p[i] > ' ' && (unsigned char)line.p[i] < 128;
    return none ? i : text_scan_blanks_wide(line, i);
}
/* i, or the first position behind the opening marks at i and the blanks behind them; *quote is set when a quotation
 * mark is among them. */
size_t text_scan_openers(struct text_span line, size_t i, bool *quote);
/* i, or the first position before it, but not before `least`, that has no blank on its left. */
size_t text_scan_blanks_back(struct text_span line, size_t i, size_t least);
/* Two full stops or an ellipsis begin at i. */
bool text_scan_dots(struct text_span line, size_t i);

#endif
