#!/usr/bin/env python3
"""The paper of example/ in LaTeX, with each engine that is there: no error when all is right; one error, with its line, for each
number that is wrong or stale; warnings in their place with the option `warning`.

Usage: latex.py DROPCERT TEX-FOLDER EXAMPLE.  Exit code 77, which is skipped, where LaTeX or a package is not installed.
"""
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DROPCERT, TEX, EXAMPLE = (Path(name).resolve() for name in sys.argv[1:4])
faults = []


def skip():
    engines = [engine for engine in ("pdflatex", "lualatex", "xelatex") if shutil.which(engine)]
    missing = [] if engines else ["pdflatex, lualatex and xelatex"]
    if engines:
        for package in ("siunitx", "collcell", "l3keys2e", "booktabs", "lmodern", "hyperref"):
            if subprocess.run(["kpsewhich", package + ".sty"], capture_output=True).returncode:
                missing.append(package + ".sty")
    if missing:
        print("skipped: " + ", ".join(missing) + " not installed (Debian: texlive-latex-recommended texlive-latex-extra "
              "texlive-science texlive-luatex texlive-xetex lmodern)")
        sys.exit(77)
    return engines


def compile(engine, folder, name="main"):
    """Errors and warnings of the package: (line, sentence), in order; and the pages."""
    outcome = subprocess.run([engine, "-interaction=nonstopmode", "-file-line-error", name + ".tex"], cwd=folder,
                             capture_output=True, timeout=300)
    log = (folder / f"{name}.log").read_text(errors="replace")
    log = re.sub(r"(?<=.{79})\n", "", log)  # LaTeX breaks lines there
    errors = re.findall(r"^(?:\./)?([^\s:]+):(\d+): (.*)$", log, re.MULTILINE)
    warnings = re.findall(r"^Package dropcert Warning: ((?:.|\n)*?) on input line (\d+)", log, re.MULTILINE)
    pages = re.search(r"\((\d+) page", log)
    return errors, warnings, int(pages[1]) if pages else 0, outcome.returncode


def check(condition, what, found=None):
    if not condition:
        faults.append(what)
        print("fault:", what, "" if found is None else found)


def try_elements(engine, folder):
    """The commands in headings, captions, lists, footnotes, formulas, boxes, tables, and with characters that are active."""
    paper = folder / f"{engine}-elements"
    paper.mkdir()
    for file in (TEX / "dropcert.sty", EXAMPLE.parent / "elements.tex"):
        shutil.copy(file, paper)
    outcome = subprocess.run([DROPCERT, "paper", "elements.tex"], cwd=paper, capture_output=True, text=True)
    check(outcome.returncode == 0, f"{engine}: elements.tex is not right", outcome.stdout + outcome.stderr)
    for _ in range(2):
        errors, warnings, _, code = compile(engine, paper, "elements")
        check(not errors and not warnings and code == 0, f"{engine}: errors in elements.tex", (errors, warnings))


def line_of(text, part):
    return str(text.count("\n", 0, text.index(part)) + 1)


def try_engine(engine, folder):
    paper = folder / engine
    shutil.copytree(EXAMPLE, paper)
    shutil.copy(TEX / "dropcert.sty", paper)
    subprocess.run([DROPCERT, "paper", "main.tex"], cwd=paper, check=True, capture_output=True)
    compile(engine, paper)
    errors, warnings, pages, code = compile(engine, paper)
    check(not errors and not warnings and code == 0, f"{engine}: errors in a paper that is right", (errors, warnings))
    check(9 <= pages <= 11, f"{engine}: {pages} pages")

    # Wrong, and checked: the right digits are told. Stale: changed after that.
    section = paper / "sections/radius.tex"
    text = section.read_text().replace("{radius(3)}{4.3439}", "{radius(3)}{4.3429}")
    text = text.replace("3 & 4.34392 &", "3 & 4.34382 &")
    section.write_text(text)
    outcome = subprocess.run([DROPCERT, "paper", "main.tex"], cwd=paper, capture_output=True)
    check(outcome.returncode == 1, f"{engine}: the wrong number is not found")
    text = text.replace("\\certified{radius(5/2)}{4.01492}", "\\certified{radius(5/2)}{4.0149}")
    text = text.replace("for z in [-10, 10]: 3.14 < radius(z)", "for z in [-10, 10]: 3 < radius(z)")
    section.write_text(text)
    errors, _, _, code = compile(engine, paper)
    found = {(line, sentence.split(":")[1].strip() if ": " in sentence else sentence) for file, line, sentence in errors}
    check(len(errors) == 4 and code == 1, f"{engine}: {len(errors)} errors; expected 4", errors)
    sentences = " | ".join(f"{file}:{line}: {sentence}" for file, line, sentence in errors)
    for expected in (f"sections/radius.tex:{line_of(text, '4.3429')}: Package dropcert Error: 4.3429 for radius(3): wrong from digit 4; "
                     "the value is 4.343915791, so 4.3439",
                     f"sections/radius.tex:{line_of(text, '{radius(5/2)}')}: Package dropcert Error: 4.0149 for radius(5/2): not checked",
                     "Package dropcert Error: claim least: not checked since it changed, or never",
                     "Package dropcert Error: 4.34382 for radius(z) at"):
        check(expected in sentences, f"{engine}: no error '{expected}'", sentences)
    main = paper / "main.tex"
    main.write_text(main.read_text().replace("[columns,", "[warning,columns,"))
    errors, warnings, _, code = compile(engine, paper)
    check(not errors and len(warnings) == 4 and code == 0, f"{engine}: the option warning", (errors, warnings))

    # A definition that has changed, and one that is gone.
    main.write_text(main.read_text().replace("[warning,columns,", "[columns,"))
    subprocess.run([DROPCERT, "paper", "main.tex"], cwd=paper, capture_output=True)
    before = main.read_text()
    main.write_text(before.replace("odds(d) = d/(1 - d)", "odds(d) = 2*d/(1 - d)"))
    errors, _, _, _ = compile(engine, paper)
    check(any("the definition `odds(d) = 2*d/(1 - d)'" in sentence for _, _, sentence in errors), f"{engine}: a changed definition", errors)
    main.write_text(before.replace("\\certifiedwhere{excess(a, b) = (a - b)/b}", ""))
    errors, _, _, _ = compile(engine, paper)
    check(any("checked with 3 definitions" in sentence for _, _, sentence in errors), f"{engine}: a definition that is gone", errors)


# The commands without what they check, and the packages that ours loads.
STUB = r"""\ProvidesPackage{dropcert}\RequirePackage{array,siunitx}\DeclareOption*{}\ProcessOptions
\NewDocumentCommand\certified{smm}{\ensuremath{#3}}\NewDocumentCommand\certifiedvalue{sO{}m}{1.5}
\NewDocumentCommand\certifiedrange{smmm}{#3--#4}\newcommand\certifiedwhere[1]{}
\NewDocumentEnvironment{claim}{O{}m}{\par\noindent\itshape}{\par}
\newcolumntype{K}[1]{r}\newcolumntype{N}{}
\makeatletter\def\NC@rewrite@N{\@ifnextchar[\NCN{\NCN[]}}\def\NCN[#1]#2{\NC@find c}\makeatother
"""


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def added_time(engine, folder):
    """What the package adds to a run of LaTeX, in processor time: less than a second, and as much again for slow machines."""
    paper, plain = folder / "time", folder / "time-plain"
    for target in (paper, plain):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(EXAMPLE, target)
    shutil.copy(TEX / "dropcert.sty", paper)
    (plain / "dropcert.sty").write_text(STUB)
    subprocess.run([DROPCERT, "paper", "main.tex"], cwd=paper, check=True, capture_output=True)
    times = []
    for target in (plain, paper):
        best = 1e9
        for _ in range(3):
            before = processor_time()
            errors, _, _, _ = compile(engine, target)
            best = min(best, processor_time() - before)
            check(not errors, f"{engine}: errors in {target.name}", errors)
        times.append(best)
    print(f"{engine}: {times[1]:.2f} s of processor time, without what is checked {times[0]:.2f} s")
    check(times[1] - times[0] < 2, f"{engine}: the package adds {times[1] - times[0]:.1f} s")


def main():
    engines = skip()
    with tempfile.TemporaryDirectory() as folder:
        for engine in engines:
            try_engine(engine, Path(folder))
            try_elements(engine, Path(folder))
            added_time(engine, Path(folder))
    print(f"{', '.join(engines)}: " + ("all as expected" if not faults else f"{len(faults)} faults"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
