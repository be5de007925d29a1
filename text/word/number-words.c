/* Numbers in words: "dua ratus lima puluh ribu", "twenty-one", "a hundred and five", and digits never. One sum is kept;
 * each word is allowed only where the places it would fill are still empty, so that "lima enam" is two numbers.
 *
 * A single word for one is no number: it is an article or a pronoun more often.
 */
#include "text/placeable/placeable-private.h"

enum { MOST_WORDS = 16 };

static const uint64_t limit = 1000000000000000; /* exact in a double */

/* The places a number fills: 10 for 7, 100 for 12, 1000 for 100. */
static uint64_t places_of(uint64_t value)
{
    uint64_t places = 10;
    while (places <= value) {
        places *= 10;
    }
    return places;
}

static bool add_value(uint64_t *sum, uint64_t value)
{
    if (*sum % places_of(value) != 0) {
        return false;
    }
    *sum += value;
    return *sum < limit;
}

/* Multiplies what stands below `below`. */
static bool multiply(uint64_t *sum, uint64_t below, uint64_t factor)
{
    uint64_t low = *sum % below, high = *sum - low;
    if (low == 0 || high % (below * factor) != 0) {
        return false;
    }
    *sum = high + low * factor;
    return *sum < limit;
}

static uint64_t power_of_ten(int32_t exponent)
{
    uint64_t power = 1;
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

/* Takes one word in. *alone: the word may end a number. */
static bool take(const struct text_language *l, struct text_span word, uint64_t *sum, bool *counts)
{
    int32_t value;
    if (text_term_value(l, TEXT_TERM_NUMBER, word, &value)) {
        *counts = true;
        return add_value(sum, (uint64_t)value);
    }
    if (text_term_value(l, TEXT_TERM_ONE, word, &value)) {
        return add_value(sum, (uint64_t)value);
    }
    if (*sum == 0) {
        return false;
    }
    *counts = true;
    if (text_term_value(l, TEXT_TERM_TEEN, word, &value)) {
        uint64_t unit = *sum % 10;
        bool ok = unit > 0 && *sum % 100 == unit;
        *sum += ok ? 10 : 0;
        return ok;
    }
    if (text_term_value(l, TEXT_TERM_TIMES, word, &value)) {
        return multiply(sum, value == 100 && *sum < 100 && *sum >= 10 ? 100 : 10, (uint64_t)value);
    }
    return text_term_value(l, TEXT_TERM_MAGNITUDE, word, &value) && multiply(sum, 1000, power_of_ten(value));
}

size_t text_read_number_words(const struct text_reader *r, size_t i, double *value)
{
    uint64_t sum = 0;
    size_t end = 0, at = i;
    int32_t joins;
    bool counts = false;
    for (int words = 0; words < MOST_WORDS; words++) {
        size_t word_end = text_letters_end(r->s, at);
        bool hundreds = sum % 1000 >= 100 && sum % 100 == 0;
        if (hundreds && text_term_value(r->language, TEXT_TERM_JOINS, text_slice(r->s, at, word_end), &joins) &&
            text_byte_at(r->s, word_end) == ' ') {
            at = word_end + 1;
            continue;
        }
        uint64_t next = sum;
        bool next_counts = counts;
        if (word_end == at || text_digit_at(r->s, word_end) ||
            !take(r->language, text_slice(r->s, at, word_end), &next, &next_counts)) {
            break;
        }
        sum = next;
        counts = next_counts;
        end = word_end;
        at = end + (text_byte_at(r->s, end) == ' ' || text_byte_at(r->s, end) == '-');
        if (at == end) {
            break;
        }
    }
    if (!end || !counts) {
        return 0;
    }
    *value = (double)sum;
    return end;
}
