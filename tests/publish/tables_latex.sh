#!/bin/sh
# A document with every table and figure compiles, without a warning about them.
set -eu
for package in booktabs siunitx pgfplots longtable; do
  if ! command -v pdflatex >/dev/null || ! kpsewhich "$package.sty" >/dev/null; then
    echo "skipped: pdflatex with $package is not installed (Debian: texlive-latex-recommended texlive-pictures texlive-science)"
    exit 77
  fi
done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$1"/*.tex "$work"
cd "$work"
for pass in 1 2 3; do
  if ! pdflatex -interaction=nonstopmode -halt-on-error all.tex >out 2>&1; then
    tail -n 30 out
    exit 1
  fi
done
inputs="$(grep -c '^\\input' all.tex)"
files="$(ls ./*.tex | wc -l)"
if [ "$inputs" != "$((files - 1))" ]; then
  echo "all.tex has $inputs of $((files - 1)) files"
  exit 1
fi
if grep -nE 'Warning|Overfull|Underfull|undefined' all.log; then
  exit 1
fi
echo "$inputs tables and figures on $(sed -n 's/^Output written on all.pdf (\([0-9]*\) page.*/\1/p' all.log) pages, no warnings"
