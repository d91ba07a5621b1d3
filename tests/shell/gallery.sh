# The gallery of charts: every specification is drawn without a remark, alone and in the
# report, which shows it as it is.
set -u
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
status=0
fail() { echo "$*"; status=1; }
cd "$TREE/reports/gallery" || exit 1
statbrief chart charts/*.vl.json --outdir "$tmp/charts" --format svg,alt --strict || fail "charts"
statbrief report gallery.en.md -o "$tmp/gallery.pdf" --strict || fail "report"
for spec in charts/*.vl.json; do
    grep -qF "]($spec)" gallery.en.md || fail "$spec is not in the report"
    awk -v want="]($spec)" 'index($0, want) { on = 1 } on && /^```$/ { exit } on && code { print } on && /^```json$/ { code = 1 }' \
        gallery.en.md | cmp -s - "$spec" || fail "$spec is another one in the report"
done
exit $status
