#!/bin/sh
# Builds dropcert-proved: compiles what it needs of proofs/coq, extracts it, and compiles that with the reader around it.
#
# usage: build.sh PROOFS WORK OUT
#   PROOFS   the folder proofs
#   WORK     a folder for the build, kept for the next one
#   OUT      the program
# Needs coq, libcoq-coquelicot, libcoq-interval, ocaml, ocaml-findlib and libzarith-ocaml-dev.
set -eu
[ $# = 3 ] || { echo "usage: build.sh PROOFS WORK OUT" >&2; exit 2; }
proofs=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
out=$(realpath -m "$3")
cd "$work"
quietly() { "$@" > build.log 2>&1 || { cat build.log >&2; exit 1; }; }
# Only what has changed is compiled again.
for file in "$proofs"/coq/*.v "$proofs"/coq/_CoqProject "$proofs"/proved/Extract.v "$proofs"/proved/*.ml; do
  cmp -s "$file" "${file##*/}" || cp "$file" .
done
quietly coq_makefile -f _CoqProject -o Makefile.coq
quietly make -f Makefile.coq -j"$(nproc)" Text.vo
quietly coqc -q -w none -Q . Dropcert Extract.v
quietly ocamlfind ocamlopt -package zarith,unix -linkpkg integers.ml decider.mli decider.ml dropcert_proved.ml -o "$out"
