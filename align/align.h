/* align: two lists of segments -> scored beads; two archives -> paired articles; the bilingual lexicon.
 *
 * The one header that other folders include. Align stands on text alone.
 */
#ifndef ALIGN_ALIGN_H
#define ALIGN_ALIGN_H

#include "align/archive.h"
#include "align/lexicon.h"
#include "align/model.h"
#include "align/near.h"
#include "align/part.h"

enum align_mode {
    ALIGN_AUTO,     /* decide from the data which of the two it is */
    ALIGN_PARALLEL, /* one is a translation of the other: order is kept, beads up to 4 segments a side */
    ALIGN_QUOTES    /* one quotes a few sentences of the other, in any order, among text of its own */
};

const char *align_mode_name(enum align_mode); /* "auto", "parallel", "quotes" */

enum align_kind {
    ALIGN_UNMATCHED, /* one side is empty */
    ALIGN_SEGMENTS,  /* whole segments */
    ALIGN_QUOTATION  /* what stands inside quotation marks, on one side or on both */
};

const char *align_kind_name(enum align_kind); /* "unmatched", "segment", "quote" */

/* Pairs below this are not worth a translator's look. Above it 99 in 100 pairs of quoting articles are right. */
#define ALIGN_LEAST_CONFIDENCE 0.65

/* Segments that translate each other. */
struct align_bead {
    enum align_kind kind;
    bool inside;                      /* a quotation that is part of the pair of segments before it */
    struct text_range source, target; /* segment numbers, half open; empty on the side that has no counterpart */
    struct text_pair text;            /* what translates what: segments joined by one blank, or the quoted words */
    struct text_span speaker;         /* who said it and which agency or paper it is quoted from, where the    */
    struct text_span agency;          /* attribution on either side says so; empty otherwise                   */
    double confidence; /* the probability that a bilingual reader would accept the pair; 0 when unmatched */
};

struct align_beads {
    struct align_bead *at; /* in the arena; ordered by the source, unmatched target segments where they stand */
    size_t count;
    enum align_mode mode; /* the one that was used: never ALIGN_AUTO */
};

struct align_texts {
    const struct align_text *source, *target;
};

/* Aligns two documents. Every segment is in exactly one bead of kind ALIGN_SEGMENTS, or in one or more of kind
 * ALIGN_QUOTATION, or in exactly one that is unmatched; in parallel mode order is kept on both sides. Besides, the
 * quotes that answer to each other inside a pair of segments are beads of their own, marked `inside`. Furniture
 * (text/segment.h) is never paired. Nothing that corresponds gives TEXT_OK with unmatched beads only.
 * Pairs of low confidence are among the beads: align_beads_cut takes them out.
 *
 * See parallel.c and quotes.c for how, and what it costs. Beads borrow from the documents and the arena. */
enum text_status align_documents(const struct align_model *, struct align_texts, enum align_mode, struct text_arena *,
                                 struct align_beads *out, struct text_error *err);

/* Unmakes the pairs below `least`: their segments become unmatched. TEXT_NOMEM leaves *beads as it was. */
enum text_status align_beads_cut(struct align_texts, double least, struct text_arena *, struct align_beads *beads,
                                 struct text_error *err);

/* Article pairs judged below this are none. */
#define ALIGN_LEAST_ARTICLE 0.65

/* How sure we are that one of two documents was written from the other, from what aligns in it: 0 to 1. */
double align_judge(struct align_texts, const struct align_beads *);

/* A story that was aligned with an article. */
struct align_story {
    size_t number; /* the caller's own: the stories change places */
    const struct align_text *text;
    struct align_beads beads;
    double prior;      /* what the index said (align_candidate); 0 when it was not asked */
    double confidence; /* how likely the article draws on it */
};

struct align_levels {
    double pair, article; /* ALIGN_LEAST_CONFIDENCE, ALIGN_LEAST_ARTICLE */
};

/* On which of the stories the article draws: on none, one or several. The likeliest comes first; what it explains
 * counts for no other, so that a story that only repeats another is not chosen. Those that hold stand in the first
 * `chosen` places, likeliest first, with their confidence and without the pairs that a better story explains or that
 * are less likely than the level; the others behind them, in no order, with the confidence for what is left. */
enum text_status align_choose(const struct align_text *article, struct align_story *at, size_t count,
                              struct align_levels, struct text_arena *, size_t *chosen, struct text_error *err);

#endif
