/* XLIFF between the parser's events and the sink: the segment that is being collected, and those around it. */
#ifndef FORMATS_XLIFF_XLIFF_PRIVATE_H
#define FORMATS_XLIFF_XLIFF_PRIVATE_H

#include "formats/unit-private.h"
#include "formats/xml/inline-private.h"
#include "formats/xml/xml-read-private.h"

enum {
    FORMATS_XLIFF_DEEPEST = 100,
    FORMATS_XLIFF_PIECES = 1000,
    FORMATS_XLIFF_ID = 64,
    FORMATS_XLIFF_BYTES = 16 << 20
};

/* What the segment before, the one held back and the new one are kept in. Everything is in the arena. */
struct formats_xliff_segment {
    struct text_arena *arena; /* emptied when it is used again */
    struct text_span texts[2], markups[2], id, note;
    bool translated, approved;
    size_t line, inlines;
};

/* A piece of a text that mrk elements cut: by its mid. */
struct formats_xliff_piece {
    struct text_span mid, text, markup;
    size_t inlines;
};

enum formats_xliff_end { FORMATS_XLIFF_NOTHING, FORMATS_XLIFF_ELEMENT, FORMATS_XLIFF_PAIR, FORMATS_XLIFF_PIECE };

/* What a code was in the original: version 2 has it apart, by id. */
struct formats_xliff_data {
    struct text_span id, text;
};

/* The content of a code, and of the one that closes it where it is a pair; they outlive the pair. */
struct formats_xliff_content {
    struct text_span opening, closing;
};

/* Turns the inline elements of either version into those of TMX. */
struct formats_xliff_inline {
    struct formats_inline in;
    size_t depth;
    struct {
        enum formats_xliff_end end;
        char id[FORMATS_XLIFF_ID]; /* of a pair */
        struct text_span closing;
    } open[FORMATS_XLIFF_DEEPEST];
};
/* False: too deep. */
bool formats_xliff_inline_open(struct formats_xliff_inline *, const char *name, struct formats_xml_attributes,
                               struct formats_xliff_content);
void formats_xliff_inline_close(struct formats_xliff_inline *);

/* Empty when there is none of that name without a prefix (or with xml:). Borrowed from the parser. */
struct text_span formats_xliff_attribute(const char *name, struct formats_xml_attributes);

enum formats_xliff_part {
    FORMATS_XLIFF_NO_PART,
    FORMATS_XLIFF_SOURCE,
    FORMATS_XLIFF_TARGET,
    FORMATS_XLIFF_NOTE,
    FORMATS_XLIFF_DATA
};

/* A file while it is being read. From {0}, with the name, reading, report and arenas filled in. */
struct formats_xliff {
    struct formats_xml_reading xml;
    const struct formats_reading *reading;
    struct formats_report *report;
    size_t depth, omitted, part_depth;
    enum formats_xliff_part part;
    bool root, second;                   /* second: version 2 */
    bool turned;                         /* the file's source is the target that is wanted */
    char languages[2][FORMATS_XLIFF_ID]; /* of the file, source and target */
    struct formats_xliff_inline text;
    struct text_buffer note, data;
    struct formats_xliff_segment segments[3];
    size_t count; /* segments of the file so far; the last is segments[(count - 1) % 3] */
    /* The unit at hand. */
    struct text_arena *arena; /* emptied for each unit */
    bool file_open, unit_open, untranslatable, approved;
    size_t unit_line, bytes;
    struct text_span unit_id, whole[2], whole_markup[2];
    size_t whole_inlines[2];
    bool has[2];
    struct formats_xliff_piece pieces[2][FORMATS_XLIFF_PIECES];
    size_t piece_count[2];
    struct text_span piece_mid;
    struct text_span data_id; /* of the one that is being read into data */
    struct formats_xliff_data original[FORMATS_XLIFF_PIECES];
    size_t data_count;
};

extern const struct formats_xml_events formats_xliff_events; /* of a struct formats_xliff */

/* What was read into data belongs to data_id; more than FORMATS_XLIFF_PIECES a unit are left out. */
void formats_xliff_data_add(struct formats_xliff *);
/* What the attribute of that name refers to; empty when it is nothing. */
struct text_span formats_xliff_data_of(struct formats_xliff *, const char *name, struct formats_xml_attributes);

/* A trans-unit of version 1.2 or a segment of version 2 has ended. */
void formats_xliff_end_unit(struct formats_xliff *);
/* A file in the file has ended: what was held back has nothing behind it. */
void formats_xliff_end_file(struct formats_xliff *);

#endif
