#!/usr/bin/env python3
"""Which statements of the paper's ledger have theorems about their texts: the list ../kernel.txt.

usage: kernel.py DROPCERT LEDGER COMPILED SECONDS [QUICK] > ../kernel.txt
  LEDGER    paper.claims
  COMPILED  a folder with the compiled development (the scratch folder of check.sh)
  SECONDS   for each attempt at a statement; what takes longer is not listed
  QUICK     seconds (6): what takes longer is marked as slow, and check.sh leaves it to DROPCERT_ALL=1
Then write Ledger.v anew: dropcert emit-coq --force --out ../Ledger.v.

Each line is NAME BITS DEPTH SHA256 [slow], of what the kernel decides by computation, or NAME by FILE.THEOREM SHA256, of what stands in
one of the files BY_HAND, proved by hand, in the words of the ledger: the theorem's name, the precision of the intervals, how often an interval of real numbers
is halved at most, and the digest of what the theorem states, as it stands in ../Ledger.v."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile

PRECISIONS = [("128", "8"), ("512", "8"), ("256", "13")]
PREDICATES = {"holds": "text_holds", "holds vacuously": "text_holds_vacuously", "is refuted": "text_refuted"}
STATEMENT = re.compile(r'^Definition (\w+) := ltac:\(theorem_of "\w+"\n  (.*?)\n  ("(?:[^"]|"")*")\)\.$', re.S | re.M)


BY_HAND = ["Identities", "Roots", "RootTexts", "FormalTexts", "BoundTexts"]
THEOREM = re.compile(
    r'^Theorem (\w+) : (text_\w+) (\[\]|\["(?:[^"]|"")*"(?:; *"(?:[^"]|"")*")*\])\s+("(?:[^"]|"")*")\.$', re.M
)


def by_hand():
    """What is proved by hand: for each statement its theorem."""
    found = {}
    for name in BY_HAND:
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".v")
        with open(path, encoding="ascii") as file:
            for theorem, predicate, definitions, text in THEOREM.findall(file.read()):
                quoted = re.findall(r'"(?:[^"]|"")*"', definitions)
                listed = "[" + ";\n    ".join(quoted) + "]" if quoted else "(@nil string)"
                found[f"{predicate}\n  {listed}\n  {text}"] = f"{name}.{theorem}"
    return found


def attempts(quick, seconds):
    """A tactic that tries each precision, and prints NAME BITS DEPTH PACE and what the kernel found."""
    tries = "".join(
        f'timeout {limit} (answered {bits} {depth} "{pace}" name where_ s)\n  |'
        for limit, pace in ((quick, "quick"), (seconds, "slow"))
        for bits, depth in PRECISIONS
    )
    return f"""
Ltac answered bits depth pace name where_ s :=
  let b := eval vm_compute in (Pos.of_nat bits) in
  let found := eval vm_compute in (decided_text b depth where_ s) in
  lazymatch found with
  | Some (It_holds false) => idtac name bits depth pace "holds"
  | Some (It_holds true) => idtac name bits depth pace "holds vacuously"
  | Some It_fails => idtac name bits depth pace "is refuted"
  end; exact (Nothing_is_said where_ s).
Ltac attempt name where_ s := first [{tries}exact (Nothing_is_said where_ s)].
"""


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    dropcert, ledger, compiled, seconds = sys.argv[1:5]
    quick = sys.argv[5] if len(sys.argv) == 6 else "6"
    text = subprocess.run([dropcert, "emit-coq", "--ledger", ledger], check=True, capture_output=True, text=True).stdout
    opening = text[: text.index("\nDefinition ")]
    statements = STATEMENT.findall(text)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        running = []
        for part in (0, 1):
            path = os.path.join(folder, f"Attempts{part}.v")
            with open(path, "w", encoding="ascii") as file:
                file.write(opening.replace("Import Text.", "Import Verdict Text.") + "\n" + attempts(quick, seconds))
                for name, definitions, quoted in statements[part::2]:
                    file.write(f'Definition {name} := ltac:(attempt "{name}" {definitions} {quoted}).\n')
            command = ["coqc", "-q", "-w", "none", "-Q", compiled, "Dropcert", path]
            running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        for process in running:
            output = process.communicate()[0]
            if process.returncode != 0:
                sys.exit(output)
            for line in re.findall(r'^"(\w+)" (\d+) (\d+) "?(quick|slow)"? "?(holds vacuously|holds|is refuted)"?$', output, re.M):
                found[line[0]] = line[1:]
    proved = by_hand()
    listed = set()
    for name, definitions, quoted in statements:
        if name in found:
            bits, depth, pace, verdict = found[name]
            stated = f"{PREDICATES[verdict]}\n  {definitions}\n  {quoted}"
            print(name, bits, depth, hashlib.sha256(stated.encode()).hexdigest() + (" slow" if pace == "slow" else ""))
            continue
        for predicate in PREDICATES.values():
            stated = f"{predicate}\n  {definitions}\n  {quoted}"
            if stated in proved:
                listed.add(proved[stated])
                print(name, "by", proved[stated], hashlib.sha256(stated.encode()).hexdigest())
    for theorem in set(proved.values()) - listed:
        sys.exit(f"{theorem} states nothing that the ledger states and the kernel does not compute")


if __name__ == "__main__":
    main()
