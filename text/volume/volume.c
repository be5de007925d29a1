/* See volume.h. */
#include "text/volume.h"

#include <unicode/uchar.h>

#include "text/character/character-private.h"
#include "text/character/property-private.h"
#include "text/word/break-private.h"

/* Scripts that do not part words. The last of them have no factor. */
enum script { NO_SCRIPT, HAN, KANA, HANGUL, THAI, OTHERS, SCRIPTS };

static const struct {
    uint32_t first, last;
    enum script script;
} blocks[] = {
    {0x0E00, 0x0E7F, THAI},     {0x0E80, 0x0EFF, OTHERS}, {0x1000, 0x109F, OTHERS}, {0x1100, 0x11FF, HANGUL},
    {0x1780, 0x17FF, OTHERS},   {0x2E80, 0x2FDF, HAN},    {0x3005, 0x3007, HAN},    {0x3040, 0x30FF, KANA},
    {0x3130, 0x318F, HANGUL},   {0x31F0, 0x31FF, KANA},   {0x3400, 0x4DBF, HAN},    {0x4E00, 0x9FFF, HAN},
    {0xA960, 0xA97F, HANGUL},   {0xAC00, 0xD7FF, HANGUL}, {0xF900, 0xFAFF, HAN},    {0xFF66, 0xFF9F, KANA},
    {0x20000, 0x3FFFF, HAN},
};

/* Ten times the characters that GMX-V takes for a word. */
static const unsigned factors[SCRIPTS] = {[HAN] = 28, [KANA] = 30, [HANGUL] = 33, [THAI] = 60};

struct count {
    struct text_volume sum;
    size_t script[SCRIPTS]; /* characters */
    const char *run;        /* where a run of OTHERS ended */
};

static enum script script_of(uint32_t c)
{
    for (size_t i = 0; c >= blocks[0].first && i < sizeof blocks / sizeof blocks[0]; i++) {
        if (c <= blocks[i].last) {
            return c >= blocks[i].first ? blocks[i].script : NO_SCRIPT;
        }
    }
    return NO_SCRIPT;
}

static void count_word(struct count *c, struct text_span word)
{
    bool plain = false, others = false;
    for (size_t i = 0; i < word.n;) {
        uint32_t character = text_char_next(word, &i);
        enum script script = script_of(character);
        c->sum.characters++;
        c->script[script]++;
        others = others || script == OTHERS;
        plain = plain || (script == NO_SCRIPT && text_char_class(character) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT));
    }
    c->sum.words += plain || (others && c->run != word.p);
    c->run = others ? word.p + word.n : NULL;
}

static bool is_alphanumeric(uint32_t c)
{
    return text_char_class(c) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT);
}

static bool joins(struct text_span text, size_t begin, size_t end, uint32_t c)
{
    if ((c != '-' && c != 0x2010 && c != 0x2011) || begin == 0 || end == text.n) {
        return false;
    }
    return is_alphanumeric(text_char_before(text, &begin)) && is_alphanumeric(text_char_next(text, &end));
}

static void count_signs(struct count *c, struct text_span text, size_t begin, size_t end)
{
    const uint32_t punctuation = U_GC_PC_MASK | U_GC_PD_MASK | U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK |
                                 U_GC_PF_MASK | U_GC_PO_MASK;
    for (size_t i = begin; i < end;) {
        size_t at = i;
        uint32_t character = text_char_next(text, &i);
        bool sign = (1u << text_property_of(character)->category) & punctuation;
        if (sign && !joins(text, at, i, character)) {
            c->sum.punctuation++;
        } else {
            c->sum.characters++;
        }
    }
}

static void count_blanks(struct count *c, struct text_span text, size_t begin, size_t end)
{
    while (begin < end) {
        text_char_next(text, &begin);
        c->sum.blanks++;
    }
}

struct text_volume text_volume_of(struct text_span text)
{
    struct count c = {0};
    struct text_span word;
    size_t i = 0, behind = 0;
    unsigned held;
    while (text_break_next(text, &i, &word, &held)) {
        size_t begin = (size_t)(word.p - text.p);
        count_blanks(&c, text, behind, begin);
        if (held & (TEXT_HAS_LETTER | TEXT_HAS_DIGIT)) {
            count_word(&c, word);
        } else {
            count_signs(&c, text, begin, i);
        }
        behind = i;
    }
    count_blanks(&c, text, behind, text.n);
    if (c.script[KANA]) {
        c.script[KANA] += c.script[HAN];
        c.script[HAN] = 0;
    }
    for (int s = HAN; s < OTHERS; s++) {
        size_t words = (c.script[s] * 10 + factors[s] / 2) / factors[s];
        c.sum.words += c.script[s] && !words ? 1 : words;
    }
    return c.sum;
}

void text_volume_add(struct text_volume *to, const struct text_volume *v)
{
    to->words += v->words;
    to->characters += v->characters;
    to->punctuation += v->punctuation;
    to->blanks += v->blanks;
}
