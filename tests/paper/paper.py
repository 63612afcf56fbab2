#!/usr/bin/env python3
"""`dropcert paper` on the paper of example/, and on bad input.

Usage: paper.py DROPCERT DROPCERT-CHECK EXAMPLE

All is right as it stands; three numbers and a claim made wrong are found with line, column and the right digits; the ledger
and its certificate are verified by the checker; inputs are never overwritten; what is bad is told in a sentence with its place.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DROPCERT, CHECK, EXAMPLE = (str(Path(name).resolve()) for name in sys.argv[1:4])
EXAMPLE = Path(EXAMPLE)
faults = []


def call(folder, *arguments, program=DROPCERT, text=None):
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, errors="replace", input=text,
                          timeout=300)


def check(condition, what, outcome=None):
    if not condition:
        faults.append(what)
        print("fault:", what)
        if outcome is not None:
            print(f"  exit {outcome.returncode}\n  {outcome.stdout}\n  {outcome.stderr}")


def place(text, part, within=None):
    """Line and column, from 1, of the part; columns count bytes."""
    start = text.index(part)
    line_start = text.rfind("\n", 0, start) + 1
    return f"{text.count(chr(10), 0, start) + 1}:{len(text[line_start:start].encode()) + 1}"


def example(folder):
    target = Path(folder, "paper")
    shutil.copytree(EXAMPLE, target)
    return target


def right(folder):
    paper = example(folder)
    started = time.time()
    outcome = call(paper, "paper", "main.tex", "--ledger", "main.claims", "--certificate", "main.cert")
    print(f"the example took {time.time() - started:.1f} s: {outcome.stdout.splitlines()[0] if outcome.stdout else ''}")
    check(outcome.returncode == 0, "the example is not right", outcome)
    counts = re.search(r"(\d+) numbers, .* (\d+) claims: (\d+) right, 0 wrong, 0 undecided", outcome.stdout)
    check(counts and int(counts[1]) >= 60 and int(counts[2]) == 12, "the example has other counts", outcome)
    check("not read: " in outcome.stdout, "it is not told what nothing checks", outcome)
    verified = call(paper, "main.cert", "--claims", "main.claims", program=CHECK)
    check(verified.stdout.splitlines()[-1:] == ["s VERIFIED"], "the checker does not verify the certificate", verified)
    quiet = call(paper, "main.cert", "--quiet", program=CHECK)
    check(quiet.stdout == "s VERIFIED\n", "dropcert-check --quiet says something else", quiet)
    decided = call(paper, "verify", "main.claims", "--certificate", "verify.cert")
    check(decided.returncode == 0, "the ledger is not decided alike", decided)
    check((paper / "verify.cert").read_bytes() == (paper / "main.cert").read_bytes(), "verify writes another certificate")

    # The same bytes again, with another number of threads.
    files = [paper / name for name in ("main.dropcert", "main.claims", "main.cert")]
    before = [file.read_bytes() for file in files]
    again = call(paper, "paper", "main.tex", "--ledger", "main.claims", "--certificate", "main.cert", "--threads", "1")
    check(again.returncode == 0 and before == [file.read_bytes() for file in files], "the bytes differ", again)

    tables = call(paper, "paper", "--tables", "main.tex")
    last = outcome.stdout.splitlines()[-1]
    check(tables.returncode == 0 and last.startswith(tables.stdout.splitlines()[-1]), "--tables counts otherwise", tables)


def wrong(folder):
    paper = example(folder)
    changes = [("sections/radius.tex", "\\certified{radius(3)}{4.3439}", "\\certified{radius(3)}{4.3429}", "4.3439"),
               ("sections/introduction.tex", "\\certified{pi^2}{9.8696}", "\\certified{pi^2}{9.8697}", "9.8696"),
               ("sections/coefficients.tex", "{surjections(6, 3)}{540}", "{surjections(6, 3)}{541}", "540")]
    expected = []
    for name, old, new, digits in changes:
        file = paper / name
        text = file.read_text()
        check(text.count(old) == 1, f"{name} has {old} {text.count(old)} times")
        text = text.replace(old, new)
        file.write_text(text)
        start = new if new.startswith("\\") else "\\certified" + new
        expected.append((f"{name}:{place(text, start)}: ", digits))
    claims = paper / "sections/weights.tex"
    text = claims.read_text().replace("for s in [0, 1.28]:", "for s in [0, 1.29]:")
    claims.write_text(text)
    outcome = call(paper, "paper", "main.tex", "--ledger", "main.claims", "--certificate", "main.cert")
    check(outcome.returncode == 1, "wrong numbers have another exit code", outcome)
    for start, digits in expected:
        lines = outcome.stdout.splitlines()
        found = [i for i, line in enumerate(lines) if line.startswith(start)]
        check(len(found) == 1, f"no line begins with '{start}'", outcome)
        if found:
            check(f", so {digits}" in lines[found[0] + 2], f"{start} the right digits are not told", outcome)
    check(f"sections/weights.tex:{place(text, chr(92) + 'begin{claim}')}: claim scale: refuted: " in outcome.stdout,
          "the refuted claim is not told", outcome)
    check(", 4 wrong, 0 undecided." in outcome.stdout, "more or less than four are wrong", outcome)
    entries = (paper / "main.dropcert").read_text()
    check("|dropcertentry{number{radius(3)}{4.3429}}{wrong}{}{" in entries, "the package is not told of a wrong number")
    verified = call(paper, "main.cert", "--claims", "main.claims", program=CHECK)
    check(verified.stdout.splitlines()[-1:] == ["s VERIFIED"], "the refutations are not verified", verified)


def nothing(folder):
    """A paper in which nothing is checked is no success."""
    Path(folder, "main.tex").write_text("\\documentclass{article}\n\\begin{document}\nIt is 3.14.\n\\end{document}\n")
    outcome = call(folder, "paper", "main.tex")
    check(outcome.returncode == 1 and "nothing is checked: 'main.tex' has no" in outcome.stderr, "it is not told", outcome)


def bad_input(folder):
    """Each: files, what is said (exit code 2, and nothing written)."""
    begin = "\\documentclass{article}\n\\begin{document}\n"
    cases = [
        ({"main.tex": begin + "x \\input{none}"}, "main.tex:3:3: there is no file 'none.tex'"),
        ({"main.tex": begin + "\\certified{pi}{3.14"}, "main.tex:3:15: the argument that begins here is not closed"),
        ({"main.tex": begin + "\\certified{radius(3}{4}"}, "main.tex:3:20: "),
        ({"main.tex": begin + "\\input{a}", "a.tex": "\\input{b}", "b.tex": " \\input{a}"},
         "b.tex:1:2: 'a.tex' inputs itself: a.tex -> b.tex -> a.tex"),
        ({"main.tex": begin + "x" * 10_000_000 + "\\certified{1 +}{3}"}, "main.tex:3:10000015: "),
        ({"main.tex": begin.encode() + b"caf\xe9 \xff \\certified{pi\xff}{3}"}, "main.tex:3:21: unexpected byte 0xff"),
        ({"main.tex": begin + "\\certified{pi}{three}"}, "main.tex:3:16: \"three\" is no printed number"),
        ({"main.tex": begin + "\n\n  \\certified{radis(3)}{4.3}"}, "main.tex:5:14: unknown function 'radis'"),
        ({"other.tex": ""}, "there is no file 'main.tex'"),
        ({"main.tex": begin + "\\input{/dev/tty}"}, "main.tex:3:1: there is no file '/dev/tty.tex'"),
    ]
    for number, (files, said) in enumerate(cases):
        work = Path(folder, f"bad-{number}")
        work.mkdir()
        for name, content in files.items():
            (work / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        outcome = call(work, "paper", "main.tex", "--ledger", "l.claims", "--certificate", "c.cert")
        check(outcome.returncode == 2 and said in outcome.stderr and not outcome.stdout, f"not refused: {said}", outcome)
        check(sorted(p.name for p in work.iterdir()) == sorted(files), f"something was written: {said}", outcome)
    # Bytes that are not UTF-8, and long lines, stand in nobody's way elsewhere.
    work = Path(folder, "good")
    work.mkdir()
    (work / "main.tex").write_bytes(begin.encode() + b"caf\xe9 \x00" + b"y" * 10_000_000 + b"\\certified{pi}{3.14}")
    outcome = call(work, "paper", "main.tex")
    check(outcome.returncode == 0, "a paper in Latin-1 is not read", outcome)


def outputs(folder):
    work = Path(folder, "outputs")
    work.mkdir()
    main = work / "main.tex"
    main.write_text("\\input{a}")
    (work / "a.tex").write_text("\\certified{pi}{3.14}")
    for option in ("--out", "--ledger", "--certificate"):
        for name in ("main.tex", "a.tex"):
            outcome = call(work, "paper", "main.tex", option, name, "--force")
            check(outcome.returncode == 2 and "would be overwritten" in outcome.stderr, f"{option} {name} is not refused", outcome)
    check(main.read_text() == "\\input{a}", "the paper was overwritten")
    (work / "main.dropcert").write_text("mine")
    outcome = call(work, "paper", "main.tex")
    check(outcome.returncode == 2 and "--force replaces it" in outcome.stderr, "a foreign file is not kept", outcome)
    check((work / "main.dropcert").read_text() == "mine", "a foreign file was replaced")
    outcome = call(work, "paper", "main.tex", "--force")
    check(outcome.returncode == 0, "--force does not replace", outcome)
    outcome = call(work, "paper", "main.tex", "--ledger", "x", "--certificate", "x")
    check(outcome.returncode == 2 and "one file" in outcome.stderr, "two outputs in one file are not refused", outcome)
    outcome = call(work, "paper", "-", "--out", "-", text="\\certified{pi}{3.14}")
    check(outcome.returncode == 0 and "{number{pi}{3.14}}{right}" in outcome.stdout, "'-' is not read and written", outcome)
    outcome = call(work, "paper", "-", text="\\certified{pi}{3.14}")
    check(outcome.returncode == 2 and "--out" in outcome.stderr, "standard input without --out is not refused", outcome)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for step in (right, wrong, nothing, bad_input, outputs):
            with tempfile.TemporaryDirectory(dir=folder) as own:
                step(own)
    print("all as expected" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
