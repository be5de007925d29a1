/* padan concordance: where a phrase stands in the memory, in either language. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/match/hit.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/show.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/screen.h"

static enum text_status print_hit(const struct tm_hit *hit, struct text_error *err)
{
    struct formats_json *o = formats_json_object(), *marks = formats_json_array();
    formats_json_set_text(o, "from", hit->unit.language.source);
    formats_json_set_text(o, "to", hit->unit.language.target);
    cli_set_unit(o, &hit->unit);
    for (size_t i = 0; i < hit->mark_count; i++) {
        struct formats_json *range = formats_json_array();
        formats_json_append_integer(range, (int64_t)hit->marks[i].begin);
        formats_json_append_integer(range, (int64_t)hit->marks[i].end);
        formats_json_append(marks, range);
    }
    formats_json_set(o, "marks", marks);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

static enum text_status concordance(const struct cli_arguments *a, struct tm_phrase *phrase, struct text_arena *arena,
                                    struct tm_hits *hits, struct text_error *err)
{
    struct text_decoding decoding = {.name = "the phrase", .charset = "UTF-8"};
    struct text_decoded decoded;
    struct tm_memory *memory = NULL;
    enum text_status status = text_decode(text_span_of(cli_operand(a, 0)), &decoding, arena, &decoded, err);
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_READ, &memory, err);
    }
    if (status == TEXT_OK) {
        phrase->text = decoded.text;
        phrase->language = text_span_of(cli_text(a, "lang", NULL));
        phrase->scattered = cli_has(a, "all");
        phrase->prefixes = cli_has(a, "prefix");
        phrase->stems = cli_has(a, "stem");
        status = tm_concordance(memory, phrase, arena, hits, err);
    }
    for (size_t i = 0; status == TEXT_OK && i < hits->count; i++) {
        if (cli_has(a, "json")) {
            status = print_hit(&hits->at[i], err);
        } else {
            cli_hit_show(&hits->at[i], 0);
        }
    }
    tm_close(memory);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct tm_hits hits = {0};
    long most, page;
    if (!cli_integer(a, "top", 1, 100000, 20, &most) || !cli_integer(a, "page", 1, 1000000, 1, &page)) {
        return CLI_USAGE;
    }
    cli_screen_begin(a);
    if (!cli_has(a, "json")) {
        cli_pager_begin(a);
    }
    struct tm_phrase phrase = {.skip = (size_t)(page - 1) * (size_t)most, .most = (size_t)most};
    struct text_arena *arena = text_arena_new();
    enum text_status status =
        arena ? concordance(a, &phrase, arena, &hits, &err) : text_fail_memory(&err, "a phrase");
    if (status == TEXT_OK && hits.more) {
        cli_note("padan: there are more: --page %ld shows the next", page + 1);
    }
    text_arena_free(arena);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return hits.count ? CLI_OK : CLI_FAILED;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"all", 'a', NULL, NULL, "all words of PHRASE somewhere in the text, in any order"},
    {"stem", 's', NULL, NULL, "every form of the words: sebut finds menyebut, disebut, penyebutan"},
    {"prefix", 'p', NULL, NULL, "every word that begins with one of PHRASE, as if a * stood behind each"},
    {"lang", 'l', "LANG", NULL, "look only in texts of this language; default: in both"},
    {"top", 0, "N", NULL, "so many a page; default 20"},
    {"page", 0, "N", NULL, "the Nth page; default the first"},
    CLI_COLOR_OPTION,
    CLI_PAGER_OPTION,
    {"json", 'j', NULL, NULL, "an object a hit, with the byte ranges of the phrase in the source"},
    {0},
};

const struct cli_command cli_command_concordance = {
    .name = "concordance",
    .operands = "PHRASE",
    .summary = "Show where a phrase stands in the memory, with its counterparts.",
    .details = "The words of PHRASE have to stand next to each other; case does not matter. A word with a * behind it"
               " finds all that begin with it. The shortest texts come first. Exit status 1 when it stands nowhere.",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
