# A build that is killed, or whose Nth call fails, at any point: every output is
# whole, and the next build gives the same bytes as a clean one.
set -u
shim=$B/tests/shell/shim.so
[ -z "${SAN:-}" ] || exit 0 # the sanitizers want to be loaded first
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
status=0
fail() { echo "$*"; status=1; }

mkdir "$tmp/brief"
cd "$tmp/brief" || exit 1
spec() { # VALUE
    echo '{"data": {"values": [{"k": "a", "v": 3}, {"k": "b", "v": '"$1"'}]}, "mark": "bar",
 "encoding": {"x": {"field": "v", "type": "quantitative"}, "y": {"field": "k", "type": "nominal"}},
 "usermeta": {"statbrief": {"theme": "vega", "alt": "Bars of a and b."}}}'
}
printf 'charts: [one.vl.json, two.vl.json]\nformats: [svg]\n' >brief.yaml
spec 5 >two.vl.json

# the old state, and the new state made cleanly
spec 1 >one.vl.json
statbrief build || exit 1
cp -r out "$tmp/old"
spec 2 >one.vl.json
statbrief build || exit 1
cp -r out "$tmp/new"

# each output is the old or the new one
whole() { # WHAT
    for file in out/build.json out/charts/*; do
        name=${file#out/}
        [ -e "$file" ] || continue
        cmp -s "$file" "$tmp/old/$name" || cmp -s "$file" "$tmp/new/$name" ||
            fail "$1: $name is neither the old nor the new one"
    done
}

try() { # DO CALL N: false when there is no Nth call any more
    rm -rf out count
    cp -r "$tmp/old" out
    SHIM_DO=$1 SHIM_CALL=$2 SHIM_N=$3 SHIM_COUNT=$tmp/count LD_PRELOAD=$shim \
        statbrief build >"$tmp/said" 2>&1
    got=$?
    calls=$(wc -c <"$tmp/count")
    rm -f "$tmp/count"
    [ "$calls" -ge "$3" ] || return 1
    whole "$1 at $2 $3"
    case $1 in
    fail) case $got in
        0) [ -e out/.build.journal ] || diff -r out "$tmp/new" >/dev/null ||
            fail "$2 $3 failed, but status 0: $(cat "$tmp/said")" ;;
        73 | 74) [ "$(wc -l <"$tmp/said")" -eq 1 ] || fail "$2 $3: $(cat "$tmp/said")" ;;
        *) fail "$2 $3 failed: status $got: $(cat "$tmp/said")" ;;
        esac ;;
    kill) [ $got -eq 137 ] || fail "kill: status $got" ;;
    term) [ $got -eq 143 ] || fail "term: status $got" ;;
    esac
    if [ "$1" != kill ] && ls -A out out/charts | grep -q 'statbrief-'; then
        fail "$1 at $2 $3 left a temporary file: $(ls -A out out/charts | grep statbrief-)"
    fi
    statbrief build >"$tmp/said" 2>&1 || fail "after $1 at $2 $3: $(cat "$tmp/said")"
    diff -r out "$tmp/new" >"$tmp/diff" || fail "after $1 at $2 $3: $(cat "$tmp/diff")"
}

for call in open write fsync close rename unlink; do
    n=1
    while try fail $call $n; do n=$((n + 1)); done
    [ $n -gt 1 ] || fail "no call of $call was seen"
done
for do in kill term; do
    n=1
    while try $do any $n; do n=$((n + 1)); done
    [ $n -gt 20 ] || fail "only $n calls were seen"
done
exit $status
