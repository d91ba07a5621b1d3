# One output, and the Nth call that writes it fails: the old file or the whole
# new one stands there, nothing is left beside it, the status tells.
set -u
[ -z "${SAN:-}" ] || exit 0 # the sanitizers want to be loaded first
shim=$B/tests/shell/shim.so
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
status=0
fail() { echo "$*"; status=1; }
cd "$tmp" || exit 1
cp "$TREE"/tests/shell/manual/* .

try() { # CALL N OUTPUT COMMAND...: false when there is no Nth call any more
    call=$1 n=$2 output=$3; shift 3
    rm -rf run && mkdir run && cp ./*.md ./*.json ./*.yaml run/
    echo old >"run/$output"
    (cd run && SHIM_CALL=$call SHIM_N=$n SHIM_COUNT=$tmp/count LD_PRELOAD=$shim "$@") >said 2>&1
    got=$?
    calls=$(wc -c <count 2>/dev/null || echo 0)
    rm -f count
    [ "$calls" -ge "$n" ] || return 1
    case $call-$got in
    *-7[34]) ;;
    *) fail "$* with $call $n failing: status $got: $(cat said)" ;;
    esac
    [ "$(wc -l <said)" -eq 1 ] || fail "$* with $call $n failing said: $(cat said)"
    [ "$(cat "run/$output")" = old ] || cmp -s "run/$output" "whole" ||
        fail "$* with $call $n failing: $output is neither old nor new"
    [ -z "$(find run -name '*statbrief-*')" ] ||
        fail "$* with $call $n failing left $(find run -name '*statbrief-*')"
}

all() { # OUTPUT COMMAND...
    output=$1
    shift
    rm -rf clean && mkdir clean && cp ./*.md ./*.json ./*.yaml clean/
    (cd clean && "$@") || fail "$*: status $?"
    cp "clean/$output" whole
    for call in open write fsync close rename; do
        i=1
        while try $call $i "$output" "$@"; do i=$((i + 1)); done
        [ $i -gt 1 ] || fail "$*: no call of $call was seen"
    done
}

all x.svg statbrief chart exports.vl.json -o x.svg
all x.png statbrief chart exports.vl.json -o x.png
all x.pdf statbrief report report.en.md -o x.pdf
exit $status
