# make            build ./padan
# make check      build and run all tests
# make demo       harvest the sample archives into a new memory and query it
# make bench      time what the issues name a speed for
# make sanitize   the tests again under the address and undefined-behaviour sanitizers
# make fault      all that can go wrong with a memory, of which `check` tries a part, under the sanitizers (half an hour)
# make fuzz       run each fuzz target for FUZZ_SECONDS (default 60; needs clang)
# make install    PREFIX (default /usr/local) and DESTDIR as usual; make uninstall takes it away again
# make dist       padan-VERSION.tar.gz of the last commit, the same bytes each time; distcheck builds and tries it
# make deb        a Debian package of the last commit; debcheck makes one without its tests, and looks at it
# make clean
#
# B=DIR builds in another folder, V=1 shows the commands, CC=clang takes another compiler, CI=true makes warnings
# errors. What is missing is installed first where that can be done (.ci/deps).
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DATADIR = $(PREFIX)/share/padan
MANDIR = $(PREFIX)/share/man
BASHCOMPDIR = $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR = $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR = $(PREFIX)/share/fish/vendor_completions.d
B = build
VERSION = 0.1.0
FUZZ_SECONDS = 60
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(CI),-Werror)
PACKAGES = icu-uc icu-i18n sqlite3 libxml-2.0 libarchive jansson md4c libedit
# Compiles what runs while Padan is built.
BUILD_CC ?= $(CC)

# Asked once a run, and not before the dependencies are there: that is why it is asked where it is used.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
# Nothing where the C library has iconv or dlopen, else the library that has; .ci/deps found out.
SYSTEM_LIBS = $(eval SYSTEM_LIBS := $$(shell sed -n 's/^SYSTEM_LIBS=//p' $(B)/deps))$(SYSTEM_LIBS)
# By what names libraries are loaded late (text/library.h), where that was found out. `make LATE=` links them.
LATE = $(eval LATE := $$(shell sed -n 's/^LATE=//p' $(B)/deps))$(LATE)

ALL_CFLAGS = -std=c11 -pthread -I. -I$(B) $(WARN) $(DEFINES) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS)
# A program is linked with what it calls by itself: padan with little, a test that compares with ICU with that too.
LIBS = $(if $(LATE),-Wl$(COMMA)--as-needed) $(PKG_LIBS) -lstemmer $(SYSTEM_LIBS) -lm
COMMA = ,
LINK = $(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(FUZZER) -pthread -o $@ $(filter %.o,$^) $(LIB) $(LIBS)
Q = $(if $(V),,@)

# The way of the data: each folder stands on text, cli joins them. FOLDERS='text tm' builds the tests with no more.
FOLDERS = text align tm formats
LIB_OBJ = $(patsubst %.c,$(B)/%.o,$(filter-out text/unicode/%,$(wildcard $(FOLDERS:%=%/*.c) $(FOLDERS:%=%/*/*.c))))
LIB = $(B)/libraries.a
CLI_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard cli/*.c cli/*/*.c))

# The tests are found by name.
TESTS = $(patsubst %.c,$(B)/%,$(wildcard tests/*/test-*.c))
CLI_TESTS = $(filter $(B)/tests/%/test-cli $(B)/tests/unit/test-cli-% $(B)/tests/property/test-cli-%,$(TESTS))
BENCHES = $(patsubst %.c,$(B)/%,$(wildcard tests/bench/bench-*.c))
FUZZERS = $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz-*.c))
# What has main() in a fuzz target: the program that replays its corpus, or nothing where the fuzzer brings its own.
FUZZ_MAIN = $(B)/tests/fuzz/replay.o

all: padan

padan: $(B)/padan
	$(Q)cp $< $@

$(B)/padan: $(CLI_OBJ) $(LIB)
	$(call SAY,link $@)
	$(LINK)

$(B)/%.o: %.c $(B)/flags | deps
	$(call SAY,compile $<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# SQL, CSS and JS as C strings, a line each, to be included between the braces of an array; ? is escaped for trigraphs.
$(B)/%.h: %
	@mkdir -p $(@D)
	$(Q)sed 's/[\\"?]/\\&/g; s/.*/"&\\n",/' $< >$@

# What Unicode says of characters, out of ICU.
$(B)/text/unicode/characters: text/unicode/characters.c text/character/property-private.h | deps
	$(call SAY,compile $<)
	@mkdir -p $(@D)
	$(Q)$(BUILD_CC) -std=c11 -I. $(WARN) $(PKG_CFLAGS) $(CPPFLAGS) $(LDFLAGS) -o $@ $< $(PKG_LIBS)

$(B)/text/characters.h: $(B)/text/unicode/characters
	$(Q)$< >$@.new && mv $@.new $@

$(B)/text/character/property.o: $(B)/text/characters.h
$(B)/tm/schema.o: $(B)/tm/schema.sql.h
$(B)/cli/page.o: $(B)/cli/page.css.h
$(B)/cli/analyse/report-page.o: $(B)/cli/analyse/page.css.h
$(B)/cli/completion/bash.o: $(B)/cli/completion/generic.bash.h
$(B)/cli/write-page.o: $(B)/cli/write-page.css.h $(B)/cli/write-page.js.h

# Of the library a program takes what it uses.
$(LIB): $(LIB_OBJ) $(B)/members
	@rm -f $@
	$(Q)$(AR) rcs $@ $(LIB_OBJ)

$(B)/tests/%: $(B)/tests/%.o $(LIB)
	$(call SAY,link $@)
	$(LINK)

$(CLI_TESTS): $(filter-out $(B)/cli/main.o,$(CLI_OBJ))
$(FUZZERS): $(FUZZ_MAIN)
$(FUZZERS): FUZZER = $(if $(FUZZ_MAIN),,-fsanitize=fuzzer)
$(B)/tests/fault/test-nth: $(patsubst %,$(B)/tests/fault/%.o,operations shim loss)
$(B)/tests/bench/bench-match: $(B)/tests/bench/brute.o

# The tables of functions.
$(B)/text/icu.o $(B)/text/word/stem.o $(B)/formats/archive/libarchive.o $(B)/formats/markdown/md4c.o \
$(B)/formats/xml/libxml2.o: DEFINES = $(LATE)

# Version and place of the data are known to cli alone.
$(CLI_OBJ): DEFINES = -DPADAN_VERSION='"$(VERSION)"' -DPADAN_DATADIR='"$(DATADIR)"'
$(CLI_OBJ): $(B)/place
$(B)/cli/terminal/line-editor.o: DEFINES += $(LATE)

# Files that change only when what they hold does, so that an object is never left over from other options.
$(B)/flags: WORDS = $(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LATE)
$(B)/flags: | deps
$(B)/place: WORDS = $(VERSION) $(DATADIR)
$(B)/members: WORDS = $(LIB_OBJ)
$(B)/flags $(B)/place $(B)/members: FORCE
	@mkdir -p $(@D)
	@echo '$(call QUOTE,$(WORDS))' | cmp -s - $@ || echo '$(call QUOTE,$(WORDS))' >$@

# Does nothing when all is there; else installs it, or says what to install and stops.
deps:
	@CC='$(CC)' FLAGS='$(call QUOTE,$(CPPFLAGS) $(CFLAGS) $(LDFLAGS))' .ci/deps $(B)/deps $(PACKAGES)

check: $(B)/padan $(TESTS) $(FUZZERS)
	@CC='$(CC)' tests/run.sh $(B)

demo: padan
	@PADAN=./padan corpora/sample/demo.sh

bench: padan $(BENCHES) $(B)/tests/bench/make-archive $(B)/tests/bench/make-units
	@for b in $(filter-out %/bench-match,$(BENCHES)); do echo "== $$b"; $$b || exit 1; done
	@if [ -d ../shared/data/parallel ]; then echo "== running text"; \
	  $(B)/tests/bench/bench-segment ../shared/data/parallel/*.tsv; fi
	@tests/bench/match.sh $(B)
	@echo "== large imports"; tests/bench/growth.sh $(B)
	@if [ -d ../shared/data/parallel ]; then echo "== growth, the shared pairs"; \
	  $(B)/tests/bench/bench-align ../shared/data/parallel/*.tsv; fi
	@echo "== confidence"; tests/bench/align.sh $(B)
	@echo "== articles"; tests/bench/archives.sh $(B)
	@echo "== harvest"; tests/bench/harvest.sh $(B)

# A program that a sanitizer stops must not end with a status that a test expects.
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
# What is to be made with them: `check`, or `fault-tests`.
sanitize: SANITIZED = check
fault: SANITIZED = fault-tests
sanitize fault:
	@ASAN_OPTIONS=exitcode=99:detect_stack_use_after_return=1:$$ASAN_OPTIONS \
	 UBSAN_OPTIONS=print_stacktrace=1:exitcode=99:$$UBSAN_OPTIONS TEST_SECONDS=$${TEST_SECONDS:-600} \
	 $(MAKE) --no-print-directory B=$(B)/sanitize CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)' $(SANITIZED)

fault-tests: $(B)/padan $(filter $(B)/tests/fault/% $(B)/tests/property/test-damage,$(TESTS))
	@tests/fault/run.sh $(B)

fuzz:
	@$(MAKE) --no-print-directory B=$(B)/fuzz CC=clang FUZZ_MAIN= \
	 CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link $(SANITIZE)' fuzz-targets
	@FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_KEEP=$(FUZZ_KEEP) tests/fuzz/run.sh $(B)/fuzz

fuzz-targets: $(FUZZERS)

# The sample archives and the scripts that made data are not needed to use it and stay here. What is copied can be copied
# without building: a test does it with the program that it is to try.
install: padan
	@$(MAKE) --no-print-directory install-files

install-files:
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(MANDIR)/man1' '$(DESTDIR)$(MANDIR)/man5'
	install -m 755 $(B)/padan '$(DESTDIR)$(PREFIX)/bin/padan'
	install -m 644 man/padan.1 '$(DESTDIR)$(MANDIR)/man1/padan.1'
	install -m 644 man/padan-tm.5 '$(DESTDIR)$(MANDIR)/man5/padan-tm.5'
	$(call COMPLETION,bash,$(BASHCOMPDIR)/padan)
	$(call COMPLETION,zsh,$(ZSHCOMPDIR)/_padan)
	$(call COMPLETION,fish,$(FISHCOMPDIR)/padan.fish)
	find corpora -path corpora/sample -prune -o -type f ! -name '*.sh' -exec sh -c 'for f; do to=$$0/$${f#corpora/}; \
	  install -d "$${to%/*}" && install -m 644 "$$f" "$$to" || exit 1; done' '$(DESTDIR)$(DATADIR)' {} +

COMPLETION = install -d '$(DESTDIR)$(dir $(2))' && $(B)/padan completion $(1) >'$(DESTDIR)$(2)' && \
	  chmod 644 '$(DESTDIR)$(2)'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/padan' '$(DESTDIR)$(MANDIR)/man1/padan.1' '$(DESTDIR)$(MANDIR)/man5/padan-tm.5' \
	  '$(DESTDIR)$(BASHCOMPDIR)/padan' '$(DESTDIR)$(ZSHCOMPDIR)/_padan' '$(DESTDIR)$(FISHCOMPDIR)/padan.fish'
	rm -rf '$(DESTDIR)$(DATADIR)'

# Times in the archive are those of the commit; gzip -n adds none.
dist: DIST = padan-$(VERSION)
dist:
	$(Q)git archive --format=tar --prefix=$(DIST)/ HEAD >$(DIST).tar.new
	$(Q)gzip -9n <$(DIST).tar.new >$(DIST).tar.gz.new && rm $(DIST).tar.new && mv $(DIST).tar.gz.new $(DIST).tar.gz
	@echo $(DIST).tar.gz

distcheck: dist
	@tests/house/distcheck.sh padan-$(VERSION)

# Of the last commit, or of an unpacked archive as it stands. DEB_BUILD_OPTIONS=nocheck leaves the tests out.
deb: DEB = $(B)/deb/padan-$(VERSION)
deb:
	$(Q)rm -rf $(B)/deb && mkdir -p $(DEB)
	$(Q)if [ -e .git ]; then git archive HEAD; else tar cf - --exclude='./$(B)' .; fi | tar xf - -C $(DEB)
	$(Q)cd $(DEB) && env -u MAKEFLAGS -u MFLAGS dpkg-buildpackage -b -us -uc
	@echo "apt install ./$$(echo $(B)/deb/padan_*.deb)"

debcheck:
	@$(MAKE) --no-print-directory B=$(B)/debcheck DEB_BUILD_OPTIONS='nocheck $(DEB_BUILD_OPTIONS)' deb
	@tests/house/debcheck.sh $(B)/debcheck/deb

clean:
	rm -rf $(B) padan padan-*.tar.gz

QUOTE = $(subst ','\'',$(1))
SAY = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '  $(1)')

-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)
.PHONY: all deps check demo bench sanitize fault fault-tests fuzz fuzz-targets install install-files uninstall dist distcheck deb debcheck clean FORCE
.SECONDARY:
