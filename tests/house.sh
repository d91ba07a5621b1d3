#!/bin/sh
# House rules that a machine can keep: which room may look into which, where a
# library is met, how large a file and a function may grow, unique file names.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0
fail() { echo "$*" >&2; status=1; }

# A room may include itself and the rooms named after it.
floors='
base:
figure:base
draw:base
extract:base figure
check:base figure
chart:base figure draw
report:base figure draw extract check chart
build:base figure draw extract check chart report
cmd:base figure draw extract check chart report build
'
# Rooms whose only door is the header of the same name.
closed='extract check chart report build'

# library header: where it may be met (shell patterns)
libraries='
csv.h:src/base/*
jansson.h:src/base/*|src/chart/*|src/report/*|src/build/*|src/figure/*|src/check/*|src/cmd/*
yaml.h:src/base/*
fontconfig/:src/draw/*
pango/:src/draw/*
cairo:src/draw/*
hyphen.h:src/draw/*
png.h:src/draw/*
qpdf/:src/draw/*
cmark-gfm:src/base/markdown.*|src/extract/read_markdown.c|src/report/document*.c
'

for file in src/*/*.[ch]; do
    room=${file#src/} room=${room%%/*}
    allowed=$(echo "$floors" | sed -n "s/^$room://p")
    echo "$floors" | grep -q "^$room:" || fail "$file: room '$room' is not on the plan in tests/house.sh"
    for inc in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file"); do
        to=${inc%%/*}
        [ "$to" = "$room" ] && continue
        case " $allowed " in *" $to "*) ;; *) fail "$file: $room must not include $inc" ;; esac
        case " $closed " in *" $to "*)
            [ "$inc" = "$to/$to.h" ] || fail "$file: use the door $to/$to.h, not $inc" ;;
        esac
    done
    for inc in $(sed -n 's/^#include <\([^>]*\)>.*/\1/p' "$file"); do
        while IFS=: read -r header where; do
            [ -n "$header" ] || continue
            case $inc in "$header"*) ;; *) continue ;; esac
            ok=
            old=$IFS; IFS='|'
            for pattern in $where; do
                # shellcheck disable=SC2254
                case $file in $pattern) ok=1 ;; esac
            done
            IFS=$old
            [ -n "$ok" ] || fail "$file: <$inc> may only be met in $where"
        done <<EOF
$libraries
EOF
    done
done

# Definitions open and close in column 0 (the formatter sees to it).
awk -v max=100 'FNR == 1 { top = 0 } /^\{/ { top = FNR } /^\}/ { if (top && FNR - top > max) {
    print FILENAME ":" top ": function of " FNR - top " lines (at most " max ")"; bad = 1 }
    top = 0 } END { exit bad }' src/*/*.c tests/*/*.c >&2 || status=1
for file in src/*/*.[ch] tests/*/*.[ch]; do
    [ -e "$file" ] || continue
    lines=$(wc -l <"$file")
    [ "$lines" -le 800 ] || fail "$file: $lines lines (at most 800)"
done
names=$(ls src/*/*.c | sed 's|.*/||' | sort | uniq -d)
[ -z "$names" ] || fail "two files share a name: $names"
exit $status
