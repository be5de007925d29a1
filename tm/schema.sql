-- The file of a translation memory (SQLite). tm/schema.c runs this once, in one transaction, on an empty file;
-- application_id 0x50414441 ("PADA") and user_version (the schema's version, now 1) are set beside it.
--
-- What is to be relied on:
--  * A text is stored once a language tag: two texts that are equal after text_normalize are one segment, written as
--    it was first seen.
--  * A pair is one unit, whichever of its texts came as the source.
--  * Every segment has its row in segment_hash and in segment_words, and its words stand in posting, from the same
--    transaction on. Ids only rise; segments are not deleted.
-- Numbers inside blobs are varints: seven bits a byte, low bits first, the high bit says that more follow.

-- Tags as met ("id", "en-US"). family is the row of the primary subtag: the row itself for "id", that of "en" for
-- "en-US". Searches compare families.
CREATE TABLE language (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE COLLATE NOCASE,
    family INTEGER NOT NULL REFERENCES language(id)
);

-- An article or a file in which units were seen. Known by name and address; row 0 stands for "nobody said".
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    UNIQUE (name, url)
);
INSERT INTO document VALUES (0, '', '', '', '');

-- A text in a language, as written.
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language(id),
    text TEXT NOT NULL
);

-- Finds a text: the upper 47 bits (six bytes in SQLite's row format) of text_hash of the normalised text, plus
-- 0x9e3779b97f4a7c15 times text_hash of the primary subtag in lower case. Equal hashes are compared by text.
CREATE TABLE segment_hash (
    hash INTEGER NOT NULL,
    segment INTEGER NOT NULL REFERENCES segment(id),
    PRIMARY KEY (hash, segment)
) WITHOUT ROWID;

-- The text as word ids in order: what an edit distance is taken of. Apart from the texts, so that a search for
-- candidates reads few pages.
CREATE TABLE segment_words (
    segment INTEGER PRIMARY KEY REFERENCES segment(id),
    list BLOB NOT NULL
);

-- The folded words of a family of languages. segments: in how many segments it stands, which tells how rare it is.
CREATE TABLE word (
    family INTEGER NOT NULL REFERENCES language(id),
    folded TEXT NOT NULL,
    id INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    PRIMARY KEY (family, folded)
) WITHOUT ROWID;

-- The words of a family by their Snowball stem, as it was when the word was first met; only words that differ from it.
CREATE TABLE stem (
    family INTEGER NOT NULL REFERENCES language(id),
    stem TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (family, stem, folded)
) WITHOUT ROWID;

-- In which segments a word stands. id = word << 24 | band << 20 | chunk. A word of up to 256 segments has one row,
-- band 0, chunk 0. A more frequent one has a row or more for each band of segment lengths in words
-- (1: up to 4, 2: up to 7, 10, 14, 19, 26, 36, 50, 70, 100, 11: longer), and no band 0.
-- list: the last segment as four bytes, low first; then for each segment, ascending, a varint of d << bits | code, d
-- being how much its id is above the one before (above 0 for the first). Its length in words is base + code:
--     band  0  1  2  3  4  5  6  7  8  9  10  11
--     base  1  1  5  8 11 15 20 27 37 51  71 101
--     bits  6  2  2  2  2  3  3  4  4  5   5   6
-- In bands 0 and 11 the code 63 says that a second varint follows, to be added to base + 63.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
);

-- A pair of segments. status: 0 draft, 1 approved, 2 rejected. created, changed: seconds since 1970, UTC. uses: how
-- often it was added, each time from another origin. user: who made it, '' when nobody said.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES segment(id),
    target INTEGER NOT NULL REFERENCES segment(id),
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
    uses INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    user TEXT NOT NULL
);
CREATE UNIQUE INDEX unit_source ON unit(source, target);
CREATE INDEX unit_target ON unit(target);

-- Where a unit was seen: in which document its source, in which its target. number: 1 for the unit's first origin;
-- the highest is the latest. confidence: NULL when nobody said.
CREATE TABLE origin (
    unit INTEGER NOT NULL REFERENCES unit(id),
    kind TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES document(id),
    target INTEGER NOT NULL REFERENCES document(id),
    number INTEGER NOT NULL,
    confidence REAL,
    speaker TEXT,
    agency TEXT,
    PRIMARY KEY (unit, kind, source, target)
) WITHOUT ROWID;
