/* Ends without a stop: behind an address, a face or the date of a letter, where writers leave it out. */
#ifndef TEXT_SEGMENT_WEAK_PRIVATE_H
#define TEXT_SEGMENT_WEAK_PRIVATE_H

#include "text/segment/scan-private.h"

/* Whether a sentence ends at `end` without a stop: what follows must look like a beginning. */
bool text_weak_ends(const struct text_scan *, size_t end);
/* An address that has the stop at i inside: where it ends, without the marks behind it; 0 when there is none. */
size_t text_weak_address(const struct text_scan *, size_t i);
/* A sentence ends with the ":)", ";-(" whose last character is at i. */
bool text_weak_face(const struct text_scan *, size_t i);
/* "Ann Brevik 08/16/2000 12:05 PM Hello": the sentence that ends before or behind the date and time that have their
 * first slash at i, as letters have them when their head was joined to the text; 0 when there is none. */
size_t text_weak_stamp(const struct text_scan *, size_t i);

#endif
