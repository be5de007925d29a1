/* A page's title: sites add their name to it before or behind a mark ("Title - The Post", "The Post | Title"). What is
 * left
 * when the name is taken off must stand on the page to count. */
#include <string.h>
#include <strings.h>

#include "formats/article/article-private.h"

enum { LEAST_WORDS = 3, MOST_BEHIND = 60 };

/* Whether the block is the title, or begins with it and has little behind, such as a date line. */
static bool is_title(const struct formats_page *page, const struct formats_block *b, struct text_span title)
{
    struct text_span text = {page->text.p + b->range.begin, b->range.end - b->range.begin};
    return text.n >= title.n && text.n <= title.n + MOST_BEHIND && strncasecmp(text.p, title.p, title.n) == 0 &&
           (text.n == title.n || text.p[title.n] == ' ');
}

static size_t find(const struct formats_page *page, struct text_span title)
{
    size_t words = 1;
    for (size_t i = 0; i < title.n; i++) {
        words += title.p[i] == ' ';
    }
    for (size_t i = 0; i < page->block_count && words >= LEAST_WORDS; i++) {
        if (page->blocks[i].link_words * 2 <= page->blocks[i].words && is_title(page, &page->blocks[i], title)) {
            return i;
        }
    }
    return page->block_count;
}

/* The length of a mark at the beginning of s, with the blanks around it. */
static size_t divider(struct text_span s)
{
    static const char *const marks[] = {
        " - ", ": ", " | ", " :: ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " \xC2\xB7 ", " \xE2\x80\xA2 "};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (text_span_starts(s, text_span_of(marks[i]))) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

struct text_span formats_page_title(const struct formats_page *page, size_t *block)
{
    struct text_span title = page->claims.at[FORMATS_FIELD_TITLE].value;
    *block = title.n ? find(page, title) : page->block_count;
    for (size_t tries = 0, i = 0; *block == page->block_count && i < title.n && tries < 4; i++) {
        size_t n = divider((struct text_span){title.p + i, title.n - i});
        struct text_span parts[] = {{title.p, i}, {title.p + i + n, title.n - i - n}};
        struct text_span best = title;
        for (size_t k = 0; n > 0 && k < 2; k++) { /* the longer: the name of the site stands on its pages too */
            size_t found = find(page, parts[k]);
            if (found < page->block_count && (*block == page->block_count || parts[k].n > best.n)) {
                *block = found;
                best = parts[k];
            }
        }
        if (*block < page->block_count) {
            return best;
        }
        tries += n > 0;
    }
    return title;
}
