/* Status codes and error messages: how every folder reports that something went wrong.
 *
 * A function that can fail returns enum text_status. It writes its outputs last and only
 * on TEXT_OK. Where it takes a struct text_error it fills that in before it returns anything
 * else: one complete sentence for a person, naming the file and the line or byte offset,
 * and what to do next where that is known. The caller prints it; the library never does.
 */
#ifndef TEXT_ERROR_H
#define TEXT_ERROR_H

enum text_status {
    TEXT_OK = 0,
    TEXT_NOMEM,       /* out of memory */
    TEXT_IO,          /* the system refused: missing, unreadable, disk full, read-only */
    TEXT_INVALID,     /* the input is not what it claims to be: bad UTF-8, broken XML, binary */
    TEXT_EMPTY,       /* the input is fine, but there is nothing in it to work on */
    TEXT_FOREIGN,     /* a file of another program where one of ours is wanted */
    TEXT_NEWER,       /* a file of ours written by a newer version */
    TEXT_BUSY,        /* another process holds what is needed, after a sensible wait */
    TEXT_INTERRUPTED, /* the caller asked to stop; what was completed before is kept */
    TEXT_MISUSE       /* the caller's arguments make no sense together */
};

struct text_error {
    enum text_status status;
    char message[1024]; /* NUL-terminated UTF-8, '?' for control characters, cut at a character if too long */
};

/* Fills err (which may be NULL) and returns status, so that `return text_fail(...)` reads well. */
enum text_status text_fail(struct text_error *err, enum text_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for lack of memory; `what` is what there was no memory for. */
enum text_status text_fail_memory(struct text_error *err, const char *what);

#endif
