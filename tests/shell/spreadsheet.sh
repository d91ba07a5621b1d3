# LibreOffice, where it is at hand, opens and saves a reviewed table in its ways:
# nothing is lost, and no cell counts as edited.
set -u
command -v soffice >/dev/null || exit 0
status=0
fail() { echo "$*"; status=1; }
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1

office() { # FROM TO-FILTER INTO [IN-FILTER]
    timeout 100 soffice "-env:UserInstallation=file://$tmp/profile" --headless \
        ${4:+"--infilter=$4"} --convert-to "$2" --outdir "$3" "$1" >/dev/null 2>&1
}

# saves figures.csv as told and merges it with what nobody read: all must be as it was
through() { # NAME IN-FILTER OUT-FILTER
    mkdir -p "$1" && cp clean.csv figures.csv && cp clean.csv figures.base.csv
    office figures.csv xlsx "$1" "$2" && office "$1/figures.xlsx" "$3" "$1" || return 0
    [ -s "$1/figures.csv" ] || return 0
    cp "$1/figures.csv" figures.csv
    statbrief extract empty.md -o figures.csv --no-bom >out 2>&1 || fail "$1: $(cat out)"
    cmp -s figures.csv clean.csv || { fail "$1"; diff clean.csv figures.csv | head -10; }
}

office_csv='csv:Text - txt - csv (StarCalc)'
some() { # the numbers are LibreOffice's: separator, quote, encoding, first line …
    through as-shown "CSV:44,34,76,1,,1033,false,true" "$office_csv:44,34,76,1,,0,false,true,true"
    through cp949 "CSV:44,34,76,1,,1042,false,true" "$office_csv:44,34,62,1,,0,false,true,true"
}
all() {
    some
    through unshown "CSV:44,34,76,1,,1033,false,true" "$office_csv:44,34,76,1,,0,false,true,false"
    through german "CSV:44,34,76,1,,1031,false,true" "$office_csv:59,34,76,1,,0,true,true,true"
    through utf-16 "CSV:44,34,76,1,,1033,false,true" "$office_csv:9,34,65535,1,,0,false,true,true"
}

cp "$TREE/tests/golden/extract/spreadsheet/empty.md" . || exit 1
cp "$TREE/tests/golden/extract/spreadsheet/figures.csv" clean.csv
all
tr -d '\r' <"$TREE/data/fall-2023/figures.csv" >figures.csv
cp figures.csv figures.base.csv
statbrief extract empty.md -o figures.csv --no-bom && cp figures.csv clean.csv
some
exit $status
