#!/bin/sh
# Measures extraction; no part of "make test".
# usage: tests/bench/extract.sh [MEGABYTES [ARTICLE...]]
#   MEGABYTES  how large the text is made, 50 where it is not said
#   ARTICLE    what it is made of, again and again; else the articles that the scores
#              are of, or the sample's
#
# Prints, of build/statbrief (B=build-san for another), by the median of three
# runs on a quiet machine:
#   throughput, megabytes of text a second, all files written
#   peak memory, and how many times the text that is
#   a run on one line, in milliseconds: what every run costs
# and, where ../shared/gold lies beside the tree, the scores against it, beside those
# of other programs.
set -eu
cd "$(dirname "$0")/../.."
B=$(realpath "${B:-build}") megabytes=${1:-50}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- ../shared/corpus/*.txt
[ -e "$1" ] || set -- data/*/articles/*
[ -x "$B/statbrief" ] || { echo "no $B/statbrief; run make first" >&2; exit 3; }
command -v python3 >/dev/null || { echo "needs python3" >&2; exit 3; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

for article; do cat "$article"; printf '\n\n'; done >"$tmp/once.txt"
size=$((megabytes * 1000000)) once=$(wc -c <"$tmp/once.txt") n=0
while [ $((n * once)) -lt "$size" ]; do cat "$tmp/once.txt"; n=$((n + 1)); done >"$tmp/text.txt"
echo "Costs rose by 5% in 2022." >"$tmp/line.txt"

python3 - "$B/statbrief" "$tmp" <<'END'
import os, statistics, subprocess, sys, time

program, folder = sys.argv[1:]

def run(name):
    """Seconds of processor time, and peak kilobytes."""
    table = os.path.join(folder, 'out', 'figures.csv')
    subprocess.run(['rm', '-rf', os.path.dirname(table)], check=True)
    pid = os.posix_spawn(program, [program, 'extract', '--fresh', '-o', table,
                                   os.path.join(folder, name)], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, use = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f'statbrief ended with {os.waitstatus_to_exitcode(status)}')
    return use.ru_utime + use.ru_stime, use.ru_maxrss

def median(name, times):
    runs = [run(name) for _ in range(times)]
    return [statistics.median(column) for column in zip(*runs)]

size = os.path.getsize(os.path.join(folder, 'text.txt'))
seconds, peak = median('text.txt', 3)
print(f'throughput  {size / seconds / 1e6:.1f} MB/s ({size / 1e6:.1f} MB in {seconds:.2f} s)')
print(f'peak memory {peak / 1e3:.0f} MB, {peak * 1024 / size:.1f} times the text')
print(f'one line    {median("line.txt", 9)[0] * 1000:.0f} ms')
END

gold=../shared/gold
[ -e "$gold/score.py" ] || exit 0
# the scorer adds what may be None to a number; here None is a wrong answer
cp "$gold"/*.py "$tmp"
sed -i 's/^\( *\)t\[0\] += 1$/\1okf = bool(okf); &/; s/okf = bool(okf);  */okf = bool(okf); /' "$tmp/score.py"
for article in "$gold"/../corpus/*.txt; do
    lines=$(sed -n 's/.*--lines \([0-9,-]*\).*/\1/p' "$gold/README.md")
    "$B/statbrief" extract --fresh -o "$tmp/gold/figures.csv" "$article" 2>/dev/null
    PYTHONDONTWRITEBYTECODE=1 python3 "$tmp/score.py" "$gold/dev.jsonl" \
        "$tmp/gold/figures.csv" --source "$article" ${lines:+--lines "$lines"} ||
        echo "the scorer ended with status $?"
done
cat <<'END'
other programs on the same lines, as published or measured before, not in this run:
                    value / value+unit F1   MB/s
  Recognizers-Text            59 / 43       0.003 to 0.03
    with its dates            73 / 58
  quantulum3                  54 / 49       0.003 to 0.03
  CQE, news prose             92 / 86       (its own best)
END
