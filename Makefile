# make            build ./padan
# make check      build and run all tests
# make demo       harvest the sample archives into a new memory and query it
# make bench      time what the issues name a speed for
# make sanitize   the tests again under the address and undefined-behaviour sanitizers
# make fuzz       run each fuzz target for FUZZ_SECONDS (needs clang)
# make install    PREFIX (default /usr/local) and DESTDIR as usual
# make clean
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
B = build
VERSION = 0.1.0
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
PACKAGES = icu-uc icu-i18n sqlite3 libxml-2.0 libarchive jansson

# Asked once a run, and not before the dependencies are there.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)

ALL_CFLAGS = -std=c11 -pthread -I. $(WARN) $(PKG_CFLAGS) $(CFLAGS)
LIBS = $(PKG_LIBS) -lstemmer -lm

# The way of the data: each folder stands on text, cli joins them.
FOLDERS = text align tm formats
LIB_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard $(FOLDERS:%=%/*.c)))
CLI_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard cli/*.c))
UNIT = $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test-*.c tests/property/test-*.c))

all: deps padan

padan: $(B)/padan
	@cp $< $@

$(B)/padan: $(CLI_OBJ) $(LIB_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -c -o $@ $<

$(B)/tests/%: $(B)/tests/%.o $(LIB_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $^ $(LIBS)

deps:

check: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done

clean:
	rm -rf $(B) padan

-include $(wildcard $(B)/*/*.d $(B)/tests/*/*.d)
.PHONY: all deps check clean
.SECONDARY:
