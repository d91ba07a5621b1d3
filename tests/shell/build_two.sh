# Builds of one folder at once: one works, the others leave with 75, or wait.
set -u
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
status=0
fail() { echo "$*"; status=1; }
cd "$tmp" || exit 1

echo '{"data": {"values": [{"v": 3}]}, "mark": "bar", "encoding": {"x": {"field": "v", "type": "quantitative"}},
 "usermeta": {"statbrief": {"theme": "vega", "alt": "One bar."}}}' >one.vl.json
printf 'charts: one.vl.json\nformats: [svg]\n' >brief.yaml
statbrief build || exit 1
cp -r out clean

# somebody else holds the lock
exec 9>>out/.build.lock
flock 9
statbrief build >said 2>&1 9>&-
got=$?
[ $got -eq 75 ] || fail "locked: status $got, expected 75"
grep -q 'another build is at work' said || fail "locked: $(cat said)"
statbrief build --wait >said 2>&1 9>&- &
waiting=$!
sleep 0.2
kill -0 $waiting 2>/dev/null || fail "--wait did not wait: $(cat said)"
exec 9>&-
wait $waiting || fail "--wait: status $?: $(cat said)"

# six at once, each with everything to do
for how in '' --wait; do
    rm -rf out
    for i in 1 2 3 4 5 6; do
        (statbrief build $how >"said.$i" 2>&1; echo $? >"got.$i") &
    done
    wait
    done=0
    for i in 1 2 3 4 5 6; do
        case $how-$(cat "got.$i") in
        *-0) done=$((done + 1)) ;;
        -75) ;;
        *) fail "run $i of six $how: status $(cat "got.$i"): $(cat "said.$i")" ;;
        esac
    done
    [ $done -ge 1 ] || fail "six at once $how: none did the work"
    [ -z "$how" ] || [ $done -eq 6 ] || fail "six at once $how: only $done did the work"
    diff -r out clean || fail "six at once $how: not the bytes of one"
done
exit $status
