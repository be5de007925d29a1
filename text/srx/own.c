/* text_srx_of_language: our segmenter as SRX rules, see srx.h.
 *
 * Shapes stand in the table of rules below, words come from the language's data by <names>. The order is that of
 * stop.c's questions. What rules cannot say: whether a quotation or bracket is open (guessed from what closes behind),
 * whether a capitalised word before an initial is a common one, marks that were lost or taken apart, rules across the
 * page, addresses with no stop behind, abbreviations among words in capitals.
 *
 * The patterns keep to what the engines of ICU and Java both have, and groups do not capture. Nothing is repeated
 * without bound but blanks and marks, so each rule is linear.
 */
#include <string.h>

#include "text/buffer.h"
#include "text/character/character-private.h"
#include "text/language/language-data-private.h"
#include "text/language/language-private.h"
#include "text/srx.h"
#include "text/word/shape-private.h"

enum { POSSIBLE = -2, LIKELY = 1, SURE = 5, CERTAIN = 8 }; /* decibans, as in sides-private.h */

struct form {
    bool breaks, if_lower; /* if_lower: only where a question may end before a lower-case letter */
    const char *before, *after;
};

/* <open>, <close> and <stop> are sets, <w> says that no word goes on to the left, <end> that none does to the right,
 * and <quote> is an opening quotation mark before what may begin a sentence. */
static const struct form forms[] = {
    /* "Tabel 4.1. Penduduk" */
    {false, false, "^\\s*<open>*(?:<label>\\.?|<number>\\.|<also>\\.)\\s+(?:[0-9][0-9.,:/-]*|[IVXLC]+)\\.", "\\s"},
    /* "di Jl. Merdeka No. 5. Ia": such a number is no list marker */
    {true, false, "<w>(?:<never>|<number>|<also>|<may>)\\.\\s+(?:[0-9][0-9.,:/-]*|[IVXLC]+)\\.", "\\s+<open>*\\p{Lu}"},
    /* "Concept Link. Ltd.", `them." (Interview).` */
    {false, false, "<stop>", "\\s+(?:<may>|<mostly>)\\."},
    {false, false, "<stop><close>*", "\\s+\\([^().?!]{1,78}\\)\\.(?![\\p{L}\\p{N}])"},
    /* "Grup A. Lawannya" */
    {true, false, "<w>(?i:<lettered>)\\s\\p{L}\\.", "\\s+\\p{Lu}"},
    /* list markers: "1. ", "a. ", "iv. " */
    {false, false,
     "(?:^\\s*|[:;]\\s+|<stop><close>*\\s+)<open>*(?:[0-9][0-9.,:/-]{0,5}|[IVXLC]{1,6}|[ivxlc]{1,6}|\\p{L})\\.", "\\s"},
    {false, false, "\\s[a-h]\\.", "\\s"},
    /* datelines: "MOSCOW, March 6. /TASS/. Russia" */
    {false, false, "^.{1,79}\\.", "\\s+/"},
    {false, false, "^.{0,79}\\s/[^\\s/]{2,}/\\.", "\\s"},
    /* "(Purn.) Prawira" */
    {false, false, "\\((?:<never>|<number>|<also>|<may>|<mostly>|<dotted>)\\.\\)", "\\s"},
    /* abbreviations by class */
    {false, false, "<w><never>\\.", "\\s"},
    {false, false, "<w>(?:<number>|<also>)\\.", "\\s+(?:[0-9]|[IVXLC]{2,}<end>)"},
    {true, false, "(?:<w>(?:<number>|<may>)\\.|(?<![?!.\342\200\246])(?:\\.\\.+|\342\200\246)<close>*)",
     "\\s+(?:<quote>|<possible>)"},
    {false, false, "<w>(?:<number>|<may>)\\.", "\\s"},
    {true, false, "<w><seldom>\\.", "\\s+(?:<quote>|<certain>)"},
    {false, false, "<w><seldom>\\.", "\\s"},
    {true, false, "<w>(?:<also>|<mute>)\\.", "\\s+<open>*\\P{Ll}"},
    {false, false, "<w><mostly>\\.", "\\s+[0-9(\\[]"},
    {false, false, "<w>\\p{Ll}\\.\\p{Ll}\\.", "\\s+(?i:<day>|<month>|<zone>)<end>"},
    {true, false, "(?:<w><mostly>|,\\s<dotted>)\\.", "\\s+(?:<quote>|\\p{Lu})"},
    {false, false, "<w>(?:<mostly>|<label>)\\.", "\\s+\\p{Ll}"},
    /* dots: "Saya... Saya takut" */
    {true, false, "(?<![?!.\342\200\246])(?:\\.\\.+|\342\200\246)<close>*", "\\s+\\p{Lu}{2,}<end>"},
    {false, false, "(?<![?!.\342\200\246])(?:\\.\\.+|\342\200\246)<close>*", "\\s"},
    /* brackets: stops inside of them, and "(again!) Persib" */
    {true, false, "(?:^|<stop><close>*\\s)\\s*\\([^()]{0,200}<stop>[\"'\342\200\235\342\200\231]*",
     "\\s+\\p{Lu}[^()]{0,300}\\)"},
    {false, false, "<stop>[\"'\342\200\235\342\200\231\302\273]*",
     "\\s(?!(?:[0-9]{1,3}|[ivx]{1,4}|[a-zA-Z])\\))[^()]{0,300}[\\p{L}\\p{N}.?!\"\342\200\235]\\)"},
    /* initials: "Perang Dunia I. Mereka", "nilai A. Ia", "A.H. Nasution" */
    {true, false, "<w>\\p{Ll}{2,}\\s[IVX]\\.", "\\s+\\p{Lu}\\p{L}"},
    {true, false, "(?:<w>\\p{Lu}{2,}s|[0-9]\\s[b-df-hj-np-tv-xz]{1,4})\\.", "\\s+\\p{Lu}"},
    {true, false, "(?:<w>\\p{Ll}{2,}\\s\\p{Lu}|<w>\\p{Ll}(?:\\.\\p{L})+|<w><mutes>)\\.", "\\s+(?:<quote>|<likely>)"},
    {true, false,
     "(?:<w>\\p{Lu}(?:\\.\\p{L})*\\.|\\p{L}<close>?,?\\s\\([^()]{0,200}<stop>[\"'\342\200\235\342\200\231]*\\))",
     "\\s+(?:<quote>|<sure>)"},
    {false, false,
     "(?:<w>\\p{L}(?:\\.\\p{L})*\\.|<w><mutes>\\.|"
     "\\p{L}<close>?,?\\s\\([^()]{0,200}<stop>[\"'\342\200\235\342\200\231]*\\))",
     "\\s"},
    /* "Why?" Brevik asked. */
    {false, false, "[?!][.?!\342\200\246]*<close>+",
     "\\s+(?:\\p{Lu}[\\p{L}'\342\200\231-]*\\s+){1,6}(?:<says>|<tells>)[.,]"},
    /* a dash between a quotation and its speaker */
    {false, false, "<stop>[\"'\342\200\235\342\200\231\302\273\342\200\272]+", "\\s+[\342\200\223\342\200\224-]"},
    /* a capital that was forgotten */
    {true, false,
     "(?<![\\p{L}\\p{N}.@/_-])(?:(?=\\p{L}{0,40}[aeiouyAEIOUY])\\p{L}{4,}|<short>|[0-9][0-9.,:/-]*[0-9]{2})\\.",
     "\\s+(?!(?:<says>|<self>)<end>)\\p{Ll}"},
    {true, true, "(?<![\\p{L}\\p{N}.])(?:\\p{Ll}+[?!]+|\\p{L}+[?!]{2,})", "\\s+(?!(?:<says>|<self>)<end>)\\p{Ll}"},
    /* a blank that was forgotten */
    {true, false, "(?<![\\p{L}\\p{N}./@_-])(?=\\p{Ll}{0,40}[aeiouy])\\p{Ll}{3,}\\.",
     "\\p{Lu}\\p{Ll}+(?![\\p{L}=/@&_]|\\.\\p{L})"},
    {true, false, "(?<![\\p{L}\\p{N}./@_-])\\p{L}{2,}[?!]+", "\\p{Lu}\\p{L}*(?![\\p{L}=/@&_])"},
    {true, false, "<stop>[\"\342\200\235\302\273]", "\\p{Lu}"},
    /* the number of a footnote: "naik.3 Ekspor" */
    {true, false, "<w>\\p{Ll}{3,}\\.[0-9]{1,2}", "\\s+\\p{Lu}"},
    /* what is left is an end, unless something follows that cannot begin a sentence */
    {true, false, "<stop>(?:<close>|\\[[0-9]{1,3}\\]|[\302\271\302\262\302\263*\342\200\240])*",
     "\\s+(?![\\s,;:&%.?!\342\200\246\342\200\235\302\273\342\200\272)\\]]|<open>*\\p{Ll})\\S"},
};

/* A word as a pattern; with a capital when asked. */
static void add_word(struct text_buffer *to, struct text_span word, bool capital)
{
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (memchr(".\\[](){}*+?|^$", c, 14)) {
            text_buffer_add_char(to, '\\');
        }
        text_buffer_add_char(to, i == 0 && capital && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

/* Alternatives, from opening to closing parenthesis; none at all match nowhere. */
struct list {
    struct text_buffer *to;
    size_t count;
};

static struct text_buffer *next_of(struct list *l)
{
    text_buffer_add_string(l->to, l->count++ ? "|" : "(?:");
    return l->to;
}

static void end_list(struct list *l)
{
    text_buffer_add_string(l->to, l->count ? ")" : "(?!)");
}

static void add_abbreviations(struct text_buffer *to, const struct text_language *l, char class, bool dotted)
{
    struct list list = {to, 0};
    const struct text_table *keys = l->abbreviations.keys;
    for (uint32_t i = 0; keys && i < text_table_count(keys); i++) {
        struct text_span word = text_table_at(keys, i);
        if (l->abbreviations.values[i] == (unsigned char)class && (class != 'E' || text_shape_dotted(word) == dotted)) {
            add_word(next_of(&list), word, false);
        }
    }
    end_list(&list);
}

/* Words that, capitalised, have at least so much evidence for beginning a sentence; by their first letters, so that an
 * engine that tries one alternative after the other is done sooner. */
static void add_starts(struct text_buffer *to, const struct text_language *l, int least)
{
    struct list list = {to, 0};
    for (char first = 'a'; first <= 'z'; first++) {
        struct list rest = {to, 0};
        for (uint32_t i = 0; i < text_table_count(l->words); i++) {
            struct text_span word = text_table_at(l->words, i);
            bool affix = word.n && word.p[word.n - 1] == '-';
            if (i < l->fact_capacity && l->facts[i].per_million && l->facts[i].start >= least && word.n &&
                word.p[0] == first && !affix) {
                if (!rest.count) {
                    text_buffer_add_char(next_of(&list), (char)(first - 'a' + 'A'));
                }
                add_word(next_of(&rest), (struct text_span){word.p + 1, word.n - 1}, false);
            }
        }
        if (rest.count) {
            end_list(&rest);
        }
    }
    for (uint32_t i = 0; i < text_table_count(l->words); i++) {
        struct text_span word = text_table_at(l->words, i);
        if (i >= l->fact_capacity || l->facts[i].start < least || word.n < 2) {
            continue;
        }
        if (word.p[0] == '-') {
            text_buffer_add_string(next_of(&list), "\\p{Lu}\\p{L}{1,40}");
            add_word(to, (struct text_span){word.p + 1, word.n - 1}, false);
        } else if (word.p[word.n - 1] == '-') {
            add_word(next_of(&list), (struct text_span){word.p, word.n - 1}, true);
            text_buffer_add_string(to, "\\p{L}{1,40}");
        }
    }
    end_list(&list);
    text_buffer_add_string(to, "(?![\\p{L}\\p{N}-])");
}

static void add_parts(struct text_buffer *to, const struct text_language *l, uint32_t part)
{
    struct list list = {to, 0};
    for (uint32_t i = 0; i < text_table_count(l->words) && i < l->fact_capacity; i++) {
        if (l->facts[i].parts & part) {
            add_word(next_of(&list), text_table_at(l->words, i), false);
        }
    }
    end_list(&list);
}

/* Common words of few letters, those that cannot be spoken (km) or all of them. */
static void add_short(struct text_buffer *to, const struct text_language *l, bool mute)
{
    struct list list = {to, 0};
    for (uint32_t i = 0; i < text_table_count(l->words) && i < l->fact_capacity; i++) {
        struct text_span word = text_table_at(l->words, i);
        if (l->facts[i].per_million && word.n <= (mute ? 4u : 3u) && text_shape_all(word, TEXT_CHAR_LETTER) &&
            (!mute || !text_shape_spoken(word)) && !text_language_abbreviation(l, word)) {
            add_word(next_of(&list), word, false);
        }
    }
    end_list(&list);
}

/* What a <name> stands for. */
static void expand(struct text_buffer *to, const struct text_language *l, struct text_span name)
{
    static const struct {
        const char *name, *pattern;
    } shapes[] = {
        {"w", "(?<![\\p{L}\\p{N}])"},
        {"end", "(?![\\p{L}\\p{N}])"},
        {"stop", "[.?!\342\200\246]+"},
        {"open", "[\"'\342\200\234\342\200\230\302\253\342\200\271\342\200\236(\\[]"},
        {"close", "[\"'\342\200\235\342\200\231\302\273\342\200\272)\\]]"},
        {"quote", "[\"'\342\200\234\342\200\230\302\253\342\200\271\342\200\236][^\\s\\p{Ll}]"},
        {"mutes", "(?!\\p{Lu}{2,})[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{1,4}"},
    };
    static const struct {
        const char *name;
        char class;
    } classes[] = {{"never", 'N'},  {"number", 'D'}, {"also", 'O'},   {"may", 'L'},
                   {"mostly", 'E'}, {"label", 'C'},  {"seldom", 'S'}, {"lettered", 'G'}};
    static const struct {
        const char *name;
        int least;
        uint32_t part;
    } words[] = {
        {"possible", POSSIBLE, 0},   {"likely", LIKELY, 0},         {"sure", SURE, 0},
        {"certain", CERTAIN, 0},     {"day", 0, TEXT_PART_DAY},     {"month", 0, TEXT_PART_MONTH},
        {"says", 0, TEXT_PART_SAYS}, {"tells", 0, TEXT_PART_TELLS}, {"self", 0, TEXT_PART_SAYS_SELF},
        {"zone", 0, TEXT_PART_ZONE},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (text_span_equal(name, text_span_of(shapes[i].name))) {
            text_buffer_add_string(to, shapes[i].pattern);
        }
    }
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (text_span_equal(name, text_span_of(classes[i].name))) {
            add_abbreviations(to, l, classes[i].class, false);
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_span_equal(name, text_span_of(words[i].name))) {
            if (words[i].part) {
                add_parts(to, l, words[i].part);
            } else {
                add_starts(to, l, words[i].least);
            }
        }
    }
    if (text_span_equal(name, TEXT_LITERAL("dotted"))) {
        add_abbreviations(to, l, 'E', true);
    } else if (text_span_equal(name, TEXT_LITERAL("mute")) || text_span_equal(name, TEXT_LITERAL("short"))) {
        add_short(to, l, name.p[0] == 'm');
    }
}

/* The form with its names replaced. A < with no letter behind is a look-behind's. */
static void fill(struct text_buffer *to, const struct text_language *l, const char *form)
{
    text_buffer_clear(to);
    for (const char *p = form; *p; p++) {
        const char *end = *p == '<' && p[1] >= 'a' && p[1] <= 'z' ? strchr(p, '>') : NULL;
        if (end) {
            expand(to, l, (struct text_span){p + 1, (size_t)(end - p - 1)});
            p = end;
        } else {
            text_buffer_add_char(to, *p);
        }
    }
}

enum text_status text_srx_of_language(const struct text_language *l, text_srx_sink *sink, void *context,
                                      struct text_error *err)
{
    struct text_buffer before = {0}, after = {0};
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0] && status == TEXT_OK; i++) {
        const struct form *t = &forms[i];
        if (t->if_lower && !text_language_ends_before_lower(l)) {
            continue;
        }
        fill(&before, l, t->before);
        fill(&after, l, t->after);
        struct text_srx_rule rule = {.breaks = t->breaks};
        rule.before = text_buffer_span(&before);
        rule.after = text_buffer_span(&after);
        status = before.failed || after.failed ? text_fail_memory(err, "the rules of a language")
                                               : sink(context, &rule, err);
    }
    text_buffer_free(&before);
    text_buffer_free(&after);
    return status;
}
