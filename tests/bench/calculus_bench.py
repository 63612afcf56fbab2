"""Inequalities in one real variable by dropcert, Sollya and CoqInterval: who decides which, and in what time.

Usage: calculus_bench.py PROGRAM [LEDGER] [SECONDS] [ID...]    by default tests/corpus/calculus/univariate.claims, 20
seconds for a goal and program, and all goals. COQC and SOLLYA name the programs of the peers ("coqc", "sollya").
  dropcert     PROGRAM verify --only ID on one thread, from start to exit
  Sollya       checkinfnorm, for goals |f - g| <= bound on a finite interval alone, and where that does not show it
               supnorm, if g is a polynomial; the time that Sollya gives for the one that shows it
  CoqInterval  the tactic interval, 90 bits, with bisection and Taylor models, else with derivatives, on each
               comparison of the goal, written as a difference; the time that Coq gives for tactic and Qed, without
               that for loading the library
A goal that a peer's language or procedure does not have ("-") counts for nobody.
"""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from ledger import NotExpressible, Reader, expanded, whole

ONE, TWO = ("number", Fraction(1)), ("number", Fraction(2))


def logistic(name, arguments):
    """Sigmoid, softplus and their derivatives by exp and log."""
    order, point = (whole(arguments[0]), arguments[1]) if len(arguments) == 2 else (0, arguments[0])
    if name.startswith("softplus"):
        if order == 0:
            return ("call", "log", [("+", ONE, ("call", "exp", [point]))])
        order -= 1
    value = ("/", ONE, ("+", ONE, ("call", "exp", [("neg", point)])))
    slope = ("*", value, ("-", ONE, value))
    if order > 3:
        raise NotExpressible("a derivative of high order")
    return [value, slope, ("*", slope, ("-", ONE, ("*", TWO, value))),
            ("*", slope, ("-", ONE, ("*", ("number", Fraction(6)), slope)))][order]


class Writer:
    """Terms and statements in the language of a peer. A subclass gives its spelling."""
    functions = {}

    def term(self, term):
        kind = term[0]
        if kind == "number":
            return f"({term[1].numerator} / {term[1].denominator})" if whole(term) is None else str(whole(term))
        if kind == "name":
            return self.pi if term[1] == "pi" else term[1]
        if kind == "neg":
            return f"(- {self.term(term[1])})"
        if kind == "^":
            return self.power(term[1], term[2])
        if kind in "+-*/":
            return f"({self.term(term[1])} {kind} {self.term(term[2])})"
        if kind == "call":
            return self.call(term[1], term[2])
        raise NotExpressible(kind)

    def call(self, name, arguments):
        if name.startswith(("sigmoid", "softplus")):
            return self.term(logistic(name, arguments))
        if name in ("min", "max") and len(arguments) == 2:
            distance = ("call", "abs", [("-", arguments[0], arguments[1])])
            sign = "+" if name == "max" else "-"
            return self.term(("/", (sign, ("+", arguments[0], arguments[1]), distance), TWO))
        if name not in self.functions or len(arguments) != 1:
            raise NotExpressible(name)
        return self.functions[name].format(self.term(arguments[0]))


class Coq(Writer):
    pi = "PI"
    functions = {"exp": "(exp {})", "log": "(ln {})", "sqrt": "(sqrt {})", "sin": "(sin {})", "cos": "(cos {})",
                 "abs": "(Rabs {})", "tanh": "(1 - 2 / (exp (2 * {}) + 1))"}

    def power(self, base, exponent):
        number = whole(exponent)
        if number is None:
            return f"(exp ({self.term(exponent)} * ln {self.term(base)}))"
        power = f"({self.term(base)} ^ {abs(number)})"
        return power if number >= 0 else f"(/ {power})"

    def link(self, left, sign, right):
        """One comparison. The tactic asks that a side be constant."""
        sign = "<>" if sign == "!=" else sign
        if is_constant(left) or is_constant(right):
            return f"{self.term(left)} {sign} {self.term(right)}"
        return f"{self.term(left)} - {self.term(right)} {sign} 0"

    def statement(self, statement):
        kind = statement[0]
        if kind == "relation":
            return "(" + " /\\ ".join(map(self.link, statement[1], statement[2], statement[1][1:])) + ")"
        if kind in ("and", "or", "implies"):
            sign = {"and": "/\\", "or": "\\/", "implies": "->"}[kind]
            return f"({self.statement(statement[1])} {sign} {self.statement(statement[2])})"
        if kind == "for":
            _, name, low, high, _, body = statement
            premises = []
            if low[0]:
                premises.append(f"{self.term(low[0])} {'<=' if low[1] else '<'} {name}")
            if high[0]:
                premises.append(f"{name} {'<=' if high[1] else '<'} {self.term(high[0])}")
            return f"(forall {name} : R, " + " -> ".join([*premises, self.statement(body)]) + ")"
        raise NotExpressible(kind)

    def goal(self, statement):
        if statement[0] != "for":
            raise NotExpressible(statement[0])
        taylor = f"i_prec 90, i_bisect {statement[1]}, i_taylor {statement[1]}, i_degree 10, i_depth 25"
        derivative = f"i_prec 90, i_bisect {statement[1]}, i_autodiff {statement[1]}, i_depth 25"
        return ("From Coq Require Import Reals.\nFrom Interval Require Import Tactic.\nOpen Scope R_scope.\n"
                f"Goal {self.statement(statement)}.\nProof.\nintros; repeat split.\n"
                f"Time all: first [interval with ({taylor}) | interval with ({derivative})].\nTime Qed.\n")


class Sollya(Writer):
    pi = "pi"
    functions = {name: name + "({})" for name in ("exp", "log", "sqrt", "sin", "cos", "tanh", "erfc", "abs")}

    def power(self, base, exponent):
        return f"({self.term(base)} ^ {self.term(exponent)})"

    def goals(self, statement):
        """Programs of which each prints whether it shows the statement, and seconds."""
        if statement[0] != "for" or statement[2][0] is None or statement[3][0] is None:
            raise NotExpressible("not on a finite interval")
        _, _, low, high, _, body = statement
        if body[0] != "relation" or body[2] != ["<="] or body[1][0][:2] != ("call", "abs"):
            raise NotExpressible("not of the form |f| <= bound")
        error, bound = body[1][0][2][0], self.term(body[1][1])
        interval = f"[{self.term(low[0])}; {self.term(high[0])}]"
        checks = [f"checkinfnorm({self.term(error)}, {interval}, {bound})"]
        if error[0] == "-" and is_polynomial(error[2]):
            norm = f"supnorm({self.term(error[2])}, {self.term(error[1])}, {interval}, absolute, 2^-10)"
            checks.append(f"sup({norm}) <= {bound}")
        return [f"verbosity = 0!;\ntime({{print({check});}});\nquit;\n" for check in checks]


def is_constant(term):
    if term[0] == "name":
        return term[1] == "pi"
    return term[0] == "number" or all(map(is_constant, term[2] if term[0] == "call" else term[1:]))


def is_polynomial(term):
    if term[0] in ("number", "name"):
        return True
    if term[0] == "^":
        return is_polynomial(term[1]) and (whole(term[2]) or 0) > 0
    if term[0] == "/":
        return is_polynomial(term[1]) and term[2][0] == "number"
    return term[0] in ("neg", "+", "-", "*") and all(map(is_polynomial, term[1:]))


def run(command, seconds, **more):
    """The output, or None if the time is over; and the seconds that passed."""
    start = time.perf_counter()
    try:
        process = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                 timeout=seconds, **more)
        return process.stdout, time.perf_counter() - start
    except subprocess.TimeoutExpired:
        return None, time.perf_counter() - start


def by_dropcert(program, ledger, name, seconds):
    output, passed = run([program, "verify", ledger, "--only", name, "--threads", "1", "--seconds", str(seconds)],
                         seconds + 10)
    return passed if output and re.search(r"^1 claims?: 1 confirmed", output, re.MULTILINE) else None


def by_coq(program, statement, seconds):
    text = Coq().goal(statement)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "goal.v"), "w") as file:
            file.write(text)
        output, _ = run([program, "goal.v"], seconds + 10, cwd=folder)
    times = re.findall(r"Finished transaction in ([0-9.]+) secs", output or "")
    if len(times) < 2 or "Error" in output or sum(map(float, times)) > seconds:
        return None
    return sum(map(float, times))


def by_sollya(program, statement, seconds):
    for goal in Sollya().goals(statement):
        lines = (run([program], seconds + 10, input=goal)[0] or "").split()
        if lines[:1] == ["true"]:
            return float(lines[1])
    return None


def peers(seconds):
    """The peers that are there, by name; of the others it is said that they are not."""
    found = {}
    sollya, coqc = (shutil.which(os.environ.get(name.upper(), name)) for name in ("sollya", "coqc"))
    if sollya:
        found["Sollya"] = lambda statement: by_sollya(sollya, statement, seconds)
    else:
        print("Sollya is skipped: no program `sollya` (Debian: sollya).\n")
    trivial = ("for", "x", (ONE, True), (TWO, True), False, ("relation", [ONE, ("name", "x")], ["<="]))
    if not coqc:
        print("CoqInterval is skipped: no program `coqc` (Debian: coq).\n")
    elif by_coq(coqc, trivial, 60) is None:
        print("CoqInterval is skipped: Coq does not find Interval.Tactic (Debian: libcoq-interval).\n")
    else:
        found["CoqInterval"] = lambda statement: by_coq(coqc, statement, seconds)
    return found


def shown(passed):
    return passed if isinstance(passed, str) else "no" if passed is None else f"{passed:.3f}"


def main():
    program = sys.argv[1]
    here = os.path.dirname(os.path.abspath(__file__))
    ledger = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "../corpus/calculus/univariate.claims")
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    wanted = set(sys.argv[4:])
    with open(ledger) as file:
        claims = Reader(file.read()).ledger()
    others = peers(seconds)
    names = ["dropcert", *others]
    print("| goal | place | " + " | ".join(f"{name}, s" for name in names) + " |")
    print("|---|---|" + "---|" * len(names))
    rows = []
    for identifier, place, definitions, statement in claims:
        if wanted and identifier not in wanted:
            continue
        row = {"dropcert": by_dropcert(program, ledger, identifier, seconds)}
        for name, decide in others.items():
            try:
                row[name] = decide(expanded(statement, definitions))
            except NotExpressible:
                row[name] = "-"
        rows.append(row)
        print(f"| {identifier} | {place} | " + " | ".join(shown(row[name]) for name in names) + " |", flush=True)
    print()
    for name in names:
        tried = [row for row in rows if row[name] != "-"]
        print(f"* {name}: {sum(row[name] is not None for row in tried)} of {len(tried)} goals decided")
    for name in others:
        both = [row for row in rows if isinstance(row[name], float) and isinstance(row["dropcert"], float)]
        alone = sum(isinstance(row[name], float) and row["dropcert"] is None for row in rows)
        ratios = [row[name] / row["dropcert"] for row in both]
        print(f"* {name}: {len(both)} goals are decided by both, {alone} by {name} and not by dropcert")
        if ratios:
            print(f"* {name}: the median of its seconds over those of dropcert is {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
