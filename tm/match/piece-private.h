/* What differs between a query and a text of the memory, piece by piece. */
#ifndef TM_MATCH_PIECE_PRIVATE_H
#define TM_MATCH_PIECE_PRIVATE_H

#include "tm/match.h"

enum text_status tm_pieces(struct text_span query, struct text_span unit, struct text_arena *, struct tm_piece **out,
                           size_t *count, struct text_error *err);

#endif
