/* The files of a folder and all folders below it, by name. */
#ifndef FORMATS_ARCHIVE_FOLDER_PRIVATE_H
#define FORMATS_ARCHIVE_FOLDER_PRIVATE_H

#include "text/text.h"

struct formats_file {
    const char *name;  /* relative to the folder */
    const char *error; /* a folder that could not be listed: why; else NULL */
};

struct formats_files {
    struct formats_file *at; /* malloc; the names are in the arena; in the byte order of their names */
    size_t count;
};

/* Symbolic links to files are followed, those to folders are not: so there are no loops. What is neither a file nor a
 * folder is passed over, and so is what begins with a dot or has a name that says nothing (name-private.h). TEXT_IO
 * when
 * `path` itself cannot be listed. */
enum text_status formats_folder_list(const char *path, struct text_arena *, struct formats_files *out,
                                     struct text_error *err);

#endif
