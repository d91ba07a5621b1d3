# The manual names every option, remark, column, key and limit, and no others;
# its EXAMPLES run.
set -u
status=0
fail() { echo "$*"; status=1; }
man=$TREE/src/statbrief.1
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT

# Options: what --help lists, and what the command's section (or the common one)
# documents.
section() { sed -n "/^\.Ss $1/,/^\.S[sh] /p" "$man" | sed '$d'; }
documented() { grep -o ' -[a-z][a-z-]*' | sed 's/ -//' | sort -u; }
section 'Options of every command' | grep '^\.It' | documented >"$tmp/common"
for command in extract check chart report build why; do
    statbrief $command --help >"$tmp/help" || fail "$command --help: status $?"
    head -1 "$tmp/help" | grep -q '^Examples:' || fail "$command --help does not begin with examples"
    sed -n '/^Usage/,$p' "$tmp/help" | grep -o '^  .\{4\}--[a-z][a-z-]*' |
        sed 's/.*--//' | sort -u >"$tmp/has"
    section "$command:" | grep '^\.It' | documented | sort -u - "$tmp/common" >"$tmp/says"
    diff "$tmp/has" "$tmp/says" >"$tmp/diff" ||
        fail "$command: options of --help (<) and of the manual (>):
$(cat "$tmp/diff")"
done

# Lists that the program has, each word in the manual.
names() { # SECTION WORD...: each has an item of its own
    where=$1; shift
    sed -n "/^\.Sh $where/,/^\.Sh /p" "$man" | grep '^\.It ' >"$tmp/items"
    for word; do
        grep -q "^\.It Li $word\$" "$tmp/items" || fail "$where: $word is not in the manual"
    done
    [ "$(wc -l <"$tmp/items")" -eq $# ] || fail "$where: $(wc -l <"$tmp/items") items, expected $#"
}
# shellcheck disable=SC2046
names DIAGNOSTICS $(sed -n 's/^REMARK([A-Z0-9_]*, *"\([^"]*\)".*/\1/p' "$TREE/src/base/remark.def")
# shellcheck disable=SC2046
names 'TIDY CSV' $(sed -n 's/^COLUMN(\([a-z_]*\),.*/\1/p' "$TREE/src/figure/columns.def")
# shellcheck disable=SC2046
names MANIFEST $(sed -n '/keys\[\] = {/,/};/p' "$TREE/src/build/manifest.c" | grep -o '"[a-z]*"' | tr -d '"')
limits=$(grep -c '^ *SB_LIMIT_' "$TREE/src/base/limits.h")
listed=$(sed -n '/^\.Sh LIMITS/,/^\.Sh /p' "$man" | grep -c '^\.It .* Ta ')
[ "$limits" -eq "$listed" ] || fail "LIMITS: $listed in the manual, $limits in base/limits.h"

# The examples, in a folder as they say.
cp "$TREE"/tests/shell/manual/* "$tmp/"
sed -n '/^\.Sh EXAMPLES/,/^\.Sh /s/^\.Dl \$ //p' "$man" >"$tmp/examples"
[ -s "$tmp/examples" ] || fail "no examples"
while read -r line; do
    (cd "$tmp" && sh -c "$line" </dev/null >run.out 2>run.err) ||
        fail "example failed: $line
$(cat "$tmp/run.err")"
done <"$tmp/examples"
[ "$status" -ne 0 ] || for file in figures.csv sources.csv exports.png exports.svg slide.png \
    grey.pdf report.en.pdf page-1.png out/report.en.draft.pdf; do
    [ -s "$tmp/$file" ] || fail "the examples made no $file"
done
exit $status
