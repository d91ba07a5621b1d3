# src/README.md is true: each file of the house stands on it (by name or by a
# pattern), and each name and pattern on it leads to a file.
set -u
status=0
fail() { echo "$*"; status=1; }
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
cd "$TREE/src" || exit 1

for room in base figure draw extract check chart report build cmd; do
    sed -n "/^### src\/$room /,/^##/p" README.md | grep '^|' | cut -d'|' -f2 |
        grep -o '`[^`]*`' | tr -d '`' >"$tmp/named"
    : >"$tmp/found"
    while read -r pattern; do
        found=no
        for file in $room/$pattern; do
            [ -e "$file" ] && { found=yes; echo "$file" >>"$tmp/found"; }
        done
        [ $found = yes ] || fail "src/README.md: $room/$pattern is not there"
    done <"$tmp/named"
    for file in $room/*.c; do
        grep -qx "$file" "$tmp/found" || fail "src/README.md: $file is not on the plan"
    done
done
for path in $(sed -n '/^## Where do I change/,/^## /p' README.md | grep -o '`[a-z]*/[a-z_]*\.[a-z]*`' | tr -d '`'); do
    [ -e "$path" ] || fail "src/README.md: $path is not there"
done
exit $status
