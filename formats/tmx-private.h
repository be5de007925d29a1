/* TMX between the parser's events and the sink: what the elements mean, and the unit that is being collected. */
#ifndef FORMATS_TMX_PRIVATE_H
#define FORMATS_TMX_PRIVATE_H

#include "formats/unit-private.h"
#include "formats/xml-read-private.h"

enum { FORMATS_TMX_VARIANTS = 100, FORMATS_TMX_PROPERTIES = 1000, FORMATS_TMX_BYTES = 16 << 20 };

struct formats_tmx_about {
    struct text_span created, changed, creator, changer;
};

struct formats_tmx_variant {
    bool target;
    struct text_span language, text;
    struct formats_tmx_about about;
};

struct formats_tmx_unit {
    struct text_arena *arena; /* emptied for each unit */
    struct formats_tmx_variant variants[FORMATS_TMX_VARIANTS];
    struct formats_property properties[FORMATS_TMX_PROPERTIES];
    size_t variant_count, property_count;
    struct formats_tmx_about about;
    struct text_buffer note;
    size_t line, inlines;
    size_t bytes;     /* of text, properties and notes so far */
    char broken[256]; /* why it cannot be used; empty when it can */
};

void formats_tmx_unit_start(struct formats_tmx_unit *, size_t line);
/* Only the first reason is kept. */
void formats_tmx_unit_break(struct formats_tmx_unit *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds a note; they are divided by \n. */
void formats_tmx_unit_note(struct formats_tmx_unit *, struct text_span);
/* Brings it to the sink in every combination, or warns; counts. A status is the sink's or lack of memory. */
enum text_status formats_tmx_unit_deliver(struct formats_tmx_unit *, const char *name, const struct formats_reading *,
                                          struct formats_report *, struct text_error *err);

enum formats_tmx_part { FORMATS_TMX_NOTHING, FORMATS_TMX_SEGMENT, FORMATS_TMX_PROPERTY, FORMATS_TMX_NOTE };

/* A file while it is being read. From {0}, with the name, reading and unit.arena filled in. */
struct formats_tmx {
    struct formats_xml_reading xml;
    const struct formats_reading *reading;
    struct formats_report report;
    size_t depth, omitted; /* open elements; how many of them are within something left out */
    size_t part_depth;     /* depth of the element whose text is collected */
    enum formats_tmx_part part;
    bool root, header, unit_open, variant_open, has_segment;
    struct text_buffer text;
    struct text_span type; /* of the property being collected */
    struct formats_tmx_unit unit;
};

extern const struct formats_xml_events formats_tmx_events; /* of a struct formats_tmx */

#endif
