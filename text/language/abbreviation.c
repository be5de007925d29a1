/* text_language_add_abbreviations: see language.h. A file of the user's own, in the form of the shipped ones; it is
 * told apart from them by its messages, as nobody described its columns to the user at its top.
 */
#include <string.h>

#include "text/file.h"
#include "text/language.h"
#include "text/language/language-data-private.h"
#include "text/language/language-private.h"

static enum text_status broken(const char *path, size_t line, const char *what, struct text_error *err)
{
    return text_fail(err, TEXT_INVALID,
                     "%s:%zu: %s; a line is an abbreviation, a tab, and its class: N (never ends a sentence), D (not "
                     "before a number, else as L), O (not before a number, else an ordinary word), L (ends before what "
                     "looks like a beginning), S (as L, but it must surely be one), E (ends before a capital), C (a "
                     "label) or G (no abbreviation, but a letter behind it is no initial)",
                     path, line, what);
}

static enum text_status read_line(struct text_language *l, struct text_span line, const char *path, size_t number,
                                  struct text_error *err)
{
    struct text_span word, class = {NULL, 0};
    if (text_span_trim(line).n == 0 || line.p[0] == '#') {
        return TEXT_OK;
    }
    text_span_cut(&line, '\t', &word);
    text_span_cut(&line, '\t', &class);
    word = text_span_trim(word);
    class = text_span_trim(class);
    word.n -= word.n && word.p[word.n - 1] == '.'; /* "dll." is as good as "dll" */
    if (!word.n) {
        return broken(path, number, "there is no abbreviation", err);
    }
    if (memchr(word.p, ' ', word.n)) {
        return broken(path, number, "an abbreviation has no blank in it", err);
    }
    if (class.n != 1 || !memchr("NDOLSECG", class.p[0], 8)) {
        return broken(path, number, class.n ? "there is no such class" : "there is no class", err);
    }
    return text_dictionary_add(&l->abbreviations, word, (unsigned char)class.p[0]) ? TEXT_OK
                                                                                   : text_fail_memory(err, path);
}

enum text_status text_language_add_abbreviations(struct text_language *l, const char *path, struct text_error *err)
{
    struct text_buffer bytes = {0};
    enum text_status status = text_file_read(path, &bytes, err);
    struct text_span line, rest = text_buffer_span(&bytes), mark = TEXT_LITERAL("\xEF\xBB\xBF");
    if (text_span_starts(rest, mark)) {
        rest = (struct text_span){rest.p + mark.n, rest.n - mark.n};
    }
    for (size_t number = 1; status == TEXT_OK && text_span_cut(&rest, '\n', &line); number++) {
        status = read_line(l, line, path, number, err);
    }
    text_buffer_free(&bytes);
    return status;
}
