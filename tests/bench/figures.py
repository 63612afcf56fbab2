"""Measures again every figure of speed and memory that README.md quotes, and compares.

Usage: figures.py BUILD [--only WORDS] [--list]

Each is the median of five runs, the contestants of a table in turn. Prints a Markdown table: the figure, what README
says, what was measured here, how many times better README is, the command. Exit code 1 if one is more than 20 %
better in README than here, or is no longer found there; figures of other programs, beside which ours are shown, are
printed and not judged. --only: the figures whose name holds these words; --list: their names, and the commands.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import audit_bench

ROUNDS = 5
MARGIN = 1.2
ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
NUMBER = r"([\d.]+)"
DATA = os.path.join(ROOT, "tests", "data", "breast_cancer")


class Figure:
    """`place`: an expression for README with one group, the number. `unit`: how many of what is measured make one of
    README's. `more_is_better`: of ratios. `ours`: whether it is judged."""

    def __init__(self, name, place, measure, key, unit=1, more_is_better=False, ours=True):
        self.name, self.place, self.measure, self.key = name, place, measure, key
        self.unit, self.more_is_better, self.ours = unit, more_is_better, ours


def output_of(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def benchmark(name, *arguments):
    """What a program of tests/bench prints, by title of the table, row and column; its rounds are its own."""

    def run(build):
        found, title = {}, ""
        for line in output_of([os.path.join(build, "tests", "bench", name + "-bench"), *arguments]).splitlines():
            if line.startswith("### "):
                title = line[4:]
            cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
            for column, cell in enumerate(cells[1:]):
                found[title, cells[0], column] = cell
                for size, seconds in re.findall(r"(\d+): ([\d.e+-]+), ", cell):
                    found[title, cells[0], int(size), "processor"] = seconds
            limit = re.search(r"([\d.]+) ns a limb before the comparison", line)
            if limit:
                found["limit"] = limit[1]
        return found

    return f"{name}-bench {' '.join(arguments)}", run


def program(*arguments):
    """One call of the program; all of these are run in turn."""
    return f"dropcert {' '.join(arguments)}", arguments


def cost_of(build, arguments):
    """Elapsed seconds, processor seconds, MB."""
    start = time.perf_counter()
    child = subprocess.Popen([os.path.join(build, "dropcert"), *arguments], stdout=subprocess.DEVNULL, cwd=DATA)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # decided, or something undecided
        raise RuntimeError(f"dropcert {' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def costs_in_turn(build, calls):
    """By command, the medians of the costs."""
    costs = {command: [] for command in calls}
    for _ in range(ROUNDS):
        for command, arguments in calls.items():
            costs[command].append(cost_of(build, arguments))
    return {command: dict(zip(("elapsed", "processor", "memory"), map(statistics.median, zip(*runs))))
            for command, runs in costs.items()}


def audit_of_a_million(build):
    with tempfile.TemporaryDirectory() as folder:
        table, weights = os.path.join(folder, "x.csv"), os.path.join(folder, "w.csv")
        audit_bench.write_weights(weights, 30)
        audit_bench.write_table(table, 1_000_000, 30)
        plain, out = [], []
        for _ in range(ROUNDS):
            plain.append(audit_bench.run(os.path.join(build, "dropcert"), table, weights))
            out.append(audit_bench.run(os.path.join(build, "dropcert"), table, weights, "--out", os.path.join(folder, "report.csv")))
    (plain_elapsed, _, plain_memory), (out_elapsed, _, out_memory) = (map(statistics.median, zip(*runs)) for runs in (plain, out))
    return {"plain": plain_elapsed, "out": out_elapsed, "memory": max(plain_memory, out_memory)}


def audit_of_examples(weights):
    return program("audit", "--data", "standardised.csv", "--weights", weights, "--dropout", "1/2", "--ignore", "benign",
                   "--regulariser")


THEOREM1 = benchmark("theorem1", "6000", str(ROUNDS), "2")
TAYLOR = benchmark("taylor", "2000", "1000", str(ROUNDS))
NUMBERS = benchmark("numbers", "400", str(ROUNDS))
REGULARISER = benchmark("regulariser", str(ROUNDS))
AUDIT = "audit_bench.py", audit_of_a_million
LIMB = "How close to the limb limit"


def speed_row(name, row, measure, title, contestant, ours):
    """Processor seconds, elapsed seconds and how many times faster, of a row of the table of README."""
    start = r"^\| " + re.escape(row)
    cells = [(r" \| " + NUMBER, 0, "processor s"), (r" \| [\d.]+ \| " + NUMBER, 1, "elapsed s"),
             (r" \| [\d.]+ \| [\d.]+ \| " + NUMBER, 4, "times faster")]
    return [Figure(f"{name}, {what}", start + pattern, measure, (title, contestant, column), more_is_better=column == 4,
                   ours=ours and (ours != "ratio" or column == 4)) for pattern, column, what in cells]


def all_figures():
    title = "Theorem 1, every k up to 6000"
    taylor = "c_0, ..., c_2000 of log(1+e^z) at z = 1 to 1000 digits"
    rows = "Every row of T(k, j), k up to 400, one after the other"
    both = "both sides compared"
    found = []
    found += speed_row("Theorem 1, plain loop", "Theorem 1, k up to 6000: both sides, plain FLINT loop, not even compared",
                       THEOREM1, title, "both sides, plain fmpz loop, not compared", False)
    found += speed_row("Theorem 1, PARI/GP", "one side only, PARI/GP 2.15", THEOREM1, title, "T alone, PARI/GP loop", False)
    found += speed_row("Theorem 1, mpn", both + ", GMP limbs and 128-bit sums (`--kernel mpn`, any processor)", THEOREM1, title,
                       both + ", mpn, 2 threads", True)
    found += speed_row("Theorem 1, AVX-512", both + ", AVX-512, two different arithmetics (the default where the processor has it)",
                       THEOREM1, title, both + ", avx512, 2 threads", True)
    found += speed_row("Theorem 1, one arithmetic", both + ", AVX-512, one arithmetic (`--shared-kernel`, which the output says)",
                       THEOREM1, title, both + ", ifma shared, 2 threads", True)
    found += speed_row("Taylor, Arb", "Taylor coefficients c_0 to c_2000 at 1 to 1000 digits: Arb's power series", TAYLOR, taylor,
                       "Arb's power series", False)
    found += speed_row("Taylor, dropcert", "dropcert, enclosures with a proved radius", TAYLOR, taylor,
                       "dropcert, mixture of routes", True)
    found += speed_row("T(k, j), FLINT", "all rows of T(k, j) up to k = 400: FLINT's arith_stirling_number_2_vec", NUMBERS, rows,
                       "FLINT's arith_stirling_number_2_vec and factorials", False)
    found += speed_row("T(k, j), dropcert", "dropcert", NUMBERS, rows, "dropcert, the recurrence", True)
    found += [
        Figure("GMP's loops, ns a limb", rf"would take {NUMBER} ns a limb", THEOREM1, "limit", ours=False),
        Figure("mpn kernel, ns a limb", rf"the mpn kernels take {NUMBER}", THEOREM1, (LIMB, both + ", mpn, 1 thread", 0)),
        Figure("AVX-512 kernel, least ns a limb", rf"AVX-512 ones {NUMBER} to", THEOREM1, (LIMB, both + ", ifma, 1 thread", 0)),
        Figure("AVX-512 kernels, greatest ns a limb", rf"AVX-512 ones [\d.]+ to {NUMBER}", THEOREM1,
               (LIMB, both + ", avx512, 1 thread", 0)),
        Figure("one arithmetic, ns a limb", r"with one arithmetic (\d\.\d)", THEOREM1, (LIMB, both + ", ifma shared, 1 thread", 0)),
        Figure("dropcert taylor, s", rf"`dropcert taylor` takes {NUMBER} s",
               program("taylor", "--at", "1", "--order", "2000", "--digits", "1000"), "elapsed"),
        Figure("R, 1000 features, ms", r"took (\d+), \d+ and", REGULARISER,
               ("R to 30 digits by the number of features d", "integral", 1000, "processor"), unit=1e-3),
        Figure("R, 10000 features, ms", r"took \d+, (\d+) and", REGULARISER,
               ("R to 30 digits by the number of features d", "integral", 10000, "processor"), unit=1e-3),
        Figure("R, 100000 features, ms", r"took \d+, \d+ and (\d+) ms", REGULARISER,
               ("R to 30 digits by the number of features d", "integral", 100000, "processor"), unit=1e-3),
        Figure("audit of a million rows, s", rf"\(285 MB of CSV\) take {NUMBER} s on two cores", AUDIT, "plain"),
        Figure("audit of a million rows with --out, s", rf"on two cores, {NUMBER} s with `--out`", AUDIT, "out"),
        Figure("audit of a million rows, MB", r"and (\d+) MB of memory", AUDIT, "memory"),
        Figure("R of 569 rows, trained with dropout, s", rf"569 rows take {NUMBER} s of processor time",
               audit_of_examples("dropout.csv"), "processor"),
        Figure("R of 569 rows, L2 regularised, s", rf"569 rows take {NUMBER} s of processor time", audit_of_examples("l2.csv"),
               "processor"),
        Figure("R of 569 rows, unregularised, s", rf"regularised models and {NUMBER} s for the unregularised",
               audit_of_examples("unregularised.csv"), "processor"),
        Figure("Theorem 1 to 6000, MB", r"Memory of Theorem 1: (\d+) MB at k = 6000", program("theorem1", "--max-k", "6000"),
               "memory"),
        Figure("Theorem 1 to 20000, MB", rf"{NUMBER} GB at 20000", program("theorem1", "--max-k", "20000"), "memory", unit=1024),
        Figure("Theorem 1 to 20000, s", r"both sides compared: (\d+ min \d+) s", program("theorem1", "--max-k", "20000"),
               "elapsed"),
    ]
    return found


def quoted(figure, readme):
    places = re.findall(figure.place, readme, re.MULTILINE)
    if len(places) != 1:
        return None
    minutes, _, seconds = places[0].rpartition(" min ")
    return float(seconds) + 60 * float(minutes or 0)


def value_of(key, found):
    """The measured number; of a name that a row begins with, that row's. None: the contestant is absent."""
    if key not in found and isinstance(key, tuple):
        similar = [other for other in found if isinstance(other, tuple) and len(other) == len(key) and other[0] == key[0] and
                   other[1].startswith(key[1]) and other[2:] == key[2:]]
        if len(similar) != 1:
            raise RuntimeError(f"no benchmark prints {key}")
        key = similar[0]
    try:
        return float(found[key])
    except ValueError:
        return None


def main():
    arguments = sys.argv[1:]
    only = arguments[arguments.index("--only") + 1] if "--only" in arguments else ""
    figures = [figure for figure in all_figures() if only in figure.name]
    if not figures:
        sys.exit(f"there is no figure '{only}'")
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    lost = [figure.name for figure in figures if quoted(figure, readme) is None]
    if "--list" in arguments:
        for figure in figures:
            print(f"{figure.name}: {quoted(figure, readme)}    {figure.measure[0]}")
        for name in lost:
            print(f"README.md does not quote '{name}' once, as this script expects", file=sys.stderr)
        return 1 if lost else 0
    build = os.path.abspath(arguments[0])
    results = costs_in_turn(build, dict(figure.measure for figure in figures if not callable(figure.measure[1])))
    better = []
    print(f"| figure | README | here, median of {ROUNDS} | README is better by | command |\n|---|---|---|---|---|")
    for figure in figures:
        command, run = figure.measure
        if command not in results:
            results[command] = run(build)
        says, here = quoted(figure, readme), value_of(figure.key, results[command])
        if says is None:
            continue
        if here is None:
            print(f"| {figure.name} | {says:g} | absent | | {command} |")
            continue
        here /= figure.unit
        factor = says / here if figure.more_is_better else here / says
        if figure.ours and factor > MARGIN:
            better.append(figure.name)
        print(f"| {figure.name} | {says:g} | {here:.3g} | {factor:.2f}{'' if figure.ours else ' (not judged)'} | {command} |", flush=True)
    for name in lost:
        print(f"README.md does not quote '{name}' once, as this script expects", file=sys.stderr)
    for name in better:
        print(f"README.md is more than 20 % better than this machine: {name}", file=sys.stderr)
    return 1 if lost or better else 0


if __name__ == "__main__":
    sys.exit(main())
