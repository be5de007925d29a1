# make check: build and run all tests.
CC ?= cc
CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
ALL_CFLAGS = -std=c11 -I. $(WARN) $(CFLAGS)
B = build

TEXT = $(patsubst %.c,$(B)/%.o,$(wildcard text/*.c))

all: $(TEXT)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -c -o $@ $<

$(B)/tests/%: $(B)/tests/%.o $(TEXT)
	$(CC) $(LDFLAGS) -o $@ $^

check: $(B)/tests/unit/test-span
	@$(B)/tests/unit/test-span

clean:
	rm -rf $(B)

-include $(wildcard $(B)/*/*.d $(B)/*/*/*.d)
.PHONY: all check clean
.SECONDARY:
