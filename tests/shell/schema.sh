# The printed JSON Schema is one, and accepts what the golden test's parser accepts
# (where Python's jsonschema is at hand).
set -u
statbrief chart --print-schema >/dev/null || exit 1
python3 -c 'import jsonschema' 2>/dev/null || exit 0
statbrief chart --print-schema | python3 -c '
import json, re, sys
from jsonschema import Draft202012Validator as V
schema = json.load(sys.stdin)
V.check_schema(schema)
cmd = open(sys.argv[1]).read()
good, bad = re.split(r"^for bad in", cmd, flags=re.M)
def cases(text): return re.findall(r"\x27(\{.*?\}|\[\])\x27(?=[ ;])", text, flags=re.S)
failed = 0
for text, want in [(t, True) for t in cases(good.split("for good in")[1])] + [(t, False) for t in cases(bad)]:
    if V(schema).is_valid(json.loads(text)) != want:
        print(("refused: " if want else "accepted: ") + text); failed = 1
sys.exit(failed)
' "$TREE/tests/golden/chart/usermeta/cmd"
