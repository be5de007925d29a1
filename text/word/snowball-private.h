/* The calls of libstemmer, which is loaded when the first word is stemmed. */
#ifndef TEXT_WORD_SNOWBALL_PRIVATE_H
#define TEXT_WORD_SNOWBALL_PRIVATE_H

#include <libstemmer.h>

#include "text/library.h"

#define TEXT_SNOWBALL(F)                                                                                               \
    F(sb_stemmer_delete)                                                                                               \
    F(sb_stemmer_length)                                                                                               \
    F(sb_stemmer_list)                                                                                                 \
    F(sb_stemmer_new)                                                                                                  \
    F(sb_stemmer_stem)

struct text_snowball {
    TEXT_SNOWBALL(TEXT_LIBRARY_MEMBER)
};
extern struct text_snowball text_snowball;
enum text_status text_snowball_load(struct text_error *);

#endif
