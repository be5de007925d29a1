/* The calls of libarchive, which is loaded when the first archive is opened. */
#ifndef FORMATS_ARCHIVE_LIBARCHIVE_PRIVATE_H
#define FORMATS_ARCHIVE_LIBARCHIVE_PRIVATE_H

#include <archive.h>
#include <archive_entry.h>

#include "text/text.h"

#define FORMATS_LIBARCHIVE(F)                                                                                          \
    F(archive_entry_filetype)                                                                                          \
    F(archive_entry_hardlink)                                                                                          \
    F(archive_entry_is_encrypted)                                                                                      \
    F(archive_entry_pathname)                                                                                          \
    F(archive_entry_pathname_utf8)                                                                                     \
    F(archive_error_string)                                                                                            \
    F(archive_format)                                                                                                  \
    F(archive_read_data)                                                                                               \
    F(archive_read_free)                                                                                               \
    F(archive_read_new)                                                                                                \
    F(archive_read_next_header)                                                                                        \
    F(archive_read_open)                                                                                               \
    F(archive_read_open_filename)                                                                                      \
    F(archive_read_open_memory)                                                                                        \
    F(archive_read_support_filter_bzip2)                                                                               \
    F(archive_read_support_filter_compress)                                                                            \
    F(archive_read_support_filter_gzip)                                                                                \
    F(archive_read_support_filter_lz4)                                                                                 \
    F(archive_read_support_filter_lzma)                                                                                \
    F(archive_read_support_filter_xz)                                                                                  \
    F(archive_read_support_filter_zstd)                                                                                \
    F(archive_read_support_format_empty)                                                                               \
    F(archive_read_support_format_raw)                                                                                 \
    F(archive_read_support_format_tar)                                                                                 \
    F(archive_read_support_format_zip)                                                                                 \
    F(archive_set_error)                                                                                               \
    F(archive_version_string)

struct formats_libarchive {
    FORMATS_LIBARCHIVE(TEXT_LIBRARY_MEMBER)
};
extern struct formats_libarchive formats_libarchive;
enum text_status formats_libarchive_load(struct text_error *);

#endif
