#!/bin/sh
# Measures reports; no part of "make test".
# usage: tests/bench/report.sh [TIMES]
#   TIMES  how often the text is repeated for the long report; 50 where it is not said
#
# Sets the text of ../shared/bench/report/content.txt once and TIMES over, and prints
# processor time, peak memory, pages and what can be told of the setting from the PDF,
# beside what is to be reached.  Where TYPST names a folder with the npm package
# @myriaddreamin/typst-ts-node-compiler (in node_modules), the same of Typst.
# Needs python3, pdftotext, pdftoppm and GNU time; ends quietly without the text.
set -eu
cd "$(dirname "$0")/../.."
B=$(realpath "${B:-build}") times=${1:-50} text=../shared/bench/report
[ -x "$B/statbrief" ] || { echo "no $B/statbrief; run make first" >&2; exit 3; }
[ -r $text/content.txt ] || { echo "no $text/content.txt; nothing measured"; exit 0; }
for tool in python3 pdftotext pdftoppm /usr/bin/time; do
    command -v $tool >/dev/null || { echo "needs $tool" >&2; exit 3; }
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

python3 - "$B/statbrief" "$tmp" "$times" "$(realpath $text)" "${TYPST:-}" <<'END'
import json, os, re, shutil, statistics, subprocess, sys

program, folder, times, text, typst = sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:]
os.chdir(folder)
os.mkdir('charts')

# --- charts ---

def spec(name, rows, encoding, mark):
    names = ('x', 'y', 'series')
    values = [dict(zip(names, row)) for row in rows]
    with open(f'charts/{name}.vl.json', 'w') as out:
        json.dump({'data': {'values': values}, 'mark': mark, 'height': 220,
                   'encoding': encoding}, out)

number, name = {'type': 'quantitative', 'title': None}, {'type': 'nominal', 'title': None}
column = lambda field, kind: {'field': field, **kind}
line = {'x': column('x', {'type': 'ordinal', 'title': None}), 'y': column('y', number),
        'color': column('series', name)}
bar = {'y': column('x', {**name, 'sort': None}), 'x': column('y', number)}
spec('gdp', [(2013 + i, v, s) for s, vs in
             (('Capital area', (100, 103, 106, 110, 114, 118, 121, 121, 127, 132, 138)),
              ('Other regions', (100, 103, 104, 105, 107, 110, 112, 110, 114, 118, 121)))
             for i, v in enumerate(vs)], line, 'line')
spec('pop', [('Aged 20 to 34', -16.4), ('Aged 35 to 64', -1.2), ('Aged 65 and over', 47.8)],
     bar, 'bar')
spec('prod', [('Manufacturing', 112), ('Public services', 99), ('Construction', 97),
              ('Retail and hotels', 88), ('Business services', 61)], bar, 'bar')
spec('remote', list(zip((10, 30, 60, 80, 100, 150, 200, 250), (22, 15, 9, 11, 13, 9, 7, 6),
                        ['Share'] * 8)), line, 'line')
spec('spend', [(p, v, s) for s, vs in
               (('Roads and land', (63, 57, 50, 44)), ('Clusters', (19, 23, 27, 29)),
                ('Transport', (6, 6, 8, 11)), ('Other', (12, 14, 15, 16)))
               for p, v in zip(('2005–09', '2010–14', '2015–19', '2020–23'), vs)],
     line, 'bar')
spec('options', [('Continue', .2), ('Move a tenth', .9), ('Add a tenth', 1.0),
                 ('Move a quarter', 1.6)], bar, 'point')

# --- the text in our own language ---

def inline(s, round):
    tail = f'-{round}' if round else ''
    s = re.sub(r'@(fig|tbl):([a-z]+)', lambda m: f'[](#{m[1]}-{m[2]}{tail})', s)
    return re.sub(r'\^\[([^\]]*)\]', lambda m: note(m[1]), s)

notes = []

def note(s):
    notes.append(s)
    return f'[^n{len(notes)}]'

def body(lines, round):
    out, i, tail = [], 0, f'-{round}' if round else ''
    while i < len(lines):
        l = lines[i]
        if l.startswith('!fig '):
            id, title, *rest = [p.strip() for p in l[5:].strip(' |').split('|')]
            out.append(f'![{rest[2] if len(rest) > 2 else title}](charts/{id}.vl.json "{title}")'
                       f'{{#fig-{id}{tail}}}\n\nSource: {rest[1]}')
        elif l.startswith('!tbl '):
            id, title, unit, source = [p.strip() for p in l[5:].strip(' |').split('|')][:4]
            rows = []
            while i + 1 < len(lines) and '|' in lines[i + 1]:
                i += 1
                rows.append(f'| {lines[i]} |')
            rows.insert(1, '|:--' + '|--:' * (rows[0].count('|') - 2) + '|')
            out.append(f'Table: {title} {{#tbl-{id}{tail}}}\n({unit})\n\n' + '\n'.join(rows) +
                       f'\n\nSource: {source}')
        elif l.startswith(':::box'):
            box = []
            while lines[i + 1] != ':::':
                i += 1
                box.append(f'> {inline(lines[i], round)}')
            i += 1
            out.append(f'> [!NOTE] {l[7:]}\n>\n' + '\n'.join(box))
        elif re.match(r'\* |\d+\. ', l):
            items = [l]
            while i + 1 < len(lines) and re.match(r'\* |\d+\. ', lines[i + 1]):
                i += 1
                items.append(lines[i])
            out.append('\n'.join(inline(item, round) for item in items))
        elif l.strip():
            out.append(inline(l, round))
        i += 1
    return out

def write(path, times):
    lines = open(text + '/content.txt', encoding='utf-8').read().split('\n')
    head = dict(l[1:].split(' ', 1) for l in lines if re.match(r'#[a-z]', l))
    rest = [l for l in lines if not re.match(r'#[a-z]', l)]
    notes.clear()
    out = ['---\n' + json.dumps({'title': head['title'], 'subtitle': head['subtitle'],
           'authors': [head['author']], 'lang': 'en', 'toc': True,
           'summary': [head['abstract']]}, ensure_ascii=False) + '\n---']
    for round in range(times):
        out += body(rest, round)
    out += [f'[^n{i}]: {s}' for i, s in enumerate(notes, 1)]
    open(path, 'w', encoding='utf-8').write('\n\n'.join(out) + '\n')

# --- what is measured ---

def run(*command):
    done = subprocess.run(['/usr/bin/time', '-f', '@%U %S %M', *command],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    user, system, peak = done.stderr.split('@')[-1].split()
    return float(user) + float(system), int(peak) / 1024

def setting(pdf):
    """Of full lines of running text: deviation of the gaps, loose and hyphenated
    shares, hyphens under each other; and pages' largest blank bands."""
    boxes = subprocess.run(['pdftotext', '-bbox-layout', pdf, '-'], capture_output=True,
                           text=True).stdout
    means, loose, hyphens, stacked, before = [], 0, 0, 0, False
    for l in re.findall(r'<line[^>]*>(.*?)</line>', boxes, re.S):
        words = re.findall(r'<word xMin="([\d.]+)" .*? xMax="([\d.]+)" .*?>(.*?)</word>', l)
        if len(words) < 5 or float(words[-1][1]) - float(words[0][0]) < 400 or \
                re.search('[가-힣]', l):
            before = False
            continue
        mean = statistics.mean((float(b[0]) - float(a[1])) / 10
                               for a, b in zip(words, words[1:]))
        if not .05 < mean < 1:
            continue
        hyphen = words[-1][2][-1] in '-\u00ad\u2010'
        means.append(mean)
        loose += mean > .40
        hyphens += hyphen
        stacked += hyphen and before
        before = hyphen
    n = max(len(means), 1)
    return (statistics.pstdev(means), 100 * loose / n, 100 * hyphens / n, stacked,
            boxes.count('<page '))

def blank(pdf):
    data = subprocess.run(['pdftoppm', '-r', '36', '-gray', pdf], capture_output=True).stdout
    bands, i = [], 0
    while i < len(data):
        end = data.index(b'\n255\n', i)
        _, w, h = map(int, (b'0 ' + data[i:end].split(b'\n', 1)[1]).split())
        rows = [data[end + 5 + r * w:end + 5 + (r + 1) * w] for r in range(h)]
        i, run, best = end + 5 + w * h, 0, 0
        for row in rows[int(h * .09):int(h * .9)]:
            run = 0 if min(row) < 200 else run + 1
            best = max(best, run)
        bands.append(best * 100 / (int(h * .9) - int(h * .09)))
    return max(bands[1:-1], default=0) # the cover and the last page may be short

print(f'{"":26}{"cpu s":>7}{"MiB":>6}{"pages":>7}{"gap dev":>9}{"loose %":>9}{"hyph %":>8}'
      f'{"stacked":>9}{"blank %":>9}')

def row(what, pdf, command, band):
    cpu, peak = min(run(*command) for _ in range(3 if band else 1))
    gap, loose, hyphens, stacked, pages = setting(pdf)
    print(f'{what:26}{cpu:7.2f}{peak:6.0f}{pages:7}{gap:9.3f}{loose:9.1f}{hyphens:8.1f}'
          f'{stacked:9}{f"{blank(pdf):9.0f}" if band else "":>9}', flush=True)

compiler = os.path.join(typst, 'node_modules/@myriaddreamin/typst-ts-node-compiler')
for times, band, reach in ((1, True, '0.25     60'), (times, False, '5.00    300')):
    write('report.md', times)
    row('statbrief', 'a.pdf', [program, 'report', 'report.md', '-o', 'a.pdf'], band)
    if typst and os.path.isdir(compiler):
        subprocess.run([sys.executable, text + '/gen.py', 'typst', str(times)], check=True,
                       capture_output=True)
        script = shutil.copy(text + '/typst-compile.mjs', typst)
        row('Typst', 'b.pdf', ['node', script, os.path.abspath('typst'),
            os.path.abspath('typst/brief.typ'), os.path.abspath('b.pdf')], band)
    print(f'{"to reach":26}{"":3}{reach.split()[0]:>4}{reach.split()[1]:>6}{"":7}{"0.050":>9}'
          f'{"1.0":>9}{"10.0":>8}{"0":>9}{"15" if band else "":>9}')
END
