/* Cognates: names and loan words that two languages spell a little differently (Sergey/Sergei, Ukraina/Ukraine,
 * demokrasi/democracy).
 *
 * A form is first reduced to its skeleton, in which letters and groups that stand for one sound in the romanisations
 * and borrowings of both languages are one letter (c and q before a, o, u: k; ph: f; y: i; x: ks; doubled letters:
 * one); then skeletons are compared by edit distance. Forms beyond ASCII are compared as they are.
 *
 * Cost: the product of two word lengths, cut at LONGEST. */
#include <string.h>

#include "align/align-private.h"

enum { LONGEST = 24, SHORTEST = 4 };

static bool is_soft(char c)
{
    return c == 'e' || c == 'i' || c == 'y';
}

/* What one letter sounds like; *used becomes 2 where two letters are one sound. */
static char sound_of(char c, char next, size_t *used)
{
    *used = 1;
    switch (c) {
    case 'c':
        if (next == 'h' || next == 'k') {
            *used = 2;
            return 'k';
        }
        return is_soft(next) ? 's' : 'k';
    case 'p':
        *used = next == 'h' ? 2 : 1;
        return next == 'h' ? 'f' : 'p';
    case 't':
        *used = next == 'h' ? 2 : 1;
        return 't';
    case 's':
        *used = next == 'h' || next == 'y' ? 2 : 1;
        return 's';
    case 'k':
        *used = next == 'h' ? 2 : 1;
        return 'k';
    case 'q':
        return 'k';
    case 'v':
        return 'f';
    case 'w':
        return 'u';
    case 'y':
    case 'j':
        return 'i';
    case 'z':
        return 's';
    default:
        return c;
    }
}

size_t align_skeleton(struct text_span form, char *to, size_t room)
{
    size_t n = 0, used;
    for (size_t i = 0; i < form.n && n < room; i += used) {
        char c = form.p[i], next = i + 1 < form.n ? form.p[i + 1] : 0;
        if (c == 'x') {
            used = 1;
            to[n++] = 'k';
            if (n < room) {
                to[n++] = 's';
            }
            continue;
        }
        c = sound_of(c, next, &used);
        if (n == 0 || to[n - 1] != c) {
            to[n++] = c;
        }
    }
    return n;
}

static size_t edit_distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= m; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[m];
}

double align_cognate(struct text_span a, struct text_span b)
{
    char x[LONGEST], y[LONGEST];
    if (text_span_equal(a, b)) {
        return 1;
    }
    size_t n = align_skeleton(a, x, sizeof x), m = align_skeleton(b, y, sizeof y);
    size_t longer = n > m ? n : m, shorter = n < m ? n : m;
    if (shorter < SHORTEST || 2 * (longer - shorter) > longer) {
        return 0;
    }
    return 1 - (double)edit_distance(x, n, y, m) / (double)longer;
}
