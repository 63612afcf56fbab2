#!/bin/sh
# The checker is linked with neither FLINT nor Arb, includes nothing of the engine, is short, and does not
# depend on the length of `long`.
# Usage: independence.sh PROGRAM SOURCE_FOLDER LINKER_MAP
set -eu
program=$1
sources=$2
map=$3
if readelf -d "$program" | grep -Ei 'NEEDED.*(flint|arb)'; then
  echo "$program is linked with FLINT or Arb"
  exit 1
fi
if nm -C "$program" | grep -E ' (_?fmpz|_?fmpq|arb_|arf_|mag_|acb_|flint_)'; then
  echo "$program holds symbols of FLINT or Arb"
  exit 1
fi
nm -C "$program" | grep -q 'dropcert::check::' || { echo "$program is not the checker"; exit 1; }
readelf -d "$program" | grep -q 'NEEDED.*mpfr' || { echo "$program is not linked with MPFR"; exit 1; }
if grep -rhE '^#include "' "$sources/src/check" "$sources/src/certificate" "$sources/src/language" |
    grep -vE '"(check|certificate|language)/|"run/(descriptors|memory|message).hpp"|"arguments/command.hpp"'; then
  echo "a forbidden include"
  exit 1
fi
# The linker's map: of this project's libraries only five, of FLINT and Arb nothing.
loaded=$(grep '^LOAD ' "$map")
echo "$loaded" | grep -q '/libcheck\.a' || { echo "$map is not the checker's map"; exit 1; }
if echo "$loaded" | grep -iE 'flint|libarb'; then exit 1; fi
if echo "$loaded" | grep -E '\bsrc/' | grep -vE '/lib(check|certificate|language|arguments|run)\.a|src_check_main'; then exit 1; fi

# Short enough to be read in an evening: lines of code, blank lines and comments not counted, room by room.
# The core is what stands in src/check itself but for the program around it, main.cpp; each family of functions is
# a file of src/check/functions.
lines_of() {
  find "$@" -name '*.[ch]pp' -exec cat {} + | grep -cvE '^[[:space:]]*(//.*)?$' || true
}
room() {
  count=$(lines_of $3)
  echo "$1: $count lines of code, of at most $2"
  test "$count" -le "$2"
  case $1 in
    core | program) return ;;
  esac
  grep -q "(\`src/check/$1\`) at most $2[,.]" "$sources/proofs/README.md" &&
    grep -q "$2 in \`$1\`" "$sources/src/check/README.md" || { echo "the documents name another limit"; exit 1; }
}
room core 2500 "$sources/src/check -maxdepth 1 ! -name main.cpp"
room program 200 "$sources/src/check/main.cpp"
room functions 2000 "$sources/src/check/functions"
room forms 2500 "$sources/src/check/forms"
room evidence 210 "$sources/src/check/evidence"
room lists 400 "$sources/src/check/lists"
room open 850 "$sources/src/check/open"
room closed 680 "$sources/src/check/closed"
room calculus 2370 "$sources/src/check/calculus"
room recursion 2000 "$sources/src/check/recursion"
room written 920 "$sources/src/check/written"
room monotone 620 "$sources/src/check/monotone"
room limits 1100 "$sources/src/check/limits"
room models 450 "$sources/src/check/models"
echo "beside it: src/language $(lines_of "$sources/src/language"), src/certificate $(lines_of "$sources/src/certificate")"
for file in $(find "$sources/src/check" -name '*.[ch]pp'); do
  if [ "$(wc -l < "$file")" -gt 400 ]; then
    echo "$file has more than 400 lines"
    exit 1
  fi
done
# Only integers.hpp names the type that is shorter on some machines; nothing else depends on its length.
if grep -rnE '\b(unsigned )?long\b' "$sources/src/check" --include='*.[ch]pp' |
    grep -vE '^[^:]*:[0-9]+:[[:space:]]*//|long long|//.*\blong\b|"[^"]*\blong\b[^"]*"|integers\.hpp:'; then
  echo "a plain long"
  exit 1
fi
if grep -rnE '\bdouble\b' "$sources/src/check" --include='*.[ch]pp' | grep -vE '//.*\bdouble\b'; then
  echo "a double"
  exit 1
fi
