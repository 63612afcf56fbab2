#!/bin/sh
# The checker is linked with neither FLINT nor Arb, includes nothing of the engine, and is short.
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
    grep -vE '"(check|certificate|language)/'; then
  echo "a forbidden include"
  exit 1
fi
# The linker's map: of this project's libraries only three, of FLINT and Arb nothing.
loaded=$(grep '^LOAD ' "$map")
echo "$loaded" | grep -q '/libcheck\.a' || { echo "$map is not the checker's map"; exit 1; }
if echo "$loaded" | grep -iE 'flint|libarb'; then exit 1; fi
if echo "$loaded" | grep -E '\bsrc/' | grep -vE '/lib(check|certificate|language)\.a|src_check_main'; then exit 1; fi
# Short enough to be read in an evening: lines of code, blank lines and comments not counted.
lines=$(cat "$sources"/src/check/*.cpp "$sources"/src/check/*.hpp | grep -cvE '^[[:space:]]*(//.*)?$')
echo "src/check has $lines lines of code"
if [ "$lines" -gt 2000 ]; then
  echo "that is more than 2000"
  exit 1
fi
