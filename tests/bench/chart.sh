#!/bin/sh
# Measures charts; no part of "make test".
# usage: tests/bench/chart.sh [PAIRS]
#   PAIRS  runs of each program on each chart, in turns; 9 where it is not said
#
# Prints, by medians of processor time (user and system) and peak memory, the charts
# of build/statbrief (B=build-san for another) beside gnuplot's of the same data, format
# and size, and their ratio beside the one to reach.  Needs python3 and gnuplot.
# Then, where node and ../shared/vega-lite are at hand and VEGA names a folder with the
# npm packages vega, vega-lite and vega-datasets (in node_modules), how many of the
# specifications there are drawn as by the reference implementation, by tier.
set -eu
cd "$(dirname "$0")/../.."
B=$(realpath "${B:-build}") pairs=${1:-9}
[ -x "$B/statbrief" ] || { echo "no $B/statbrief; run make first" >&2; exit 3; }
for tool in python3 gnuplot; do
    command -v $tool >/dev/null || { echo "needs $tool" >&2; exit 3; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

python3 - "$B/statbrief" "$tmp" "$pairs" <<'END'
import json, math, os, random, statistics, subprocess, sys

program, folder, pairs = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.chdir(folder)
chance = random.Random(5)

def table(name, head, rows):
    with open(name, 'w') as out:
        out.write(head + '\n')
        out.writelines(','.join(map(str, row)) + '\n' for row in rows)

def spec(name, mark, x, y, title, data, width=1200, height=675):
    with open(name, 'w') as out:
        json.dump({'width': width, 'height': height, 'title': title, 'data': data, 'mark': mark,
                   'autosize': {'type': 'fit', 'contains': 'padding'},
                   'encoding': {'x': x, 'y': y}}, out)

Q = lambda field: {'field': field, 'type': 'quantitative'}
N = lambda field: {'field': field, 'type': 'nominal', 'title': None, 'sort': None}
bars = [('North', 12.5), ('East', 31), ('South', 47.2), ('West', 76.9)]
walk = [0]
for i in range(9999):
    walk.append(round(walk[-1] + chance.gauss(0, 1) + math.sin(i / 300) / 4, 3))
table('bar.csv', 'region,share', bars)
table('line.csv', 't,v', enumerate(walk))
table('points.csv', 'x,y', ((f'{(a := chance.gauss(0, 1)):.5f}', f'{a / 2 + chance.gauss(0, 1):.5f}')
                            for _ in range(1000000)))
spec('bar.json', 'bar', N('region'), Q('share'), 'Shares', {'url': 'bar.csv'})
spec('line.json', 'line', Q('t'), Q('v'), 'A walk', {'url': 'line.csv'})
spec('points.json', {'type': 'circle', 'size': 4, 'opacity': 0.3}, Q('x'), Q('y'), 'Points',
     {'url': 'points.csv'})
many = []
for i in range(200):
    rows = [(c, round(chance.uniform(5, 95), 1)) for c in 'ABCDEF'[:4 + i % 3]]
    table(f'many{i}.csv', 'c,v', rows)
    spec(f'many{i}.json', 'bar', N('c'), Q('v'), f'Chart {i}', {'url': f'many{i}.csv'}, 480, 270)
    many.append(f'many{i}.json')

def gnuplot(form, width, height, plots):
    terminal = {'png': f'pngcairo size {width},{height}', 'svg': f'svg size {width},{height}',
                'pdf': f'pdfcairo size {width / 96},{height / 96}'}[form]
    script = [f"set terminal {terminal} font 'DejaVu Sans,14'", "set datafile separator ','",
              'set grid y', 'set border 3', 'set tics nomirror', 'unset key']
    for out, title, bar, plot in plots:
        script += [f"set output '{out}'", f"set title '{title}'",
                   'set style fill solid; set boxwidth 0.7; set yrange [0:*]' if bar else '', plot]
    return ['gnuplot', '-e', '; '.join(line for line in script if line)]

def bar_plot(csv):
    return f"plot '{csv}' skip 1 using 0:2:xtic(1) with boxes lc rgb '#4c78a8'"

def cases():
    for form, aim in (('png', 0.6), ('pdf', 0.8), ('svg', 0.9)):
        yield (f'4 bars {form}', aim, [program, 'chart', 'bar.json', '-o', f'a.{form}'],
               gnuplot(form, 1200, 675, [(f'g.{form}', 'Shares', True, bar_plot('bar.csv'))]), pairs)
    yield ('10,000-point line png', 0.65, [program, 'chart', 'line.json', '-o', 'a.png'],
           gnuplot('png', 1200, 675, [('g.png', 'A walk', False,
                   "plot 'line.csv' skip 1 using 1:2 with lines lc rgb '#4c78a8' lw 1.5")]), pairs)
    yield ('200 charts png', 0.35, [program, 'chart', *many, '--outdir', 'out', '--format', 'png'],
           gnuplot('png', 480, 270, [(f'g{i}.png', f'Chart {i}', True, bar_plot(f'many{i}.csv'))
                                     for i in range(200)]), max(3, pairs // 3))
    for form in ('png', 'pdf'):
        yield (f'1,000,000 points {form}', None, [program, 'chart', 'points.json', '-o', f'a.{form}'],
               gnuplot('png', 1200, 675, [('g.png', 'Points', False,
                       "plot 'points.csv' skip 1 using 1:2 with points pt 7 ps 0.3 lc rgb '#b04c78a8'")])
               if form == 'png' else None, 3)

def run(command):
    """Milliseconds of processor time, of the clock; peak megabytes."""
    start = os.times().elapsed
    pid = os.posix_spawnp(command[0], command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)])
    _, status, use = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f'{command[0]} ended with {os.waitstatus_to_exitcode(status)}')
    return (use.ru_utime + use.ru_stime) * 1000, (os.times().elapsed - start) * 1000, use.ru_maxrss / 1000

print('                              statbrief              gnuplot             cpu ratio  to reach')
print('                          cpu ms  wall ms  MB   cpu ms  wall ms  MB')
for name, aim, ours, theirs, times in cases():
    runs = [[], []]
    for _ in range(times + 1):
        for side, command in enumerate((ours, theirs)):
            if command is not None:
                runs[side].append(run(command))
    ours, theirs = ([statistics.median(column) for column in zip(*side[1:])] for side in runs)
    line = f'{name:24s} {ours[0]:7.0f} {ours[1]:8.0f} {ours[2]:4.0f}'
    if theirs:
        line += f' {theirs[0]:8.0f} {theirs[1]:8.0f} {theirs[2]:4.0f} {ours[0] / theirs[0]:10.2f}'
    print(line + (f' {aim:9.2f}' if aim else ''), flush=True)
print('to reach besides: 1,000,000 points in 500 ms and 100 MB (png), in 600 ms and 1 MB of file (pdf)')
print(f'size of the pdf: {os.path.getsize("a.pdf") / 1e6:.2f} MB')
END

oracle=../shared/vega-lite
[ -n "${VEGA:-}" ] && [ -e "$oracle/compare.mjs" ] && command -v node >/dev/null || exit 0
cp -r "$oracle" "$tmp/oracle"
ln -s "$(realpath "$VEGA")/node_modules" "$tmp/oracle/node_modules"
ln -s "$(realpath "$VEGA")/node_modules/vega-datasets/data" "$tmp/oracle/specs/data"
mkdir "$tmp/drawn"
cd "$tmp/oracle/specs"
for file in *.vl.json; do
    name=${file%.vl.json}
    timeout 20 "$B/statbrief" chart "$file" --theme vega -o "$tmp/drawn/$name.svg" 2>/dev/null &&
        timeout 20 "$B/statbrief" chart "$file" --theme vega --dump vega \
            >"$tmp/drawn/$name.scene.json" 2>/dev/null || rm -f "$tmp/drawn/$name".*
done
cd .. && node compare.mjs --batch "$tmp/drawn" specs >"$tmp/scores.tsv" 2>"$tmp/scores.log" || true
python3 - "$tmp/scores.tsv" tiers.json <<'END'
import collections, json, sys

tier = {name.replace('.vl.json', ''): key for key, names in json.load(open(sys.argv[2])).items()
        if isinstance(names, list) for name in names}
all_, right, wrong = collections.Counter(), collections.Counter(), []
for line in open(sys.argv[1]).read().splitlines()[1:]:
    name, passes = line.split('\t')[0], line.endswith('true')
    all_[tier.get(name, '?')] += 1
    right[tier.get(name, '?')] += passes
    wrong += [] if passes else [name]
for key in sorted(all_):
    print(f'{key:10s} {right[key]:4d} of {all_[key]:4d} as the reference draws them')
print('not: ' + ' '.join(wrong))
END
