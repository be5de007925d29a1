/* How much of an article is taken from a page, and how much of what is no article: the pages of tests/data/pages, each
 * beside what is wanted of it. Words are counted as a bag a page; of the text first as it is, then without the lines
 * that
 * the segmenter tells as furniture. What a page says about itself must be right to the letter.
 *
 * With an argument, prints the figures of each page and the words that differ. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "formats/archive.h"
#include "text/text.h"

#include "tests/unit/check.h"

enum { MOST = 4000 };

/* Over all pages. */
static const struct {
    double precision, recall;
} floor_raw = {0.965, 0.985}, floor_clean = {0.993, 0.98};

struct count {
    size_t got, wanted, both;
};

static struct text_language *languages[2];
static struct formats_calendar *calendar;
static bool loud;

static int compare(const void *a, const void *b)
{
    return text_span_compare(*(const struct text_span *)a, *(const struct text_span *)b);
}

static size_t words_of(struct text_span text, struct text_span words[MOST])
{
    size_t n = 0, at = 0;
    while (at < text.n && n < MOST) {
        while (at < text.n && strchr(" \n\t", text.p[at])) {
            at++;
        }
        size_t begin = at;
        while (at < text.n && !strchr(" \n\t", text.p[at])) {
            at++;
        }
        if (at > begin) {
            words[n++] = (struct text_span){text.p + begin, at - begin};
        }
    }
    qsort(words, n, sizeof *words, compare);
    return n;
}

static struct count count(struct text_span got, struct text_span wanted, const char *what)
{
    static struct text_span a[MOST], b[MOST];
    struct count c = {words_of(got, a), words_of(wanted, b), 0};
    for (size_t i = 0, k = 0; i < c.got || k < c.wanted;) {
        int order = i == c.got ? 1 : k == c.wanted ? -1 : text_span_compare(a[i], b[k]);
        c.both += order == 0;
        if (loud && what && order != 0) {
            struct text_span word = order < 0 ? a[i] : b[k];
            printf(" %c%.*s", order < 0 ? '+' : '-', TEXT_PRINT(word));
        }
        i += order <= 0;
        k += order >= 0;
    }
    if (loud && what) {
        printf("\n%s: %zu words, %zu wanted, %zu of them\n", what, c.got, c.wanted, c.both);
    }
    return c;
}

/* The lines that are not furniture all through. */
static void clean(const struct text_decoded *text, struct text_arena *arena, struct text_buffer *out)
{
    struct text_document d;
    struct text_error err;
    const struct text_language *l = languages[text_language_identify(languages[0], languages[1], text->text, NULL)];
    check(text_segment(l, text, false, arena, &d, &err) == TEXT_OK, "%s", err.message);
    for (size_t i = 0; i < d.count; i++) {
        if (d.segments[i].kind != TEXT_FURNITURE) {
            text_buffer_add(out, d.segments[i].text);
            text_buffer_add_char(out, '\n');
        }
    }
}

static void add(struct count *to, struct count c)
{
    to->got += c.got;
    to->wanted += c.wanted;
    to->both += c.both;
}

static void check_page(const char *name, struct count *raw, struct count *tidy)
{
    char path[300];
    struct text_buffer page = {0}, expected = {0}, head = {0}, cleaned = {0};
    struct text_error err = {0};
    struct formats_article a;
    struct text_arena *arena = text_arena_new();
    snprintf(path, sizeof path, "tests/data/pages/%s.expected", name);
    check(text_file_read(path, &expected, &err) == TEXT_OK, "%s", err.message);
    snprintf(path, sizeof path, "tests/data/pages/%s.html", name);
    check(text_file_read(path, &page, &err) == TEXT_OK, "%s", err.message);
    const struct text_decoding how = {.name = path};
    enum text_status status = formats_article_read(text_buffer_span(&page), FORMATS_HTML, &how, arena, &a, &err);
    status = status == TEXT_OK ? formats_article_find_date(calendar, &a, arena, &err) : status;
    check(status == TEXT_OK, "%s: %s", path, err.message);
    const char *blank = expected.n ? strstr(expected.p, "\n\n") : NULL;
    if (status == TEXT_OK && blank) {
        text_buffer_add_format(&head, "title: %.*s\nurl:%s%.*s\n", TEXT_PRINT(a.title), a.url.n ? " " : "",
                               TEXT_PRINT(a.url));
        text_buffer_add_format(&head, "date: %.*s\nauthor:%s%.*s\n", TEXT_PRINT(a.date), a.author.n ? " " : "",
                               TEXT_PRINT(a.author));
        text_buffer_add_format(&head, "language:%s%.*s", a.language.n ? " " : "", TEXT_PRINT(a.language));
        size_t n = (size_t)(blank - expected.p);
        check(text_span_equal(text_buffer_span(&head), (struct text_span){expected.p, n}),
              "%s: says\n%.*s\nand not\n%.*s", path, (int)head.n, head.p, (int)n, expected.p);
        struct text_span wanted = {blank + 2, expected.n - n - 2};
        clean(&a.text, arena, &cleaned);
        if (loud) {
            printf("%s\n", name);
        }
        add(raw, count(a.text.text, wanted, "raw"));
        add(tidy, count(text_buffer_span(&cleaned), wanted, "without furniture"));
    }
    text_buffer_free(&page);
    text_buffer_free(&expected);
    text_buffer_free(&head);
    text_buffer_free(&cleaned);
    text_arena_free(arena);
}

static void check_floor(const char *what, struct count c, double precision, double recall)
{
    double p = c.got ? (double)c.both / (double)c.got : 0, r = c.wanted ? (double)c.both / (double)c.wanted : 0;
    check(p >= precision && r >= recall, "%s: precision %.4f and recall %.4f are below %.3f and %.3f", what, p, r,
          precision, recall);
    if (loud) {
        printf("%s: precision %.4f, recall %.4f\n", what, p, r);
    }
}

int main(int argc, char **argv)
{
    static const char *const codes[] = {"id", "en"};
    struct text_error err;
    struct count raw = {0}, tidy = {0};
    size_t pages = 0;
    loud = argc > 1;
    for (int i = 0; i < 2; i++) {
        if (text_language_load("corpora", codes[i], &languages[i], &err) != TEXT_OK) {
            puts(err.message);
            return 99;
        }
    }
    DIR *dir = opendir("tests/data/pages");
    if (!dir || formats_calendar_load("corpora", codes, 2, &calendar, &err) != TEXT_OK) {
        puts(dir ? err.message : "tests/data/pages is not there");
        return 99;
    }
    for (struct dirent *d; (d = readdir(dir));) {
        struct text_span name = text_span_of(d->d_name);
        if (text_span_ends(name, TEXT_LITERAL(".html")) && (argc < 3 || strstr(d->d_name, argv[2]))) {
            d->d_name[name.n - 5] = '\0';
            check_page(d->d_name, &raw, &tidy);
            pages++;
        }
    }
    closedir(dir);
    check(argc > 2 || pages >= 33, "%zu pages", pages);
    check_floor("raw", raw, floor_raw.precision, floor_raw.recall);
    check_floor("without furniture", tidy, floor_clean.precision, floor_clean.recall);
    formats_calendar_free(calendar);
    text_language_free(languages[0]);
    text_language_free(languages[1]);
    return check_report();
}
