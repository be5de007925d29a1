/* Segmentation rules in files: SRX 2.0 (LISA, 2008), and 1.0, which is read as 2.0 without cascade. What the rules
 * mean is told in text/srx.h.
 *
 * Elements of other namespaces (options of other programs) are passed over with all that is in them. A header without
 * a setting has the standard's: cascade="no", and codes stand as start="no" end="yes" isolated="no".
 */
#ifndef FORMATS_SRX_H
#define FORMATS_SRX_H

#include "text/text.h"

/* Reads and finishes the rules of `path` ("-" is standard input). TEXT_INVALID names file and line, and the rule where
 * it is one's: no XML, an unknown version, element or value, a pattern that is no regular expression, a <languagemap>
 * to a <languagerule> that is not there; entities of its own, too. TEXT_FOREIGN: XML that is no SRX. TEXT_EMPTY: no
 * bytes. */
enum text_status formats_srx_read(const char *path, struct text_srx **out, struct text_error *err);

/* A <languagerule> and the languages it is for. */
struct formats_srx_map {
    struct text_span pattern, group;
};

/* Writes SRX 2.0 into a buffer. Legal order: head; for each group open, rules, close; tail. */
void formats_srx_write_head(struct text_buffer *, const struct text_srx_header *);
void formats_srx_write_open(struct text_buffer *, struct text_span group);
void formats_srx_write_rule(struct text_buffer *, const struct text_srx_rule *);
void formats_srx_write_close(struct text_buffer *);
void formats_srx_write_tail(struct text_buffer *, const struct formats_srx_map *maps, size_t count);

#endif
