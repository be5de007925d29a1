/* What stands on either side of a candidate end, and what the language's data say of it: stop.c decides by it. */
#ifndef TEXT_SEGMENT_SIDES_PRIVATE_H
#define TEXT_SEGMENT_SIDES_PRIVATE_H

#include "text/segment/scan-private.h"

/* Decibans. */
enum {
    TEXT_CERTAIN_START = 8, /* outweighs that of "U.S." */
    TEXT_SURE_START = 5,    /* outweighs the habit of initials to be followed by a name */
    TEXT_LIKELY_START = 1,
    TEXT_POSSIBLE_START = -2, /* a word that is as often amid sentences as at their start */
    TEXT_ACRONYM_START = -3,  /* as good in a name as at a beginning, but behind abbreviations names are the rule */
    TEXT_LIKELY_NAME = -8     /* a word that no list has is above this */
};

/* What stands on either side of a stop. */
struct text_sides {
    struct text_span token;  /* from the last blank, slash or opening mark to the stop */
    struct text_span before; /* the word before that, when only a blank divides them */
    struct text_span next;   /* the word behind, when one begins there */
    uint32_t next_char;      /* the first character behind that is no opening mark */
    unsigned next_class;     /* its class */
    bool opened;             /* an opening quotation mark stands before it */
    bool framed;             /* any opening mark does */
    bool dots;               /* the first character is that of an ellipsis */
    bool at_begin;           /* the token begins the sentence */
};

/* Reads a bounded number of bytes on either side. */
struct text_sides text_sides_of(const struct text_scan *, const struct text_stop *);
/* Decibans that what follows begins a sentence. */
int text_sides_start(const struct text_scan *, const struct text_sides *);
/* The word is among the common ones. */
bool text_sides_common(const struct text_scan *, struct text_span word);
/* The class of the token, or that of its usual writing: "JL." among words in capitals is "Jl.", and "Dll." at the
 * beginning of something is "dll.". */
enum text_abbreviation text_sides_abbreviation(const struct text_scan *, const struct text_sides *);

#endif
