#!/bin/sh
# test-includes.sh BUILD [TREE]: the way of the data, in #include lines. text stands on nothing of ours; align, tm and
# formats on text/text.h; cli on the four public headers. Each library of others belongs to one folder and does not
# show in what a public header shows. Counts #include lines; each that breaks a rule is named by file and line.
set -u
cd "${2:-.}" || exit 1

# Files first, then their include lines, so that a tree without any is noticed.
files=$(find text align tm formats cli -name '*.[ch]' 2>/dev/null | sort)
[ -n "$files" ] || { echo "0 passed, 0 failed"; exit 1; }
# shellcheck disable=SC2086
grep -nE '^[ \t]*#[ \t]*include' $files /dev/null | awk '
    BEGIN {
        # Whose library a header is, in how many files it may be met before that is worth a look, and the folders
        # that may know it.
        foreign["unicode/"] = "ICU 9 text"
        foreign["iconv.h"] = "iconv 3 text formats"
        foreign["libstemmer.h"] = "libstemmer 1 text"
        foreign["sqlite3.h"] = "SQLite 3 tm"
        foreign["libxml/"] = "libxml2 3 formats"
        foreign["archive.h"] = "libarchive 2 formats"
        foreign["archive_entry.h"] = "libarchive 2 formats"
        foreign["jansson.h"] = "jansson 2 formats"
        # The one that cli knows: only there a person types.
        foreign["histedit.h"] = "libedit 1 cli"
        foreign["md4c.h"] = "md4c 1 formats"
        # C11 and POSIX, and what glibc has of its own.
        n = split("assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign " \
                  "stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar " \
                  "wchar wctype malloc dirent dlfcn fcntl fnmatch glob langinfo libgen poll pthread pwd regex sched semaphore " \
                  "strings termios unistd", s, " ")
        for (i = 1; i <= n; i++) { standard[s[i] ".h"] = 1 }
        n = split("ioctl mman resource select stat statvfs time times types uio un utsname wait socket", s, " ")
        for (i = 1; i <= n; i++) { standard["sys/" s[i] ".h"] = 1 }
    }
    {
        split($0, part, ":")
        file = part[1]
        line[NR] = file ":" part[2]
        folder = file
        sub(/\/.*/, "", folder)
        if (match($0, /"[^"]*"/)) {
            ours(substr($0, RSTART + 1, RLENGTH - 2))
        } else if (match($0, /<[^>]*>/)) {
            theirs(substr($0, RSTART + 1, RLENGTH - 2))
        } else {
            wrong(line[NR], "an #include that names no file")
        }
    }
    function wrong(where, what) { print "FAIL " where ": " what; bad[where] = 1 }
    function ours(name,  other) {
        other = name
        if (!sub(/\/.*/, "", other)) {
            wrong(line[NR], "\"" name "\" does not say its folder: \"" folder "/" name "\"")
        } else if (other != folder) {
            if (other !~ /^(text|align|tm|formats)$/) {
                wrong(line[NR], folder " may not include \"" name "\"")
            } else if (folder != "cli" && other != "text") {
                wrong(line[NR], folder " stands on " (folder == "text" ? "nothing of ours" : "text alone") \
                    " and may not include \"" name "\"")
            } else if (name != other "/" other ".h") {
                wrong(line[NR], "from outside " other " only \"" other "/" other ".h\" is included, not \"" name "\"")
            }
        } else {
            includes[file] = includes[file] " " name
            where[file, name] = line[NR]
        }
    }
    function theirs(name,  key, owner) {
        if (name in standard) { return }
        key = name
        if (!(key in foreign)) { sub(/\/.*/, "/", key) }
        if (!(key in foreign)) {
            wrong(line[NR], "<" name "> is of no library that docs/dependencies.md names")
            return
        }
        split(foreign[key], owner, " ")
        if (owner[3] != folder && owner[4] != folder) {
            wrong(line[NR], owner[1] " is not for " folder ": <" name ">")
        }
        few[owner[1]] = owner[2]
        shows[file] = shows[file] " " line[NR] " <" name ">"
        # What prints the versions of all libraries does not count.
        if (file !~ /\/librar(y|ies)\.c$/ && !seen[owner[1], file]++) { users[owner[1]] = users[owner[1]] " " file; count[owner[1]]++ }
    }
    # All that a public header shows, from includer to included.
    function walk(file,  list, n, i) {
        if (walked[file]++) { return }
        if (file in shows) {
            n = split(shows[file], list, " ")
            for (i = 1; i < n; i += 2) {
                wrong(list[i], list[i + 1] " shows through the public header " public)
            }
        }
        n = split(includes[file], list, " ")
        for (i = 1; i <= n; i++) {
            if (list[i] ~ /-private\.h$/) {
                wrong(where[file, list[i]], "the public header " public " shows " list[i])
            }
            walk(list[i])
        }
    }
    END {
        n = split("text align tm formats", folders, " ")
        for (i = 1; i <= n; i++) {
            public = folders[i] "/" folders[i] ".h"
            walk(public)
        }
        for (library in count) {
            if (count[library] > few[library]) {
                print "warning: " library " is met in " count[library] " files, which is many:" users[library]
            }
        }
        failed = 0
        for (place in bad) { failed++ }
        printf "%d passed, %d failed\n", NR - failed, failed
        exit failed != 0
    }'
