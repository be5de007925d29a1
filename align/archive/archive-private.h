/* A settled archive as its finders see it (archive.c makes it, find.c reads it). */
#ifndef ALIGN_ARCHIVE_ARCHIVE_PRIVATE_H
#define ALIGN_ARCHIVE_ARCHIVE_PRIVATE_H

#include "align/align-private.h"

/* What stands in segments: a word by its key, or the beginning of a name that no lexicon knows. Before the archive is
 * settled .begin is the entry's number. */
struct align_entry_list {
    uint64_t key;   /* 0 is free, and no key is */
    uint32_t begin; /* in the postings */
    uint32_t count; /* of segments */
};

struct align_archive {
    const struct align_model *model;
    struct align_entry_list *lists; /* open addressing */
    uint32_t slots, taken;
    uint32_t documents, capacity, segments;
    int32_t *days; /* of each document; after settling by place */
    bool settled;

    /* Before: of each document how many segments count; of each of those how many entries it has, and their numbers,
     * rising, as differences; 7 bits a byte. */
    unsigned char *bytes;
    size_t byte_count, byte_capacity;

    /* After: documents have places by their days, those without a day first; segments are numbered in that order. */
    uint32_t *numbers;  /* of the document at each place */
    uint32_t *begins;   /* the first segment of each place, and one more */
    uint32_t *place_of; /* of a segment */
    uint16_t *masses;   /* of a segment: the weights of its entries, in sixteenths */
    uint32_t undated;   /* how many documents have no day */
    uint32_t *postings; /* segments, rising in each list */
};

/* The list with that key, or the free slot for it. */
struct align_entry_list *align_archive_slot(const struct align_archive *, uint64_t key);

/* How much better than chance a word's likeliest translation must be for it to be no name. */
bool align_type_is_foreign(const struct align_type *);
/* The key of how a name begins, so that cognates are found; 0 when it is too short. */
uint64_t align_type_beginning(const struct align_type *);

#endif
