/* Levenshtein distance of two runs of numbers (word ids, or bytes), bit-parallel.
 *
 * Myers 1999 (A fast bit-vector algorithm for approximate string matching based on dynamic programming), as the global
 * distance and for patterns of more than 64 elements in blocks (Hyyrö 2003, A bit-vector algorithm for computing
 * Levenshtein and Damerau edit distances). A pattern is made once and compared with many texts.
 *
 * Cost: making it, linear; comparing, length of the text times ceil(length of the pattern / 64). Memory linear in the
 * pattern: of an element's bits only the blocks in which it stands are kept.
 */
#ifndef TM_MATCH_DISTANCE_PRIVATE_H
#define TM_MATCH_DISTANCE_PRIVATE_H

#include "text/text.h"

struct tm_pattern;

/* In the arena; NULL when out of memory. One pattern, one thread: it holds the columns of the matrix. */
struct tm_pattern *tm_pattern_new(const uint32_t *elements, size_t n, struct text_arena *);
/* The distance, or limit + 1 when it is greater than limit. */
size_t tm_distance(struct tm_pattern *, const uint32_t *text, size_t n, size_t limit);

#endif
