/* TMX between the parser's events and the sink: what the elements mean, and the unit that is being collected. */
#ifndef FORMATS_TMX_TMX_PRIVATE_H
#define FORMATS_TMX_TMX_PRIVATE_H

#include "formats/unit-private.h"
#include "formats/xml/inline-private.h"
#include "formats/xml/xml-read-private.h"

enum { FORMATS_TMX_VARIANTS = 100, FORMATS_TMX_PROPERTIES = 1000, FORMATS_TMX_BYTES = 16 << 20 };

/* The attributes of tu and tuv that are kept, in the order in which they are written. */
enum formats_tmx_attribute {
    FORMATS_TMX_TUID,
    FORMATS_TMX_ENCODING,
    FORMATS_TMX_DATATYPE,
    FORMATS_TMX_USAGE_COUNT,
    FORMATS_TMX_LAST_USAGE,
    FORMATS_TMX_TOOL,
    FORMATS_TMX_TOOL_VERSION,
    FORMATS_TMX_CREATED,
    FORMATS_TMX_CREATOR,
    FORMATS_TMX_CHANGED,
    FORMATS_TMX_SEGTYPE,
    FORMATS_TMX_CHANGER,
    FORMATS_TMX_MEMORY,
    FORMATS_TMX_SOURCE,
    FORMATS_TMX_ATTRIBUTES
};
/* Their types as properties: "tmx:tuid"; the name of the attribute stands behind the colon. */
extern const char *const formats_tmx_attribute_types[FORMATS_TMX_ATTRIBUTES];
enum { FORMATS_TMX_TYPE_PREFIX = 4 };
/* Of a tu every one can stand, of a tuv not all. */
bool formats_tmx_attribute_of(enum formats_tmx_attribute, bool variant);
/* Which it is; FORMATS_TMX_ATTRIBUTES when the property is none. */
enum formats_tmx_attribute formats_tmx_attribute_of_type(struct text_span type);

struct formats_tmx_about {
    struct text_span at[FORMATS_TMX_ATTRIBUTES]; /* dates in the form of TMX; empty where not said */
};

struct formats_tmx_variant {
    bool target;
    struct text_span language, text, markup;
    struct formats_tmx_about about;
};

struct formats_tmx_property {
    size_t variant; /* FORMATS_TMX_VARIANTS: of the unit */
    struct formats_property said;
};

struct formats_tmx_unit {
    struct text_arena *arena; /* emptied for each unit */
    struct formats_tmx_variant variants[FORMATS_TMX_VARIANTS];
    struct formats_tmx_property properties[FORMATS_TMX_PROPERTIES];
    size_t variant_count, property_count;
    struct formats_tmx_about about;
    struct formats_property delivered[FORMATS_TMX_PROPERTIES + 3 * FORMATS_TMX_ATTRIBUTES];
    size_t line, inlines, foreign;
    size_t bytes;     /* of text, properties and notes so far */
    char broken[256]; /* why it cannot be used; empty when it can */
};

enum { FORMATS_TMX_SHORT = 64 };

/* What the header says that concerns its units. */
struct formats_tmx_header {
    bool seen;
    char source[FORMATS_TMX_SHORT], datatype[FORMATS_TMX_SHORT], memory[FORMATS_TMX_SHORT];
};

void formats_tmx_unit_start(struct formats_tmx_unit *, size_t line);
/* Only the first reason is kept. */
void formats_tmx_unit_break(struct formats_tmx_unit *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Brings it to the sink in every combination, or warns; counts. A status is the sink's, lack of memory, or that of a
 * strict reading. */
enum text_status formats_tmx_unit_deliver(struct formats_tmx_unit *, const struct formats_tmx_header *,
                                          const char *name, const struct formats_reading *, struct formats_report *,
                                          struct text_error *err);

/* The neighbours that the unit's properties tell, in the arena. `turned`: what its properties call the source is the
 * target here. */
enum text_status formats_tmx_context(struct formats_unit *, bool turned, struct text_arena *, struct text_error *err);

enum formats_tmx_part { FORMATS_TMX_NOTHING, FORMATS_TMX_SEGMENT, FORMATS_TMX_PROPERTY, FORMATS_TMX_NOTE };

/* A file while it is being read. From {0}, with the name, reading, report and unit.arena filled in. */
struct formats_tmx {
    struct formats_xml_reading xml;
    const struct formats_reading *reading;
    struct formats_report *report;
    size_t depth, omitted; /* open elements; how many of them are within something left out */
    size_t part_depth;     /* depth of the element whose text is collected */
    enum formats_tmx_part part;
    bool root, unit_open, variant_open, has_segment;
    struct text_buffer text; /* of a property or note */
    struct formats_inline segment;
    struct text_span type; /* of the property being collected */
    struct formats_tmx_header header;
    struct formats_tmx_unit unit;
};

extern const struct formats_xml_events formats_tmx_events; /* of a struct formats_tmx */

#endif
