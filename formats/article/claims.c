/* What a page says about itself: Open Graph, schema.org as JSON-LD, meta elements, and the page's own elements. */
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "formats/article/article-private.h"
#include "formats/article/date-private.h"

enum { LONGEST_VALUE = 2000, DEEPEST_JSON = 16 };

void formats_claims_start(struct formats_claims *c, struct text_arena *arena)
{
    *c = (struct formats_claims){.arena = arena, .date_line_rank = FORMATS_RANK_NONE};
    for (int i = 0; i < FORMATS_FIELDS; i++) {
        c->at[i].rank = FORMATS_RANK_NONE;
    }
}

static struct text_span text_value(struct formats_claims *c, struct text_span value)
{
    struct text_span clean = {0};
    struct text_error why;
    enum text_status status = text_normalize(value, c->arena, &clean, &why);
    c->failed = c->failed || status == TEXT_NOMEM;
    if (status != TEXT_OK || clean.n == 0) {
        return (struct text_span){0};
    }
    struct text_span copy = text_arena_copy(c->arena, clean); /* it may be borrowed from value */
    c->failed = c->failed || !copy.p;
    return copy;
}

/* The date in one form, or an empty span; what has a number and may be a date in words is kept beside. */
static struct text_span date_value(struct formats_claims *c, enum formats_rank rank, struct text_span value)
{
    enum { LONGEST_LINE = 200 };
    struct formats_moment m;
    char date[FORMATS_DATE_SIZE];
    if (!formats_date_parse_standard(value, &m)) {
        if (rank < c->date_line_rank && value.n <= LONGEST_LINE) {
            c->date_line = text_value(c, value);
            c->date_line_rank = rank;
        }
        return (struct text_span){0};
    }
    formats_date_print(&m, date);
    struct text_span copy = text_arena_copy(c->arena, text_span_of(date));
    c->failed = c->failed || !copy.p;
    return copy;
}

static bool has_address(struct text_span s)
{
    for (; s.n >= 3; s.p++, s.n--) {
        if (text_span_starts(s, TEXT_LITERAL("://"))) {
            return true;
        }
    }
    return false;
}

void formats_claims_offer(struct formats_claims *c, enum formats_field field, enum formats_rank rank,
                          struct text_span value)
{
    value = text_span_trim(value);
    if (rank >= c->at[field].rank || value.n == 0 || value.n > LONGEST_VALUE) {
        return;
    }
    if (field == FORMATS_FIELD_URL && !text_span_starts(value, TEXT_LITERAL("http://")) &&
        !text_span_starts(value, TEXT_LITERAL("https://"))) {
        return; /* a relative address says nothing without the page's own */
    }
    if (field == FORMATS_FIELD_AUTHOR && has_address(value)) {
        return; /* a page about the author */
    }
    value = field == FORMATS_FIELD_DATE ? date_value(c, rank, value) : text_value(c, value);
    if (value.n) {
        c->at[field].value = value;
        c->at[field].rank = rank;
    }
}

void formats_claims_meta(struct formats_claims *c, struct text_span name, struct text_span content)
{
    static const struct {
        const char *name;
        enum formats_field field;
        enum formats_rank rank;
    } known[] = {
        {"og:title", FORMATS_FIELD_TITLE, FORMATS_RANK_OPEN_GRAPH},
        {"og:url", FORMATS_FIELD_URL, FORMATS_RANK_OPEN_GRAPH},
        {"article:published_time", FORMATS_FIELD_DATE, FORMATS_RANK_OPEN_GRAPH},
        {"og:article:published_time", FORMATS_FIELD_DATE, FORMATS_RANK_OPEN_GRAPH},
        {"author", FORMATS_FIELD_AUTHOR, FORMATS_RANK_META},
        {"article:author", FORMATS_FIELD_AUTHOR, FORMATS_RANK_META},
        {"dc.creator", FORMATS_FIELD_AUTHOR, FORMATS_RANK_META},
        {"parsely-author", FORMATS_FIELD_AUTHOR, FORMATS_RANK_META},
        {"cxenseparse:author", FORMATS_FIELD_AUTHOR, FORMATS_RANK_META},
        {"og:locale", FORMATS_FIELD_LANGUAGE, FORMATS_RANK_META},
        {"twitter:title", FORMATS_FIELD_TITLE, FORMATS_RANK_META},
        {"dc.title", FORMATS_FIELD_TITLE, FORMATS_RANK_META},
        {"datepublished", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"publishdate", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"pubdate", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"publish-date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"dc.date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"dc.date.issued", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"publish_date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"content_publisheddate", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"parsely-pub-date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"sailthru.date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
        {"date", FORMATS_FIELD_DATE, FORMATS_RANK_META},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t n = strlen(known[i].name);
        if (n == name.n && strncasecmp(known[i].name, name.p, n) == 0) {
            formats_claims_offer(c, known[i].field, known[i].rank, content);
        }
    }
}

static struct text_span json_text(const json_t *value)
{
    return json_is_string(value) ? (struct text_span){json_string_value(value), json_string_length(value)}
                                 : (struct text_span){0};
}

/* "NewsArticle", "BlogPosting", "schema:Report", alone or in a list. */
static bool is_article(const json_t *type)
{
    if (json_is_array(type)) {
        return is_article(json_array_get(type, 0)) || is_article(json_array_get(type, 1));
    }
    struct text_span name = json_text(type);
    return text_span_ends(name, TEXT_LITERAL("Article")) || text_span_ends(name, TEXT_LITERAL("Posting")) ||
           text_span_ends(name, TEXT_LITERAL("Report"));
}

/* An object may be elsewhere in the graph, under its id. */
static const json_t *follow(const json_t *root, const json_t *object)
{
    const char *id = json_string_value(json_object_get(object, "@id"));
    const json_t *graph = json_is_array(root) ? root : json_object_get(root, "@graph");
    for (size_t i = 0; id && !json_object_get(object, "name") && i < json_array_size(graph); i++) {
        const json_t *other = json_array_get(graph, i);
        const char *its = json_string_value(json_object_get(other, "@id"));
        if (its && strcmp(its, id) == 0) {
            return other;
        }
    }
    return object;
}

/* A name, an object that has one, or a list of either. */
static void add_authors(const json_t *root, const json_t *author, struct text_buffer *to, int depth)
{
    for (size_t i = 0; depth < 2 && i < json_array_size(author); i++) {
        add_authors(root, json_array_get(author, i), to, depth + 1);
    }
    struct text_span name = json_text(json_is_object(author) ? json_object_get(follow(root, author), "name") : author);
    name = text_span_trim(name);
    if (name.n && !has_address(name)) {
        if (to->n) {
            text_buffer_add_string(to, ", ");
        }
        text_buffer_add(to, name);
    }
}

static void take_author(struct formats_claims *c, const json_t *root, const json_t *author)
{
    struct text_buffer names = {0};
    add_authors(root, author, &names, 0);
    c->failed = c->failed || names.failed;
    formats_claims_offer(c, FORMATS_FIELD_AUTHOR, FORMATS_RANK_JSON, text_buffer_span(&names));
    text_buffer_free(&names);
}

static void take_object(struct formats_claims *c, const json_t *root, const json_t *object)
{
    struct text_span body = json_text(json_object_get(object, "articleBody"));
    if (body.n > c->body.n) {
        text_buffer_clear(&c->body);
        text_buffer_add(&c->body, body);
        c->failed = c->failed || c->body.failed;
    }
    take_author(c, root, json_object_get(object, "author"));
    const json_t *page = json_object_get(object, "mainEntityOfPage");
    formats_claims_offer(c, FORMATS_FIELD_TITLE, FORMATS_RANK_JSON, json_text(json_object_get(object, "headline")));
    formats_claims_offer(c, FORMATS_FIELD_DATE, FORMATS_RANK_JSON, json_text(json_object_get(object, "datePublished")));
    formats_claims_offer(c, FORMATS_FIELD_LANGUAGE, FORMATS_RANK_JSON,
                         json_text(json_object_get(object, "inLanguage")));
    formats_claims_offer(c, FORMATS_FIELD_URL, FORMATS_RANK_JSON, json_text(json_object_get(object, "url")));
    formats_claims_offer(c, FORMATS_FIELD_URL, FORMATS_RANK_JSON, json_text(page));
    formats_claims_offer(c, FORMATS_FIELD_URL, FORMATS_RANK_JSON, json_text(json_object_get(page, "@id")));
}

/* Articles in lists, in @graph, and as what a page is about. */
static void walk(struct formats_claims *c, const json_t *root, const json_t *value, int depth)
{
    if (depth > DEEPEST_JSON) {
        return;
    }
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            walk(c, root, json_array_get(value, i), depth + 1);
        }
    } else if (json_is_object(value)) {
        if (is_article(json_object_get(value, "@type"))) {
            take_object(c, root, value);
        }
        walk(c, root, json_object_get(value, "@graph"), depth + 1);
        walk(c, root, json_object_get(value, "mainEntity"), depth + 1);
    }
}

void formats_claims_json(struct formats_claims *c, struct text_span json)
{
    json_error_t why;
    json_t *root = json_loadb(json.p ? json.p : "", json.n, JSON_DISABLE_EOF_CHECK, &why);
    c->failed = c->failed || (!root && json_error_code(&why) == json_error_out_of_memory);
    walk(c, root, root, 0);
    json_decref(root);
}
