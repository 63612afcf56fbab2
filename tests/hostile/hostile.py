#!/usr/bin/env python3
"""Ledgers and certificates that ask for too much: each ends by itself, within its budget, with a sentence.

Usage: hostile.py DROPCERT DROPCERT_CHECK [EVERY]     EVERY: run every so-many-th input (default 1: all)

Each input is given to one program with a budget of a second and 512 MB a statement. It fails if the program ends by a
signal, by an exit code that it does not document, without a word where its input is bad, later than the budget and some
slack, or with more memory than that. Prints the greatest time and memory.
"""
import hashlib
import os
import subprocess
import sys
import tempfile
import time

SECONDS = 1
MEMORY = 512  # MB
SLACK_SECONDS = 9  # start, reading, writing; a busy machine; single operations of the libraries
SLACK_MEMORY = 1024


def claims(*statements, definitions=""):
    text = definitions + "\n"
    for number, statement in enumerate(statements):
        text += f'claim C{number} "hostile" printed {statement}\n'
    return text


def nested():
    """Depth: parentheses, signs, powers, functions, conditions, quantifiers, lists."""
    for depth in (10, 100, 300, 900, 5000, 40000):
        yield claims("(" * depth + "1" + ")" * depth + " = 1")
        yield claims("-" * depth + "1 = 1")
        yield claims("exp(" * depth + "0" + ")" * depth + " > 0")
        yield claims("2^" * depth + "2 > 1")
        yield claims("not " * depth + "1 = 1")
        yield claims("if(1 = 1, " * depth + "1" + ", 2)" * depth + " = 1")
        yield claims("2*(" * depth + "1" + ")" * depth + " = 1")
        yield claims("".join(f"for x{i} in 1..2: " for i in range(depth)) + "1 = 1")
        yield claims("".join(f"for x{i} in [0, 1]: " for i in range(depth)) + "1 >= 1")
        yield claims("".join(f"for x{i} in real: x{i} > 0 implies (" for i in range(depth)) + "1 = 1" + ")" * depth)
        yield claims("".join(f"for n{i} in 1..oo, y{i} in real: (" for i in range(depth)) + "1 = 1" + ")" * depth)
        yield claims("sum(i = 1..2, " * depth + "1" + ")" * depth + " = 1")
        yield claims("length([" * depth + "1" + "])" * depth + " = 1")
        yield claims(" and ".join(["1 = 1"] * depth))
        yield claims(" + ".join(["1"] * depth) + " > 0")
        yield claims(" < ".join(str(i) for i in range(depth)))
        yield claims("1 = 1 implies " * depth + "1 = 1")
        yield claims("n" + "!" * depth + " = 1")
        yield claims("softplus(" * depth + "1" + ")" * depth + " > 1")
        yield claims("some x in real: " * depth + "1 = 1")


def doubling():
    """Definitions that double the work of those before them."""
    for steps in (10, 30, 60, 200, 1500, 4000):
        for body in ("a{p} + a{p}", "a{p} * a{p}", "a{p} - a{p}", "if(a{p} = 1, a{p}, a{p})", "max(a{p}, a{p})"):
            lines = "where a0 = 1\n" + "".join(
                f"where a{i} = " + body.replace("{p}", str(i - 1)) + "\n" for i in range(1, steps + 1))
            yield claims(f"a{steps} >= 0", definitions=lines)
        for body in ("f{p}(f{p}(x))", "f{p}(x) + f{p}(x + 1)", "f{p}(x/2) * f{p}(x/3)"):
            lines = "where f0(x) = x + 1\n" + "".join(
                f"where f{i}(x) = " + body.replace("{p}", str(i - 1)) + "\n" for i in range(1, steps + 1))
            yield claims(f"f{steps}(1) >= 0", f"for x in [0, 1]: f{steps}(x) >= 0", definitions=lines)
        lines = "where s0 = 1 = 1\n" + "".join(f"where s{i} = s{i - 1} and s{i - 1}\n" for i in range(1, steps + 1))
        yield claims(f"s{steps}", definitions=lines)
        lines = "where l0 = [1, 2]\n" + "".join(f"where l{i} = 2 * l{i - 1}\n" for i in range(1, steps + 1))
        yield claims(f"sum(l{steps}) > 0", definitions=lines)


def ranges():
    for length in ("10^6", "10^8", "20000000", "10^12", "2^61", "10^30", "10^1000"):
        yield claims(f"for n in 1..{length}: n >= 1")
        yield claims(f"for n in 1..{length}: n^2 + n + 41 != 43")
        yield claims(f"sum(i = 1..{length}, 1) = {length}")
        yield claims(f"prod(i = 1..{length}, 2) > 0")
        yield claims(f"for n in 1..{length}, m in 1..{length}: n + m > 0")
        yield claims(f"sum(i = 1..{length}, sum(j = 1..{length}, 1)) > 0")
        yield claims(f"some n in 1..{length}: n = {length}")
        yield claims(f"not (for n in 1..{length}: n > 0)")
        yield claims(f"for n in 1..{length} wherever defined: 1/n > 0")
        yield claims(f"for n in -{length}..{length}: n < {length} + 1")
        yield claims(f"for n in {length}..oo: n > 0")
        yield claims(f"sum(i = 1..{length}, 1/i) > 1")
        yield claims(f"for n in 1..{length}: exp(n) > 0")


def exponents():
    for size in ("100", "10^4", "10^6", "10^9", "10^18", "2^63", "10^100"):
        yield claims(f"2^({size}) > 1")
        yield claims(f"(1/3)^({size}) < 1")
        yield claims(f"pi^({size}) > 1")
        yield claims(f"(1 + pi)^({size}) > 1")
        yield claims(f"(1 + p)^({size}) != p")
        yield claims(f"(1/p + p)^({size}) != p")
        yield claims(f"sqrt(2)^({size}) > 1")
        yield claims(f"(sqrt(2) + sqrt(3) + sqrt(5))^({size}) > 1")
        yield claims(f"exp({size}) > 1")
        yield claims(f"exp(-({size})) > 0")
        yield claims(f"sin({size}) < 2")
        yield claims(f"for x in [0, 1]: x^({size}) >= 0")
        yield claims(f"for x in real: (1 + exp(x))^({size}) > 0")
        yield claims(f"for x in real, y in real: (x + y)^({size}) = (y + x)^({size})")
        yield claims(f"root(2, {size}) > 1")
        yield claims(f"1/7 + 10^(-({size})) > 1/7")
        yield claims(f"exp({size})*exp(-({size})) = 1")


def sequences():
    for n in ("100", "3000", "6000", "10^5", "10^6", "10^9", "10^20"):
        for term in ("({n})!", "bell({n})", "bernoulli({n})", "bernoulli(2*({n}))", "stirling2({n}, 7)",
                     "surjections({n}, ({n}) - 3)", "binomial({n}, 50000)", "binomial(1/2, {n})", "zeta({n})",
                     "zeta(-({n}))", "zeta(-({n}) - 1/2)", "sigmoid_derivative({n}, 1)", "softplus_derivative({n}, 3)",
                     "softplus_derivative({n}, 0)", "D(p, {n})", "D(1/(1 + p), {n})", "at(p^({n}), 1/3)",
                     "mean_over_p(p^({n}))", "moment([1, 2, 3], 1/3, {n})", "partial_regulariser({n}, [1, 2], 1/3)"):
            term = term.replace("{n}", n)
            yield claims(f"{term} < 0", f"{term} >= 0")


def lists():
    for length in (20, 60, 1000, 20000):
        a = "[" + ", ".join(f"{i % 7 - 3}/{i % 5 + 1}" for i in range(length)) + "]"
        irrational = "[" + ", ".join(f"sqrt({i + 2})" for i in range(length)) + "]"
        for model in (a, irrational):
            yield claims(f"regulariser({model}, 1/3) > 0")
            yield claims(f"for x in dropout({model}, 1/3): x < 10^9")
            yield claims(f"mean(x in dropout({model}, 1/3), x^2) > 0")
            yield claims(f"moment({model}, 1/3, 6) > 0")
            yield claims(f"converges({model}, 1/3)")
        yield claims(f"for x in {{{', '.join(str(i) for i in range(length))}}}: x >= 0")
        yield claims(f"max({', '.join(str(i) for i in range(length))}) = {length - 1}")


def regions():
    for term in ("sin(1/x)", "1/x", "exp(1/x)", "x*sin(1/x)", "log(x)", "sqrt(x)", "1/(x^2 - 2)", "x - x", "x^x",
                 "sin(10^9*x)", "softplus_derivative(40, x)", "sum(i = 1..200, x^i)", "root(x, 7)", "zeta(1 + x)"):
        for domain in ("(0, 1)", "[0, 1]", "(-1, 1)", "real", "(0, oo)", "[1, 10^9]"):
            yield claims(f"for x in {domain}: {term} >= {term}")
            yield claims(f"for x in {domain} wherever defined: {term} < 10^6 + {term}")
    for names in (2, 3, 6, 12):
        binders = ", ".join(f"x{i} in [0, 1]" for i in range(names))
        total = " + ".join(f"x{i}" for i in range(names))
        yield claims(f"for {binders}: ({total})^2 >= 0", f"for {binders}: ({total})^2 >= ({total})*({total}) - 10^(-9)")
        yield claims(f"some {binders}: {total} = {names}")
        reals = ", ".join(f"x{i} in real" for i in range(names))
        yield claims(f"for {reals}: ({total})^9 = ({total})^4*({total})^5")
        yield claims(f"for {reals}: exp({total})^3 = exp(3*({total}))")
        yield claims(f"for {reals}: 1/(1 + ({total})^2)^7 = ((1 + ({total})^2)^(-1))^7")
        yield claims(f"for {reals}: sin({total})^2 + cos({total})^2 = 1")


def bytes_that_are_no_ledger():
    yield ""
    yield "\0" * 1000
    yield "claim " * 100000
    yield '"' * 99999
    yield "# " + "x" * 99990
    yield "x" * 200000
    yield "claim A \"\" printed 1 = 1\n" * 20000
    yield "".join(f"where a{i} = {i}\n" for i in range(50000)) + 'claim A "" printed a49999 = 49999\n'
    yield 'claim A "" printed 1 = ' + "9" * 20000
    yield 'claim A "" printed 1 = 1e' + "9" * 2000
    yield 'claim A "" printed 1e9999 < 1e10000'
    yield "\n" * 1000000


def ledgers():
    for group in (nested, doubling, ranges, exponents, sequences, lists, regions, bytes_that_are_no_ledger):
        for text in group():
            yield group.__name__, text


def certificate(statement, verdict, cases="1"):
    body = f"dropcert-certificate 3\nclaim A\nprinted {statement}\nverdict {verdict}\ntrust enclosure\ncases {cases}\n"
    return body + f"end {body.count(chr(10))} {hashlib.sha256(body.encode()).hexdigest()}\n"


def certificates():
    for statement in ("for n in 1..10^8: n >= 1", "for n in 1..2^61: n >= 1", "2^(10^9) > 1", "(1 + p)^(10^6) != p",
                      "bernoulli(6000) < 0", "bell(3000) > 0", "surjections(10000, 5000) > 0", "20000! > 0",
                      "for x in (0, 1): sin(1/x) < 2", "for x in [0, 1]: x >= 0", "for x in real: exp(x) > 0",
                      "for x in real, y in real: (x + y)^40 = (y + x)^40", "sin(10^30) < 2", "exp(10^12) > 0",
                      "zeta(-1000000) < 1", "softplus_derivative(2000, 3) < 1", "root(2, 10^6) > 1",
                      "sum(i = 1..10^7, 1/i) > 1", "moment([1, 2, 3], 1/3, 5000) > 0",
                      "for n in -2147483648..2147483647: n = n", "(p^65536)^65536 = 1",
                      "1 = 1 and (for n in -2147483648..2147483647: 1 = 0)"):
        for verdict in ("holds", "refuted"):
            for cases in ("1", "0", "99999999999999999999"):
                yield "certificate", certificate(statement, verdict, cases)
    yield "certificate", ""
    yield "certificate", "dropcert-certificate 3\n" * 100000
    yield "certificate", "\0" * 100000


def run(command):
    """Exit code, elapsed seconds, megabytes."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - start, usage.ru_maxrss // 1024, errors.decode(errors="replace")


def main():
    dropcert, checker = sys.argv[1:3]
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    budget = [f"--seconds={SECONDS}", f"--memory={MEMORY}", "--threads=2"]
    inputs = [("dropcert", *entry) for entry in ledgers()] + [("dropcert-check", *entry) for entry in certificates()]
    worst_time = worst_memory = (0, "")
    failures = 0
    chosen = inputs[::every]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "input")
        for number, (program, group, text) in enumerate(chosen):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            command = [dropcert, "verify", path] if program == "dropcert" else [checker, path]
            code, seconds, memory, errors = run(command + budget)
            name = f"{program}, {group}: {' '.join(text.split())[:100]}"
            worst_time = max(worst_time, (seconds, name))
            worst_memory = max(worst_memory, (memory, name))
            statements = min(2, max(1, text.count("printed ")))
            allowed = {0, 1, 2} if program == "dropcert" else {0, 1, 2, 3}
            if code not in allowed or (code == 2 and not errors.strip()):
                failures += 1
                print(f"FAILED: exit code {code}: {name}\n{errors[:300]}")
            elif seconds > SECONDS * statements + SLACK_SECONDS or memory > MEMORY + SLACK_MEMORY:
                failures += 1
                print(f"FAILED: {seconds:.1f} s, {memory} MB: {name}")
    print(f"{len(chosen)} of {len(inputs)} hostile inputs, {failures} failed")
    print(f"greatest time {worst_time[0]:.2f} s: {worst_time[1]}")
    print(f"greatest memory {worst_memory[0]} MB: {worst_memory[1]}")
    return 1 if failures or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
