#!/bin/sh
# Prints the theorems of Main.v and their statements, as Coq states them.
# usage: theorems.sh BUILD   (BUILD holds the compiled development; needs coqc)
# Output, one record a theorem: "theorem NAME", the statement indented by two spaces, an empty line.
set -eu
build=$(cd "$1" && pwd)
names=$(sed -nE 's/^Theorem ([A-Za-z0-9_]+).*/\1/p' "$build/Main.v")
query=$(mktemp -d)
trap 'rm -rf "$query"' EXIT
{
  # Short names print unqualified only when everything that the statements mention is imported.
  sed -n '/^Require Import/,/^Open Scope/p' "$build/Main.v"
  echo 'From Dropcert Require Main.'
  echo 'Set Printing Width 96. Set Printing Depth 1000. Unset Printing Use Implicit Types.'
  for name in $names; do echo "Check Main.$name."; done
} > "$query/query.v"
(cd "$query" && coqc -q -w none -Q "$build" Dropcert query.v) |
  awk '/^Main\./  { name = substr($1, 6); if (count++) print ""; print "theorem " name; next }
       /^ +: /    { sub(/^ +: /, "  "); print; next }
                  { sub(/^     /, ""); print }
       END        { print "" }'
