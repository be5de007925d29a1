/* Libraries of others that are loaded when they are first needed, because most commands do not need them and loading
 * them takes longer than a query: a table of their functions, filled from the library by name.
 *
 * Which functions is told once, in a list FUNCTIONS(F) that is F(name) for each; the types come from the library's own
 * header, so that a call through the table is checked like any other:
 *
 *     struct formats_libarchive { FORMATS_LIBARCHIVE(TEXT_LIBRARY_MEMBER) };
 *
 * Where the build does not know by what name the library is loaded (`make LATE=`), it is linked, the table is filled
 * from the start and loading it does nothing.
 */
#ifndef TEXT_LIBRARY_H
#define TEXT_LIBRARY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/error.h"

struct text_library {
    const char *file;         /* "libarchive.so.13"; NULL: it is linked */
    const char *name, *use;   /* for a message: "libarchive", "to read archives" */
    const char *const *names; /* of the functions */
    size_t count;
    void *table;              /* as many pointers */
    atomic_bool loaded;
};

/* Fills the table, once a process, whichever thread comes first; to be called before the table is used, and costs next
 * to nothing when it is filled. TEXT_IO: the library is missing, or another than the one built for. It stays loaded. */
enum text_status text_library_load(struct text_library *, struct text_error *err);

/* What a function, or a variable, is called in the library: macros of its headers are expanded. */
#define TEXT_LIBRARY_WORD(word) #word
#define TEXT_LIBRARY_NAME(function) TEXT_LIBRARY_WORD(function),
#define TEXT_LIBRARY_MEMBER(function) __typeof__(function) *function;
#define TEXT_LIBRARY_LINKED(function) .function = &function,

/* Tells who packages the program what it loads, in an ELF note as https://uapi-group.org/specifications has it
 * (elf_dlopen_metadata): tools that find dependencies do not see it otherwise. */
#ifdef __ELF__
#define TEXT_LIBRARY_NOTE(table_name, library_name, library_use, library_file)                                         \
    TEXT_LIBRARY_NOTE_OF(table_name##_note, "[{\"feature\":\"" library_name "\",\"description\":\"" library_use        \
                                           "\",\"priority\":\"required\",\"soname\":[\"" library_file "\"]}]")
#define TEXT_LIBRARY_NOTE_OF(note_name, note)                                                                          \
    __attribute__((used, section(".note.dlopen"), aligned(4))) static const struct {                                   \
        uint32_t name_size, note_size, type;                                                                           \
        char name[4];                                                                                                  \
        _Alignas(uint32_t) char text[sizeof(note)];                                                                    \
    } note_name = {4, sizeof(note), 0x407c0c0a, "FDO", note};
#else
#define TEXT_LIBRARY_NOTE(table_name, library_name, library_use, library_file)
#endif

/* Defines <table_name>_load, for which `functions` is the list and `library_file` as in struct text_library. */
#define TEXT_LIBRARY_LOADER(table_name, functions, library_name, library_use, library_file)                            \
    enum text_status table_name##_load(struct text_error *err)                                                         \
    {                                                                                                                  \
        static const char *const names[] = {functions(TEXT_LIBRARY_NAME)};                                             \
        static struct text_library library = {                                                                         \
            .file = library_file,                                                                                      \
            .name = library_name,                                                                                      \
            .use = library_use,                                                                                        \
            .names = names,                                                                                            \
            .count = sizeof names / sizeof names[0],                                                                   \
            .table = &table_name,                                                                                      \
        };                                                                                                             \
        _Static_assert(sizeof table_name == sizeof names, "a table is of pointers, as many as names");                 \
        return text_library_load(&library, err);                                                                       \
    }

#endif
