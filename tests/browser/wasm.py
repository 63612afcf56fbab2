#!/usr/bin/env python3
"""The checker as WebAssembly says what the native one says, of good and bad certificates, the paper's, and 1,000 mutants.

Usage: wasm.py DROPCERT DROPCERT-CHECK PROJECT FOLDER

DROPCERT_WASM names a checker.wasm; without it src/browser/build.sh makes one in FOLDER. Skipped (77) where there is neither
that nor emscripten, or no node. A mutant is a small good certificate with a line changed, dropped, doubled or exchanged with
its neighbour, and its digest made right again.
"""
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DROPCERT, CHECKER, PROJECT, FOLDER = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
HERE = Path(__file__).parent
MUTANTS = 1000
# What says how much was spent differs from machine to machine, and from one word length to another.
OF_THE_MACHINE = ("it takes more than", "too large for this machine", "not enough memory", "bad_alloc")


def skip(sentence):
    print(sentence)
    sys.exit(77)


def checker_wasm():
    if not shutil.which("node"):
        skip("node is missing")
    named = os.environ.get("DROPCERT_WASM")
    if named:
        return named
    if not shutil.which("em++"):
        skip("emscripten is missing, and DROPCERT_WASM names no checker.wasm")
    work = FOLDER / "wasm"
    built = subprocess.run(["sh", str(PROJECT / "src/browser/build.sh"), str(work)], capture_output=True, text=True, check=False)
    if built.returncode != 0:
        if "Unable to fetch" in built.stderr or "Temporary failure" in built.stderr:
            skip("Debian's sources of GMP and MPFR cannot be fetched")
        raise AssertionError(f"build.sh: {built.stdout[-500:]}{built.stderr[-2000:]}")
    return str(work / "checker.wasm")


def closed(lines):
    text = "".join(line + "\n" for line in lines).encode()
    return text + f"end {len(lines)} {hashlib.sha256(text).hexdigest()}\n".encode()


def mutants(sources, folder, count):
    choose = random.Random(20261126)
    made = []
    while len(made) < count:
        lines = choose.choice(sources).read_text(encoding="utf-8").splitlines()[:-1]
        i = choose.randrange(1, len(lines))
        kind = choose.randrange(6)
        if kind == 0:
            lines.pop(i)
        elif kind == 1:
            lines.insert(i, lines[i])
        elif kind == 2 and i + 1 < len(lines):
            lines[i], lines[i + 1] = lines[i + 1], lines[i]
        else:
            places = [m.start() for m in re.finditer(r"[0-9+*/<>=-]|holds|refuted|exact|enclosure", lines[i])]
            if not places:
                continue
            at = choose.choice(places)
            old = re.match(r"holds|refuted|exact|enclosure|.", lines[i][at:])[0]
            new = {"holds": "refuted", "refuted": "holds", "exact": "enclosure", "enclosure": "exact"}.get(old)
            new = new or choose.choice("0123456789" if old.isdigit() else "+-*/<>=")
            lines[i] = lines[i][:at] + new + lines[i][at + len(old):]
        path = folder / f"mutant-{len(made)}.cert"
        path.write_bytes(closed(lines))
        made.append(path)
    return made


def native(path):
    done = subprocess.run([CHECKER, str(path), "--threads", "1"], capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr.strip()
    rejected = re.fullmatch(r"s REJECTED line (\d+): (.*)", last)
    if rejected:
        return ("rejected", int(rejected[1]), rejected[2])
    if last == "s VERIFIED":
        return ("verified", 0, "")
    if last.startswith("s VERIFIED "):
        return ("in part", 0, last.split(",")[0].replace("s VERIFIED ", ""))
    return ("nothing", 0, "") if last == "s NOTHING TO VERIFY" else ("failure", 0, last)


def in_wasm(said):
    if "failure" in said:
        return ("failure", 0, said["failure"])
    reason = said["reason"]
    if said["result"] == "in part":
        verified = [s for s in said["statements"] if s["status"] == "verified"]
        reason = f"{len(verified)} OF {len(said['statements'])}"
    return (said["result"], said["line"], reason)


def main():
    wasm = checker_wasm()
    corpus = PROJECT / "tests/corpus"
    good, bad = sorted((corpus / "good").glob("*.cert")), sorted((corpus / "bad").glob("*.cert"))
    # A page has no files of cases.
    good = [p for p in good if b'file("' not in p.read_bytes()]
    bad = [p for p in bad if b'file("' not in p.read_bytes()]
    small = [p for p in good if p.stat().st_size < 3000]
    with tempfile.TemporaryDirectory() as name:
        certificates = good + bad + [PROJECT / "proofs/certificates/paper.cert"] + mutants(small, Path(name), MUTANTS)
        # What the native checker takes long for, or leaves for its costs, says nothing about words.
        process = subprocess.Popen(["node", str(HERE / "wasm.mjs"), wasm], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with ThreadPoolExecutor(max_workers=1) as pool:
            answers = pool.map(native, certificates)
            output, _ = process.communicate("".join(f"{path}\n" for path in certificates))
            answers = list(answers)
        said = [in_wasm(json.loads(line)) for line in output.splitlines()]
    assert len(said) == len(certificates), f"{len(said)} answers to {len(certificates)} certificates"
    differing, of_the_machine, results = [], 0, {}
    for path, ours, theirs in zip(certificates, answers, said):
        results[theirs[0]] = results.get(theirs[0], 0) + 1
        if ours == theirs:
            continue
        # Less may be decided there, never more: a verdict is not turned round.
        if theirs[0] in ("in part", "failure") or any(s in ours[2] + theirs[2] for s in OF_THE_MACHINE):
            assert not (ours[0] == "rejected" and theirs[0] == "verified"), f"{path.name}: {ours}, but {theirs}"
            of_the_machine += 1
            print(f"{path.name}: {ours} natively, {theirs} as WebAssembly")
            continue
        differing.append(f"{path.name}: {ours} natively, {theirs} as WebAssembly")
    assert not differing, "\n".join(differing[:20])
    # Some are bad beside a ledger or a list of theorems alone, which neither program was given here.
    of_bad = [path.name for path, theirs in zip(certificates, said) if path.parent == corpus / "bad" and theirs[0] == "verified"]
    assert len(of_bad) <= 5, f"verified: {of_bad}"
    for name in ("exponents_wrap_32_bits", "range_wraps_32_bits", "sizes_wrap_32_bits"):
        assert name + ".cert" not in of_bad and any(path.stem == name for path in bad), f"{name} is verified, or missing"
    for wanted in ("verified", "rejected"):
        assert results.get(wanted, 0) >= 100, f"only {results.get(wanted, 0)} are {wanted}"
    assert of_the_machine <= len(certificates) // 50, f"{of_the_machine} left to the machine"
    paper = [theirs for path, theirs in zip(certificates, said) if path.name == "paper.cert"]
    assert paper == [("verified", 0, "")], f"the paper's certificate: {paper}"
    print(f"{len(certificates)} certificates, {results}; {of_the_machine} differ in what the machine can do, none in a verdict")


if __name__ == "__main__":
    main()
