#!/bin/sh
# An installed copy works from any folder, and reads the data installed with it. Arguments: meson, the build folder.
set -eu
meson=$1
build=$2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
fail() {
  echo "install test: $1" >&2
  exit 1
}

DESTDIR="$root" "$meson" install -C "$build" --no-rebuild --quiet
program=$(find "$root" -type f -path '*/bin/dropcert')
ledger=$(find "$root" -type f -path '*/share/dropcert/paper.claims')
[ -n "$program" ] || fail "no program was installed"
[ -n "$ledger" ] || fail "no ledger was installed"
find "$root" -path '*/share/texmf/tex/latex/dropcert/dropcert.sty' | grep -q . || fail "no LaTeX package was installed"
find "$root" -path '*/share/dropcert/schemas/report.json' | grep -q . || fail "no schema was installed"
find "$root" -name 'dropcert.1*' | grep -q . || fail "no manual page was installed"

cd /
[ "$("$program" evaluate '1/3 + 1/6')" = 1/2 ] || fail "the installed program does not evaluate"

# The ledger installed is the one read, not that of the source tree.
printf 'claim INSTALLED "here" printed 1 = 1\n' > "$ledger"
"$program" verify | grep -q INSTALLED || fail "the installed ledger was not read"

# The whole tree may be moved.
mv "$root" "$root.moved"
mkdir "$root"
moved=$(find "$root.moved" -type f -path '*/bin/dropcert')
"$moved" verify | grep -q INSTALLED || { rm -rf "$root.moved"; fail "a moved copy does not find its ledger"; }
rm -rf "$root.moved"
