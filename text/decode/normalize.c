/* text_normalize: the form in which a memory compares texts. See decode.h. */
#include "text/decode.h"

#include "text/decode/decode-private.h"

enum text_status text_normalize(struct text_span s, struct text_arena *arena, struct text_span *out,
                                struct text_error *err)
{
    struct text_buffer room = {0};
    struct text_span clean;
    size_t valid = text_utf8_end(s);
    if (valid < s.n) {
        return text_fail(err, TEXT_INVALID, "a text that must be UTF-8 is not, from its byte %zu on", valid);
    }
    struct text_clean job = {.in = s, .origin_end = s.n, .collapse = true};
    enum text_status status = text_clean(&job, &room, NULL, &clean, err);
    if (status != TEXT_OK) {
        goto out;
    }
    if (room.n) {
        clean = text_arena_copy(arena, clean);
        if (!clean.p) {
            status = text_fail_memory(err, "the normal form of a text");
            goto out;
        }
    }
    *out = clean;
out:
    text_buffer_free(&room);
    return status;
}
