# statbrief: one Makefile for the whole tree; nothing here recurses into folders.
#
#   make report     install what is missing, build, make the sample briefing
#   make test       install what is missing, build, run every test
#   make            the program, in build/statbrief
#   make SAN=1 ...  the same under AddressSanitizer and UBSan, in build-san/
#   make house      floors, doors, sizes, headers, format, manual
#   make pictures   the pictures of README.md
#   make V=1 ...    shows the commands
#   make fuzz-NAME  run one libFuzzer target (clang)
#
# Sources are found by wildcard: to add a file, add the file.

CC      ?= cc
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
B       := build$(if $(SAN),-san)
VERSION := 0.1.0

# Debian packages: what it takes to build and run, and what tests take besides.
DEBS      := build-essential pkg-config libglib2.0-dev libcairo2-dev libpango1.0-dev \
             libfontconfig-dev libcsv-dev libjansson-dev libyaml-dev libcmark-gfm-dev \
             libcmark-gfm-extensions-dev libpng-dev libqpdf-dev libhyphen-dev \
             hyphen-en-us iso-codes poppler-utils libharfbuzz-bin fonts-noto-core \
             fonts-noto-cjk fonts-dejavu-core fonts-dejavu-extra
TEST_DEBS := clang-format mandoc librsvg2-bin qpdf

PKGS     := glib-2.0 gio-2.0 pangocairo pangofc pangoft2 cairo-pdf fontconfig jansson yaml-0.1 \
            libpng libqpdf libcmark-gfm
LIBS     := -lcsv -lhyphen -lcmark-gfm-extensions
have     := $(shell command -v pkg-config >/dev/null 2>&1 && pkg-config --exists $(PKGS) 2>/dev/null && echo yes)
PKGFLAGS := $(if $(have),$(shell pkg-config --cflags $(PKGS)))
PKGLIBS  := $(if $(have),$(shell pkg-config --libs $(PKGS)))
WARN     := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wvla -Wno-unused-parameter \
            -Wno-missing-field-initializers
CPPFLAGS += -Isrc $(PKGFLAGS) -DSB_VERSION='"$(VERSION)"'
LDLIBS   += $(PKGLIBS) $(LIBS) -lm
CSTD     := -std=gnu17
comma    := ,
SANFLAGS := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined \
            -fno-omit-frame-pointer)
COMPILE   = $(CC) $(CSTD) $(WARN) $(CPPFLAGS) $(CFLAGS) $(SANFLAGS)

SRC   := $(wildcard src/*/*.c)
LIB   := $(patsubst %.c,$(B)/%.o,$(filter-out src/cmd/main.c,$(SRC)))
UNITS := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
TOOLS := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/tool_*.c))
TEXTS := $(wildcard src/*/*.[ch] tests/*/*.[ch])
FUZZ  := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all countries report test check house format install clean deps test-deps
.SECONDARY:

all: $(B)/statbrief fonts countries

# --- two commands -------------------------------------------------------------

report: deps
	@$(MAKE) --no-print-directory $(if $(V),,-s) -j2 all
	@$(B)/statbrief build reports/fall-2023/brief.yaml
	@$(B)/statbrief build --status reports/fall-2023/brief.yaml
	@mkdir -p reports/gallery/out
	@$(B)/statbrief report reports/gallery/gallery.en.md -o reports/gallery/out/gallery.en.pdf

test: test-deps
	@$(MAKE) --no-print-directory $(if $(V),,-s) -j2 check

# Installs what dpkg does not know, once; needs root or sudo, and Debian.
define install_debs
@missing=; for p in $(1); do \
    [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null)" = installed ] \
        || missing="$$missing $$p"; done; \
[ -n "$$missing" ] || exit 0; \
if ! command -v apt-get >/dev/null; then \
    echo "statbrief needs these Debian packages, or what they are called here:$$missing" >&2; exit 1; fi; \
if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as=sudo; else \
    echo "run as root or with sudo: apt-get install$$missing" >&2; exit 1; fi; \
echo "installing:$$missing"; \
$$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

deps:
	$(call install_debs,$(DEBS))

test-deps:
	$(call install_debs,$(DEBS) $(TEST_DEBS))

Q := $(if $(V),,@)

# --- the program --------------------------------------------------------------

$(B)/statbrief: $(B)/src/cmd/main.o $(B)/libstatbrief.a
	$(Q)$(CC) $(SANFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libstatbrief.a: $(LIB)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/libstatbrief.a
	$(Q)$(CC) $(SANFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/tests/fuzz/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(B)/libstatbrief.a
	$(Q)$(CC) $(SANFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Where the tree lies, for a program that runs from it.
$(B)/src/base/datadir.o: CPPFLAGS += -DSB_TREE='"$(CURDIR)"'

# --- fonts --------------------------------------------------------------------
# The Korean faces are cut down once, or each PDF would carry half a megabyte a face.

CJK    := /usr/share/fonts/opentype/noto
KOREAN := $(foreach f,Serif Sans,$(foreach w,Regular Bold,build/fonts/Noto$fKR-$w.otf))

.PHONY: fonts
fonts: $(KOREAN)

build/fonts/NotoSerifKR-%.otf: $(CJK)/NotoSerifCJK-%.ttc fonts/korean.unicodes
	$(call cut_face)
build/fonts/NotoSansKR-%.otf: $(CJK)/NotoSansCJK-%.ttc fonts/korean.unicodes
	$(call cut_face)

define cut_face
@mkdir -p $(@D)
$(Q)hb-subset --face-index=1 --desubroutinize --layout-features='*' \
    --unicodes-file=fonts/korean.unicodes --output-file=$@.tmp --font-file=$< && mv $@.tmp $@
endef

# --- countries ----------------------------------------------------------------
# The program reads them from its own data folder; a machine without the
# translations has no Korean names but those of places.csv.

COUNTRIES := build/codes/iso_3166-1.json build/codes/iso_3166-1.ko.mo

countries: $(COUNTRIES)

build/codes/iso_3166-1.json: /usr/share/iso-codes/json/iso_3166-1.json
	@mkdir -p $(@D)
	@cp $< $@
build/codes/iso_3166-1.ko.mo: build/codes/iso_3166-1.json
	@cp /usr/share/locale/ko/LC_MESSAGES/iso_3166-1.mo $@ 2>/dev/null || : >$@

# --- the pictures of README.md --------------------------------------------------

.PHONY: pictures
pictures: all
	@mkdir -p $(B)/pictures reports/pictures
	@$(B)/statbrief report reports/fall-2023/report.en.md -o $(B)/pictures/page-%02d.png --dpi 90
	@cp $(B)/pictures/page-02.png reports/pictures/page.png
	@for chart in investments products; do \
	    $(B)/statbrief chart reports/fall-2023/charts/$$chart.vl.json --data data/fall-2023/figures.csv --theme brief \
	        -o reports/pictures/$$chart.png || exit 1; done

# --- tests --------------------------------------------------------------------

# Makes calls of a program under test fail (tests/shell).
$(B)/tests/shell/shim.so: tests/shell/shim.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) -O1 -shared -fPIC -o $@ $< -ldl

check: all $(B)/tests/shell/shim.so $(UNITS) $(TOOLS) $(FUZZ:%=$(B)/tests/fuzz/replay_%)
	@B=$(B) tests/run

fuzz-%: $(B)/tests/fuzz/libfuzzer_%
	$< $(FUZZFLAGS) tests/fuzz/corpus/$*

$(B)/tests/fuzz/libfuzzer_%: tests/fuzz/fuzz_%.c $(filter-out src/cmd/main.c,$(SRC))
	@mkdir -p $(@D)
	clang $(CSTD) $(CPPFLAGS) -DSB_TREE='"$(CURDIR)"' -O1 -g -fsanitize=fuzzer,address,undefined -o $@ $^ $(LDLIBS)

house:
	@tests/house.sh
	@for h in src/*/*.h; do $(COMPILE) -fsyntax-only -include $$h -x c /dev/null || exit 1; done
	@clang-format --dry-run -Werror $(TEXTS)
	@mandoc -Tlint -Wstyle src/statbrief.1

install: all
	install -D -m 755 $(B)/statbrief $(DESTDIR)$(PREFIX)/bin/statbrief
	install -D -m 644 src/statbrief.1 $(DESTDIR)$(PREFIX)/share/man/man1/statbrief.1
	install -d $(DESTDIR)$(PREFIX)/share/statbrief/codes $(DESTDIR)$(PREFIX)/share/statbrief/fonts
	install -m 644 data/codes/* $(COUNTRIES) $(DESTDIR)$(PREFIX)/share/statbrief/codes
	install -m 644 fonts/fonts.conf $(KOREAN) $(DESTDIR)$(PREFIX)/share/statbrief/fonts

format:
	clang-format -i $(TEXTS)

clean:
	rm -rf build build-san

-include $(shell find $(B) -name '*.d' 2>/dev/null)
