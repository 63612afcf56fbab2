#!/bin/sh
# The recipes as the documentation has them. Usage: recipes.sh DROPCERT SOURCES FOLDER
# What is not installed is left out and named; with neither scikit-learn nor R the test is skipped (77).
set -eu
dropcert=$1 sources=$2 folder=$3
mkdir -p "$folder"
done=
for python in python3 /usr/bin/python3; do
  if [ -z "$done" ] && "$python" -c 'import sklearn, pandas' 2> /dev/null; then
    "$python" "$sources/recipes/audit.py" "$dropcert" "$folder/python"
    done=python
  fi
done
[ -n "$done" ] || echo "scikit-learn or pandas is not there: the recipe for Python is not tested"
if command -v Rscript > /dev/null; then
  Rscript "$sources/recipes/audit.R" "$dropcert" "$folder/r"
  done="$done R"
else
  echo "R is not there: its recipe is not tested"
fi
[ -n "$done" ] || exit 77
