-- The file of a translation memory (SQLite). tm/schema.c runs this once, in one transaction, on an empty file;
-- application_id 0x50414441 ("PADA") and user_version (the schema's version, now 4) are set beside it.
--
-- What is to be relied on:
--  * A unit is a row: both texts, its state, and where it was last seen. Ids only rise; the ids of units that were
--    tidied away are not given again before the memory is rebuilt.
--  * A segment is one side of a unit. Its number is unit << 1, plus 1 for the target; it fits 32 bits.
--  * Every unit of 1 to the highest `last` of table run is in the index of the run that covers it, from the same
--    transaction on: its words in posting, its two hashes in hash, its words in order in words.
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

-- The same article under a further name or address, of which nothing was harvested: document `of` stands for it.
CREATE TABLE further (
    id INTEGER PRIMARY KEY REFERENCES document(id),
    of INTEGER NOT NULL REFERENCES document(id)
);
CREATE INDEX further_of ON further (of);

-- A pair of texts, as written.
--  * source_markup, target_markup: the text with its inline elements, as the content of a TMX <seg>; NULL without any.
--  * status: 0 draft, 1 approved, 2 rejected. deleted: when it was taken out, NULL when it was not.
--  * created, changed, deleted: seconds since 1970, UTC. uses: how often it was added, each time from another origin.
--  * user: who made it; changer: who changed it last; '' and NULL when nobody said.
--  * kind to target_after: the latest origin; see table origin.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    source_language INTEGER NOT NULL REFERENCES language(id),
    target_language INTEGER NOT NULL REFERENCES language(id),
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
    deleted INTEGER,
    uses INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    user TEXT NOT NULL,
    changer TEXT,
    kind TEXT NOT NULL,
    source_document INTEGER NOT NULL REFERENCES document(id),
    target_document INTEGER NOT NULL REFERENCES document(id),
    confidence REAL,
    speaker TEXT,
    agency TEXT,
    source_before INTEGER,
    source_after INTEGER,
    target_before INTEGER,
    target_after INTEGER,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    source_markup TEXT,
    target_markup TEXT
);

-- Where a unit was seen before its latest origin: number 1 is the first of all, the unit's own row has number `uses`.
-- The documents are those of the source and of the target. confidence: NULL when nobody said.
-- source_before ... target_after: the hash (see table hash) of the text that stood before and after in that document,
-- on either side; NULL when not known, 0 when it was the first or the last.
CREATE TABLE origin (
    unit INTEGER NOT NULL REFERENCES unit(id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source_document INTEGER NOT NULL REFERENCES document(id),
    target_document INTEGER NOT NULL REFERENCES document(id),
    confidence REAL,
    speaker TEXT,
    agency TEXT,
    source_before INTEGER,
    source_after INTEGER,
    target_before INTEGER,
    target_after INTEGER,
    PRIMARY KEY (unit, number)
) WITHOUT ROWID;

-- What else a file said of a unit: TMX props (type is theirs) and notes (type NULL), and attributes that have no column
-- of their own (type "tmx:" and the attribute's name). side: 0 of the unit, 1 of its source, 2 of its target.
CREATE TABLE property (
    unit INTEGER NOT NULL REFERENCES unit(id),
    side INTEGER NOT NULL,
    number INTEGER NOT NULL,
    type TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (unit, side, number)
) WITHOUT ROWID;

-- The folded words of a family of languages. Ids go from 1 on without a gap. (No foreign key here and in stem: what is
-- checked at each of very many words would cost an import more than it tells; `padan check` looks.)
CREATE TABLE word (
    family INTEGER NOT NULL,
    folded TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (family, folded)
) WITHOUT ROWID;

-- The words of a family by their Snowball stem, as it was when the word was first met; only words that differ from it.
CREATE TABLE stem (
    family INTEGER NOT NULL,
    stem TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (family, stem, folded)
) WITHOUT ROWID;

-- In how many segments a word stands, which tells how rare it is: row id >> 8 holds 256 words from id & ~255 on, four
-- bytes each, low byte first.
CREATE TABLE word_count (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
);

-- The runs of the index: each covers the units first to last, and is never changed, only merged with its neighbours
-- into a new one. Together they cover all units, without overlap. id: 0 to 32766.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
);

-- In which segments of a run a word stands. id = run << 48 | word << 20 | band << 16 | chunk.
-- Two words below 4096 that stand next to each other have lists as a word 0xF000000 | first << 12 | second.
-- A word of up to 256 segments shares a row of band 0, chunk 0 with the words after it, whose id has the first of them.
-- list: for each word, ascending, a varint of how much its id is above the one before (0 for the first), a varint of
-- how many bytes follow for it, and they.
-- A more frequent word has a row or more for each band of segment lengths in words
-- (1: up to 4, 2: up to 7, 10, 14, 19, 26, 36, 50, 70, 100, 11: longer), and nothing in band 0.
-- For each segment, ascending, there is a varint of d << bits | code, d being how much its number is above the one
-- before (above 0 for the first of the row or of the word). Its length in words is base + code:
--     band  0  1  2  3  4  5  6  7  8  9  10  11
--     base  1  1  5  8 11 15 20 27 37 51  71 101
--     bits  6  2  2  2  2  3  3  4  4  5   5   6
-- In bands 0 and 11 the code 63 says that a second varint follows, to be added to base + 63.
CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
);

-- Finds a text in a run: the upper 48 bits of text_hash of the normalised text, plus 0x9e3779b97f4a7c15 times text_hash
-- of the primary subtag in lower case. id = run << 48 | the row's first hash. list: for each segment, by hash and then
-- by number, a varint of how much its hash is above the one before (0 for the first), and a varint of its number.
-- Segments of equal hash are in one row.
CREATE TABLE hash (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
);

-- The segments as word ids in order: what an edit distance is taken of. Row id holds those of the units id << 3 to
-- (id << 3) + 7: 16 varints of how many bytes each segment has, then they.
CREATE TABLE words (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
);

-- What was harvested with one set of settings; all that follows is of one of them. The settings are a line of text.
CREATE TABLE harvest (
    id INTEGER PRIMARY KEY,
    settings TEXT NOT NULL UNIQUE
);

-- The texts that a harvest has read. side: 1 an article (of the source's archive), 2 a story. hash: text_hash over name,
-- content and whatever else the archive told of it.
--  * kind: 0 used, 1 left out as a duplicate of another, 2 unusable, for the reason.
--  * number: of a used story, from 1 on in the order of first reading; of a used article the stories that it was compared
--    with, a row of harvest_set; else 0.
CREATE TABLE harvest_text (
    harvest INTEGER NOT NULL,
    side INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    reason_kind TEXT,
    reason TEXT,
    PRIMARY KEY (harvest, side, hash)
) WITHOUT ROWID;

-- Sets of story numbers. list: for each run of neighbours a varint of how much its first is above the last of the run
-- before (above 0 for the first run), and a varint of how many more follow it.
CREATE TABLE harvest_set (
    id INTEGER PRIMARY KEY,
    harvest INTEGER NOT NULL,
    list BLOB NOT NULL
);

-- Which article draws on which story: the article's hash, the story's number.
CREATE TABLE harvest_pair (
    harvest INTEGER NOT NULL,
    article INTEGER NOT NULL,
    story INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (harvest, article, story)
) WITHOUT ROWID;
