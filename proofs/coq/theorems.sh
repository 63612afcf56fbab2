#!/bin/sh
# Prints the theorems of Main.v: in words, where they are proved, and as Coq states them.
# usage: theorems.sh BUILD   (BUILD holds the compiled development; needs coqc)
# Output, one record a theorem, closed by an empty line:
#   theorem NAME
#   words SENTENCE              the comment above it in Main.v
#   proved FILE.v ...           the files of the lemmas that its proof in Main.v applies, Main.v if none
#     STATEMENT                 as Coq prints it, each line indented by two spaces
set -eu
build=$(cd "$1" && pwd)
query=$(mktemp -d)
trap 'rm -rf "$query"' EXIT

# FILE NAME of every lemma outside Main.v.
(cd "$build" && for file in *.v; do
  if [ "$file" != Main.v ]; then
    sed -nE "s/^ *(Theorem|Lemma|Corollary) +([A-Za-z][A-Za-z0-9_']*).*/$file \2/p" "$file"
  fi
done) > "$query/lemmas"

awk '
  FILENAME != "-" { if ($2 in file) file[$2] = file[$2] " " $1; else file[$2] = $1; next }
  /^\(\*\* [^*]/  { words = ""; inside = 1 }
  inside          { line = $0; sub(/^\(\*\* /, "", line); gsub(/^ +| *\*\)$/, "", line)
                    words = words (words == "" ? "" : " ") line
                    if (/\*\)$/) inside = 0
                    next }
  /^Theorem /     { name = $2; sub(/[^A-Za-z0-9_].*/, "", name); print "words " name " " words; words = "" }
  /^Proof\./      { proving = 1; found = "" }
  proving         { text = $0; gsub(/[^A-Za-z0-9_\047.]/, " ", text); count = split(text, token, " ")
                    for (i = 1; i <= count; i++) {
                      t = token[i]; sub(/\.$/, "", t)
                      place = t ~ /\./ ? substr(t, 1, index(t, ".") - 1) ".v" : ""
                      sub(/.*\./, "", t)
                      if (!(t in file)) continue
                      if (place == "") { place = file[t]; sub(/ .*/, "", place) }
                      if (index(" " found " ", " " place " ") == 0) found = found (found == "" ? "" : " ") place
                    } }
  /Qed\.$/        { if (proving) print "proved " name " " (found == "" ? "Main.v" : found); proving = 0 }
' "$query/lemmas" - < "$build/Main.v" > "$query/about"

{
  # A line of 78 columns here leaves room for a margin of four on a terminal of 80.  Short names print unqualified only when everything that the statements mention is imported.
  sed -n '/^Require Import/,/^Open Scope/p' "$build/Main.v"
  echo 'From Dropcert Require Main.'
  echo 'Set Printing Width 78. Set Printing Depth 1000. Unset Printing Use Implicit Types.'
  sed -nE 's/^Theorem ([A-Za-z0-9_]+).*/Check Main.\1./p' "$build/Main.v"
} > "$query/query.v"
(cd "$query" && coqc -q -w none -Q "$build" Dropcert query.v) > "$query/statements"

awk '
  FILENAME != "-" { key = $1; name = $2; sub(/^[a-z]+ [^ ]+ /, ""); about[key, name] = $0; next }
  /^Main\./       { name = substr($1, 6); if (count++) print ""
                    print "theorem " name; print "words " about["words", name]; print "proved " about["proved", name]
                    next }
  /^ +: /         { sub(/^ +: /, "  "); print; next }
                  { sub(/^     /, ""); print }
  END             { print "" }' "$query/about" - < "$query/statements"
