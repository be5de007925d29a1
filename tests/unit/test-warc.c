/* WARC files: records of all types, codings of answers, damage. */
#define _POSIX_C_SOURCE 200809L
#include "tests/unit/archive.h"

static void add(struct text_buffer *to, const char *type, const char *head, const char *block)
{
    text_buffer_add_format(
        to, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%zu>\r\n%sContent-Length: %zu\r\n\r\n", type, to->n,
        head, strlen(block));
    text_buffer_add_string(to, block);
    text_buffer_add_string(to, "\r\n\r\n");
}

#define HTTP "Content-Type: application/http; msgtype=response\r\n"
#define URI(name) "WARC-Target-URI: https://x.example/" name "\r\n"

static void fill(struct text_buffer *b)
{
    add(b, "warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n");
    add(b, "request", URI("a") "Content-Type: application/http; msgtype=request\r\n", "GET /a HTTP/1.1\r\n\r\n");
    add(b, "response", URI("a") HTTP, "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=\"utf-8\"\r\n\r\n<p>a</p>");
    add(b, "response", URI("gone") HTTP, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no</p>");
    add(b, "response", URI("image") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG");
    add(b, "response", "WARC-Target-URI: <https://x.example/chunks>\r\n" HTTP,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\n<html\r\nA;x=1\r\n> b c d e \r\n0\r\n\r\n");
    add(b, "response", URI("undone") HTTP,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: "
        "br\r\n\r\n<html>no chunks");
    add(b, "response", URI("br") HTTP,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\x8b\x02\x80");
    add(b, "response", URI("untold") HTTP, "HTTP/1.1 200 OK\r\n\r\n<!DOCTYPE html><p>u");
    add(b, "response", URI("noise") HTTP, "HTTP/1.1 200 OK\r\n\r\nnoise");
    add(b, "response", URI("wrong") HTTP, "no answer");
    add(b, "revisit", URI("a") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    add(b, "resource", URI("r") "Content-Type: text/plain;charset=windows-1252\r\n", "caf\xE9");
    add(b, "conversion", URI("c") "Content-Type: text/plain\r\n", "<html> is a tag");
    add(b, "metadata", URI("m") "Content-Type: text/plain\r\n", "no");
    add(b, "response", URI("late") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
}

static const char filled[] = "https://x.example/a html url=https://x.example/a charset=utf-8: <p>a</p>\n"
                             "https://x.example/chunks html url=https://x.example/chunks: <html> b c d e \n"
                             "https://x.example/undone html url=https://x.example/undone: <html>no chunks\n"
                             "!foreign https://x.example/br: is in the coding \"br\", which is not known here\n"
                             "https://x.example/untold html url=https://x.example/untold: <!DOCTYPE html><p>u\n"
                             "!malformed https://x.example/wrong: is no answer of a web server\n"
                             "https://x.example/r url=https://x.example/r charset=windows-1252: caf\xE9\n"
                             "https://x.example/c url=https://x.example/c: <html> is a tag\n"
                             "!empty https://x.example/late: is empty\n";

static void check_packed_answer(void)
{
    struct text_buffer b = {0}, page = {0};
    struct text_error err;
    archive_put_text("page", "<html><p>packed</p>");
    archive_run("gzip page");
    check(text_file_read("page.gz", &page, &err) == TEXT_OK, "page.gz is there");
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    text_buffer_add_format(&b, "WARC/1.1\nWARC-Type: response\n" URI("p") HTTP "Content-Length: %zu\n\n",
                           strlen(head) + page.n);
    text_buffer_add_string(&b, head);
    text_buffer_add(&b, text_buffer_span(&page));
    text_buffer_add_string(&b, "\r\n\r\n");
    archive_put("packed.warc", b.p, b.n);
    archive_check("packed.warc", NULL, 0, "https://x.example/p html url=https://x.example/p: <html><p>packed</p>\n");
    archive_check("packed.warc", NULL, 10, "!large https://x.example/p: is larger than 10 bytes when unpacked\n");
    text_buffer_free(&b);
    text_buffer_free(&page);
}

/* An answer in the coding "deflate", with and without the head of zlib, and one that is cut off. */
static void check_deflated_answer(void)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n";
    enum { GZIP_HEAD = 10, GZIP_END = 8 };
    struct text_buffer b = {0}, page = {0}, out = {0};
    struct text_error err;
    archive_put_text("deflated", "<html><p>deflated, deflated</p>");
    archive_run("gzip -n deflated");
    check(text_file_read("deflated.gz", &page, &err) == TEXT_OK && page.n > GZIP_HEAD + GZIP_END, "it is there");
    struct text_span raw = {page.p + GZIP_HEAD, page.n - GZIP_HEAD - GZIP_END};
    for (int k = 0; k < 3; k++) {
        size_t bare = k == 1, n = k == 2 ? raw.n / 2 : raw.n;
        text_buffer_add_format(&b, "WARC/1.1\nWARC-Type: response\n" URI("d") HTTP "Content-Length: %zu\n\n",
                               strlen(head) + (bare ? 0 : 2) + n);
        text_buffer_add_string(&b, head);
        text_buffer_add_string(&b, bare ? "" : "\x78\x9C");
        text_buffer_add(&b, (struct text_span){raw.p, n});
        text_buffer_add_string(&b, "\r\n\r\n");
    }
    archive_put("deflated.warc", b.p, b.n);
    archive_list("deflated.warc", NULL, 0, &out);
    static const char twice[] = "https://x.example/d html url=https://x.example/d: <html><p>deflated, deflated</p>\n"
                                "https://x.example/d html url=https://x.example/d: <html><p>deflated, deflated</p>\n"
                                "!damaged https://x.example/d: ";
    check(text_span_starts(text_buffer_span(&out), text_span_of(twice)), "deflated: %.*s", (int)out.n, out.p);
    text_buffer_free(&out);
    text_buffer_free(&b);
    text_buffer_free(&page);
}

static void check_damage(const struct text_buffer *whole)
{
    struct text_buffer b = {0};
    add(&b, "response", URI("a") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a");
    text_buffer_add_string(&b, "noise\nmore noise\n");
    add(&b, "response", URI("b") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>b");
    text_buffer_add_string(&b, "WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n");
    add(&b, "response", URI("c") HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>c");
    archive_put("noise.warc", b.p, b.n - 10);
    archive_check("noise.warc", NULL, 0,
                  "https://x.example/a html url=https://x.example/a: <p>a\n"
                  "!damaged a record without a name: no WARC record where one should begin; the next is looked for\n"
                  "https://x.example/b html url=https://x.example/b: <p>b\n"
                  "!malformed a record without a name: has no length\n"
                  "!damaged https://x.example/c: is cut off after 42 of 48 bytes\n");
    text_buffer_free(&b);
    for (size_t n = 1; n < whole->n; n += 37) {
        archive_put("cut.warc", whole->p, n);
        archive_list("cut.warc", NULL, 0, &b);
        check(b.n < 2000, "cut at %zu it comes to an end", n);
        text_buffer_free(&b);
    }
}

int main(void)
{
    struct text_buffer b = {0};
    archive_enter();
    fill(&b);
    archive_put("a.warc", b.p, b.n);
    archive_check("a.warc", NULL, 0, filled);
    mkdir("f", 0755);
    archive_run("gzip -k a.warc && head -c 700 a.warc | gzip >two.warc.gz && tail -c +701 a.warc | gzip >>two.warc.gz");
    archive_check("a.warc.gz", NULL, 0, filled);
    archive_check("two.warc.gz", NULL, 0, filled);
    archive_run("cp a.warc f/x.warc");
    struct text_buffer out = {0};
    archive_list("f", NULL, 0, &out);
    check(text_span_starts(text_buffer_span(&out), TEXT_LITERAL("x.warc/https://x.example/a html")), "in a folder");
    text_buffer_free(&out);
    check_packed_answer();
    check_deflated_answer();
    check_damage(&b);
    text_buffer_free(&b);
    archive_leave();
    return check_report();
}
