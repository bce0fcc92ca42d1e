# SPDX-License-Identifier: MIT
#
#   make            the programs, in build/bin
#   make demo       install what is needed, build, run the pipe on samples
#   make check      install what is needed, build, run the tests
#   make bench      figures of speed and memory, side by side
#   make lint       compiler warnings as errors, style, manuals, scripts
#   make fuzz       every fuzz target for FUZZ_SECONDS
#   make install    programs, manuals, lexicons (DESTDIR, PREFIX)
#   make deps       only install the Debian packages
#   make clean
#
# SAN=1 builds with the address and undefined-behaviour sanitizers, in a
# folder of its own; CC=clang works as well. SHARED=DIR names the folder of
# labelled posts and pictures that bench measures with, where there is one.

VERSION = 0.1.0
PREFIX = /usr/local
SHARED = ../shared
FUZZ_SECONDS = 60
ROOMS = ingest ocr classify

BUILD = build$(if $(SAN),/san)$(if $(FUZZ),/fuzz)
BIN = $(BUILD)/bin

# ---- what is needed from Debian ---------------------------------------

DEPS = gcc g++ libc6-dev pkg-config python3 \
	libcurl4-openssl-dev libjansson-dev libtesseract-dev \
	libleptonica-dev libstemmer-dev libxml2-dev libsqlite3-dev \
	libexif-dev libheif-dev libgif-dev libjpeg-dev libpng-dev \
	libtiff-dev libwebp-dev libzbar-dev libzxing-dev \
	nettle-dev libutf8proc-dev libseccomp-dev zlib1g-dev \
	tesseract-ocr-osd $(MODELS:%=tesseract-ocr-%)
# The languages that klad-ocr -l auto chooses from.
MODELS = rus ukr bel kaz kir uzb uzb-cyrl tgk eng tur ara fas urd hin chi-sim \
	chi-sim-vert fra deu spa
DEPS_CHECK = libcmocka-dev python3-jsonschema nginx-light microsocks jq strace \
	mandoc openssl valgrind \
	pango1.0-tools fonts-dejavu-core fonts-lohit-deva fonts-wqy-zenhei
DEPS_LINT = clang clang-tidy clang-format cppcheck shellcheck
DEPS_BENCH = tesseract-ocr ripgrep python3-stemmer libhyperscan-dev curl
DEPS_FUZZ = clang libclang-rt-14-dev

PACKAGES_wire = jansson nettle
PACKAGES_ingest = libcurl libxml-2.0 sqlite3 libexif libheif lept zlib \
	libseccomp
PACKAGES_ocr = tesseract lept zbar zxing libheif libexif sqlite3 libseccomp \
	libjpeg libpng libtiff-4 libwebp libwebpdemux
PACKAGES_classify = libutf8proc
LIBS_ocr = -lgif -lstdc++ -lm
LIBS_classify = -lstemmer -lm
LIBS_ingest = -lm

# The goals of a newcomer install what is missing before anything is built.
GOALS = $(filter deps check demo lint bench fuzz,$(MAKECMDGOALS))
ifneq ($(GOALS),)
INSTALLED = build/installed-$(subst $() ,-,$(sort $(GOALS)))
NEEDED = $(DEPS) \
	$(if $(filter deps check demo lint,$(GOALS)),$(DEPS_CHECK)) \
	$(if $(filter deps lint,$(GOALS)),$(DEPS_LINT)) \
	$(if $(filter deps bench,$(GOALS)),$(DEPS_BENCH)) \
	$(if $(filter deps fuzz,$(GOALS)),$(DEPS_FUZZ))
endif

# ---- how it is built --------------------------------------------------

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wformat=2 -Wundef -Wvla $(if $(WERROR),-Werror)
OPTIMISE = -O2 -g
ifdef SAN
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
endif
ifdef FUZZ
SANITIZE = -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined -fno-sanitize=function \
	-fno-omit-frame-pointer
endif
CPPFLAGS = -I. -D_GNU_SOURCE -DKLAD_VERSION='"$(VERSION)"' \
	-DKLAD_LEXICONS='"$(PREFIX)/share/klad/lexicons"'
CFLAGS = -std=gnu17 $(OPTIMISE) $(WARNINGS) $(SANITIZE)
CXXFLAGS = -std=gnu++17 $(OPTIMISE) -Wall -Wextra $(SANITIZE)
# By its build id a program knows what it has kept (classify/identity.c).
LDFLAGS = $(SANITIZE) -pthread -Wl,--build-id

# V=1 shows the whole commands.
Q = $(if $(V),,@)
say = $(if $(V),,@echo '$(1)	$@')

# pkg-config is asked once a room, when first needed: after INSTALLED.
packages = $(PACKAGES_wire) $(PACKAGES_$(1))
ask = $(eval $(1)_$(2) := -pthread $(shell pkg-config --$(1) \
	$(call packages,$(2))))$($(1)_$(2))
cflags = $(or $(cflags_$(1)),$(call ask,cflags,$(1)))
libs = $(or $(libs_$(1)),$(call ask,libs,$(1))) $(LIBS_$(1))

sources = $(filter-out $(1)/main.c,$(wildcard $(1)/*.c)) $(wildcard $(1)/*.cc)
objects = $(patsubst %,$(BUILD)/%.o,$(basename $(call sources,$(1))))

PROGRAMS = $(foreach r,$(ROOMS),$(if $(wildcard $(r)/main.c),$(BIN)/klad-$(r)))
UNIT_TESTS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/*.c))
UNIT_TESTS := $(filter-out $(BUILD)/tests/fuzz/% $(BUILD)/tests/bench/%, \
	$(UNIT_TESTS))
SCRIPT_TESTS = $(filter-out tests/bench/%,$(wildcard tests/*/*.sh))
FUZZERS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))

all: $(PROGRAMS)

# What each pixel and each post of a country goes through: up to a twentieth
# faster so.
$(BUILD)/ocr/%.o $(BUILD)/classify/%.o: OPTIMISE = -O3 -g
# A post takes another twentieth less with the program optimised as a whole;
# tests are linked with the same objects, without that.
WHOLE = $(if $(SAN)$(FUZZ)$(findstring clang,$(CC)),,-flto=auto)
$(BUILD)/classify/%.o: OPTIMISE += $(WHOLE:%=% -ffat-lto-objects)
$(BIN)/klad-classify: LDFLAGS += -O3 $(WHOLE)

define room
$(BUILD)/$(1)/%.o: $(1)/%.c | $$(INSTALLED)
	@mkdir -p $$(@D)
	$$(call say,CC)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CFLAGS) -MMD -MP -c -o $$@ $$<
$(BUILD)/$(1)/%.o: $(1)/%.cc | $$(INSTALLED)
	@mkdir -p $$(@D)
	$$(call say,CXX)
	$$(Q)$$(CXX) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CXXFLAGS) -MMD -MP -c -o $$@ $$<
$(BIN)/klad-$(1): $(BUILD)/$(1)/main.o $(call objects,$(1)) $(call objects,wire)
	@mkdir -p $$(@D)
	$$(call say,LINK)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(call libs,$(1))
$(BUILD)/tests/$(1)/%: tests/$(1)/%.c $(call objects,$(1)) $(call objects,wire)
	@mkdir -p $$(@D)
	$$(call say,TEST)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CFLAGS) $$(LDFLAGS) -MMD -MP \
		-o $$@ $$(filter %.c %.o,$$^) $$(call libs,$(1)) -lcmocka
$(BUILD)/tests/fuzz/$(1)-%: tests/fuzz/$(1)-%.c $(call objects,$(1)) \
    $(call objects,wire)
	@mkdir -p $$(@D)
	$$(call say,TEST)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CFLAGS) $$(LDFLAGS) \
		-fsanitize=fuzzer -o $$@ $$(filter %.c %.o,$$^) $$(call libs,$(1))
$(BUILD)/tests/bench/$(1)-%: tests/bench/$(1)-%.c $(call objects,$(1)) \
    $(call objects,wire)
	@mkdir -p $$(@D)
	$$(call say,TEST)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CFLAGS) $$(LDFLAGS) \
		-o $$@ $$(filter %.c %.o,$$^) $$(call libs,$(1))
endef
$(foreach r,$(ROOMS) wire,$(eval $(call room,$(r))))

build/installed-%: Makefile
	@mkdir -p $(@D)
	@tests/install-packages $(NEEDED)
	@touch $@

deps: $(INSTALLED)

check: $(INSTALLED) $(PROGRAMS) $(UNIT_TESTS)
	@tests/run $(BUILD) $(UNIT_TESTS) $(SCRIPT_TESTS)

demo: $(INSTALLED) $(PROGRAMS)
	@tests/demo $(BIN)

bench: $(INSTALLED) $(PROGRAMS)
	@tests/bench/run $(BIN) $(SHARED)

lint: $(INSTALLED)
	@tests/lint

fuzz: $(INSTALLED)
	$(MAKE) CC=clang CXX=clang++ FUZZ=1 fuzzers
	tests/fuzz/run build/fuzz/tests/fuzz $(FUZZ_SECONDS)

fuzzers: $(FUZZERS)

install: $(PROGRAMS)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man5 \
		$(DESTDIR)$(PREFIX)/share/klad/lexicons
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	for m in $(ROOMS); do install -m 644 $$m/$$m.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/klad-$$m.1; done
	for m in ingest/source-*.1; do install -m 644 $$m \
		$(DESTDIR)$(PREFIX)/share/man/man1/klad-ingest-$${m#*-}; done
	for m in wire/record wire/alert lexicons/lexicon; do \
		install -m 644 $$m.5 \
		$(DESTDIR)$(PREFIX)/share/man/man5/klad-$${m##*/}.5; done
	install -m 644 $(wildcard lexicons/*.tsv lexicons/*.affixes) \
		$(DESTDIR)$(PREFIX)/share/klad/lexicons
	install -m 644 wire/alert.schema.json $(DESTDIR)$(PREFIX)/share/klad

help:
	@sed -n '/^$$/q; s/^#   //p' Makefile

clean:
	rm -rf build

.PHONY: all help deps check demo bench lint fuzz fuzzers install clean
.SECONDARY:

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
