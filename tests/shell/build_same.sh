# The same bytes in another folder, locale, time zone, umask; and nothing is
# written when nothing has changed.
set -u
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
status=0
fail() { echo "$*"; status=1; }

make_brief() { # FOLDER
    mkdir -p "$1/charts"
    cp "$TREE/tests/shell/manual/exports.vl.json" "$1/charts/exports.vl.json"
    cp "$TREE/tests/shell/manual/incheon.md" "$1"
    sed 's|exports.vl.json|charts/exports.vl.json|' "$TREE/tests/shell/manual/report.en.md" \
        >"$1/report.en.md"
    printf 'title: Trade\neditions: [en]\narticles: incheon.md\ncharts: charts/*.vl.json\nreports: report.en.md\n' \
        >"$1/brief.yaml"
}

make_brief "$tmp/one"
make_brief "$tmp/two folders/deep/나라"
(cd "$tmp/one" && LC_ALL=C TZ=UTC statbrief build) || exit 1
locales="C $(locale -a 2>/dev/null | grep -E '^(de_DE|ko_KR)' | tr '\n' ' ')"
for locale in $locales; do
    for zone in Asia/Seoul America/Los_Angeles; do
        rm -rf "$tmp/two folders/deep/나라/out"
        (cd / && umask 077 && LC_ALL=$locale LANG=$locale TZ=$zone \
            statbrief build "$tmp/two folders/deep/나라/brief.yaml") || fail "$locale $zone: status $?"
        diff -r "$tmp/one/out" "$tmp/two folders/deep/나라/out" || fail "$locale $zone: other bytes"
    done
done
(cd "$tmp/two folders/deep/나라" && rm -rf out && env -i "PATH=$PATH" statbrief build) ||
    fail "no environment: status $?"
diff -r "$tmp/one/out" "$tmp/two folders/deep/나라/out" || fail "no environment: other bytes"

# --force over old outputs, and SOURCE_DATE_EPOCH
(cd "$tmp/one" && cp -r out ../kept && statbrief build --force) || fail "--force: status $?"
diff -r "$tmp/one/out" "$tmp/kept" || fail "--force: other bytes"
(cd "$tmp/one" && SOURCE_DATE_EPOCH=1700000000 statbrief build) || fail "epoch: status $?"
cmp -s "$tmp/one/out/charts/exports.en.pdf" "$tmp/kept/charts/exports.en.pdf" &&
    fail "SOURCE_DATE_EPOCH does not reach a chart's PDF"
(cd "$tmp/one" && statbrief build) || fail "without epoch again: status $?"
diff -r "$tmp/one/out" "$tmp/kept" || fail "after SOURCE_DATE_EPOCH: other bytes"

# a second run writes nothing: not one file is another one
(cd "$tmp/one" && ls -iR --time-style=full-iso -l out >../before && statbrief build 2>&1 &&
    ls -iR --time-style=full-iso -l out >../after) >"$tmp/said" || fail "second run: status $?"
[ ! -s "$tmp/said" ] || fail "second run says: $(cat "$tmp/said")"
cmp -s "$tmp/before" "$tmp/after" || fail "second run wrote: $(diff "$tmp/before" "$tmp/after")"

# one chart changed: the report's chart and the chart are made again, texts stay
(cd "$tmp/one" && printf '\nMore.\n' >>report.en.md && touch charts/exports.vl.json && statbrief build) ||
    fail "report changed: status $?"
for file in charts/exports.en.png charts/exports.data.csv; do
    [ "$(cd "$tmp/one" && ls -i out/$file | cut -d' ' -f1)" = \
        "$(grep " ${file##*/}\$" "$tmp/before" | awk '{print $1}')" ] ||
        fail "$file was written again although nothing in it changed"
done
exit $status
