#!/bin/sh
# The manual page names every command, and in its synopsis every option of the command, and no other.
# Usage: manual.sh DROPCERT MANUAL FOLDER
set -eu
dropcert=$1
manual=$2
work=$3/manual.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

# The synopsis without typography, from "dropcert COMMAND" to the next one.
sed -e '1,/^.SH SYNOPSIS/d' -e '/^.SH DESCRIPTION/,$d' -e 's/\\f[A-Z]//g' -e 's/\\-/-/g' -e 's/^\.B //' "$manual" > "$work/synopsis"
options() { grep -o -e '--[a-z][a-z0-9-]*' | sort -u; }

"$dropcert" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z][a-z0-9-]*\) .*/\1/p' > "$work/commands"
count=0
while read -r command; do
  awk -v name="$command" '/^dropcert / { inside = $2 == name } inside' "$work/synopsis" | options > "$work/manual" || true
  "$dropcert" "$command" --help | sed -n '/^Options:/,/^$/s/^  \(-[a-z],\)\{0,1\}\(--[a-z][a-z0-9-]*\).*/\2/p' \
    | grep -v -e '^--help$' | sort -u > "$work/help" || true
  if ! grep -q "^dropcert $command" "$work/synopsis" || ! diff "$work/help" "$work/manual"; then
    echo "the manual page and 'dropcert $command --help' differ as shown: < only help, > only the manual"
    exit 1
  fi
  count=$((count + 1))
done < "$work/commands"
echo "$count commands: the manual page names their options"
test "$count" -ge 17
