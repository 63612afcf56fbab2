"""Rows of all noises and families: verdicts against exact rationals, R_2 from the definition, R by quadrature in doubles.

Usage: quadrature.py DROPCERT FOLDER [ROWS]     ROWS of each noise and family, by default 150
"""
import math
import os
import random
import shutil
import subprocess
import sys
from fractions import Fraction

DROPCERT, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2]
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 150
PI = (Fraction(31415926535897932384626433832795028841971693993751, 10**49),
      Fraction(31415926535897932384626433832795028841971693993752, 10**49))
WEIGHTS = [Fraction(3, 5), Fraction(-7, 20)]
BIAS = Fraction(-6, 5)


def legendre(n):
    """Nodes and weights of Gauss on [-1, 1]."""
    result = []
    for i in range(n):
        x = math.cos(math.pi * (i + 0.75) / (n + 0.5))
        for _ in range(100):
            p, q = 1.0, 0.0
            for k in range(n):
                p, q = ((2 * k + 1) * x * p - k * q) / (k + 1), p
            slope = n * (x * p - q) / (x * x - 1)
            x -= p / slope
            if abs(p / slope) < 1e-16:
                break
        result.append((x, 2 / ((1 - x * x) * slope * slope)))
    return result


GAUSS = legendre(20)


def integral(f, ends, panels):
    """Of f over the intervals between the ends, each in so many panels."""
    total = []
    for a, b in zip(ends, ends[1:]):
        h = (b - a) / panels / 2
        for p in range(panels):
            middle = a + (2 * p + 1) * h
            total += [h * w * f(middle + h * x) for x, w in GAUSS]
    return math.fsum(total)


def partition(family):
    if family == "logistic":
        return lambda z: max(z, 0) + math.log1p(math.exp(-abs(z)))
    return {"poisson": math.exp, "gaussian": lambda z: z * z / 2, "gamma": lambda z: -math.log(-z)}[family]


def regulariser(noise, level, c, z0, family):
    """E A(z0 + Delta) - A(z0)."""
    A = partition(family)
    even = lambda x: (A(z0 + x) - A(z0)) + (A(z0 - x) - A(z0))
    c = [abs(float(x)) for x in c] if noise != "dropout" else [float(x) for x in c]
    if noise == "dropout":
        d, total = float(level), []
        for mask in range(1 << len(c)):
            kept = [(mask >> j) & 1 for j in range(len(c))]
            x = sum(a * (d / (1 - d) if k else -1) for a, k in zip(c, kept))
            total.append(math.prod(1 - d if k else d for k in kept) * (A(z0 + x) - A(z0)))
        return math.fsum(total)
    if "gaussian" in noise:
        s = math.sqrt(sum(x * x for x in c) * float(level))
        return integral(lambda u: even(s * u) * math.exp(-u * u / 2), [0, 6, 12, 30], 12) / math.sqrt(2 * math.pi)
    if noise == "laplace":
        s, t = sorted(x * float(level) for x in c)
        density = lambda x: (t * math.exp(-x / t) - s * math.exp(-x / s)) / (2 * (t * t - s * s))
        return integral(lambda x: even(x) * density(x), [0, 5 * s, 5 * s + 40 * t, 5 * s + 300 * t], 40)
    s, t = sorted(x * float(level) for x in c)
    height = 1 / (2 * t)
    density = lambda x: height if x < t - s else height * (t + s - x) / (2 * s)
    return integral(lambda x: even(x) * density(x), [0, t - s, t + s], 12)


def bounded(noise, level, c):
    """ess sup Delta and -Delta, or None."""
    positive, negative = sum(x for x in c if x > 0), -sum(x for x in c if x < 0)
    if noise == "dropout":
        r = level / (1 - level)
        return r * positive + negative, positive + r * negative
    return (level * (positive + negative),) * 2 if noise == "uniform" else None


def verdict(noise, level, c, z0, family):
    reach = bounded(noise, level, c)
    if not any(c) or family == "gaussian":
        return "converges"
    if family == "poisson":
        return "converges" if noise != "laplace" or max(map(abs, c)) * level < 1 else "diverges"
    if reach is None:
        return "diverges"
    if family == "gamma":
        up, down = reach
        inside = up < -z0 if noise == "dropout" else up <= -z0
        return "converges" if inside and down <= -z0 else "diverges"
    q = max(reach)**2 - z0**2
    assert q < PI[0]**2 or q > PI[1]**2
    return "converges" if q < PI[0]**2 else "diverges"


def curvature(family, z):
    if family == "logistic":
        return math.exp(-abs(z)) / (1 + math.exp(-abs(z)))**2
    return {"poisson": math.exp(z), "gaussian": 1, "gamma": 1 / z**2}[family]


def check(noise, family, generator):
    level = Fraction(generator.randrange(5, 60), 100)
    data = []
    with open("x.csv", "w") as file:
        file.write("a,b\n")
        for _ in range(ROWS):
            size = generator.choice([0.3, 2, 12])
            row = [f"{generator.uniform(-size, size):.3f}" for _ in range(2)]
            data.append([Fraction(x) for x in row])
            file.write(",".join(row) + "\n")
    option = ["--dropout", str(level)] if noise == "dropout" else ["--scale", str(level)]
    done = subprocess.run([DROPCERT, "audit", "--data", "x.csv", "--weights", "w.csv", "--noise", noise, *option, "--family", family,
                           "--regulariser", "--skip-bad", "--out", "rows.csv", "--force"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    assert done.returncode in (0, 1), done.stderr
    with open("rows.csv") as file:
        rows = [line.rstrip("\n").split(",") for line in file][1:]
    assert len(rows) == len(data)
    strength = level if noise in ("dropout", "uniform", "laplace") else level * level
    unit = {"dropout": strength / (1 - strength), "uniform": strength**2 / 3, "laplace": 2 * strength**2}.get(noise, strength)
    numbers = 0
    for x, row in zip(data, rows):
        a = [u * w for u, w in zip(x, WEIGHTS)]
        c = WEIGHTS if noise == "additive-gaussian" else a
        z0 = BIAS + sum(a)
        if family == "gamma" and z0 >= 0:
            assert row[5] == "skipped", row
            continue
        assert row[5] == verdict(noise, strength, c, z0, family), (noise, family, level, row)
        assert abs(float(row[1]) - float(z0)) <= 1e-9 * abs(float(z0)), row
        r2 = curvature(family, float(z0)) * float(unit * sum(u * u for u in c)) / 2
        assert abs(float(row[6]) - r2) <= 1e-9 * r2, (noise, family, level, row, r2)
        numbers += 3
        reach = bounded(noise, strength, c)
        # At its very edge the gamma family's integrand is singular.
        if row[7] in ("not finite", "out of reach") or not any(c) or (family == "gamma" and reach[0] * 100 > -z0 * 99):
            assert row[7] != "not finite" or verdict(noise, strength, c, z0, family) == "diverges"
            continue
        if noise in ("uniform", "laplace") and (0 in c or abs(abs(c[0]) - abs(c[1])) * 50 < max(map(abs, c))):
            continue  # the formula for two different scales
        if family == "poisson" and noise == "laplace" and max(map(abs, c)) * strength * 10 > 9:
            continue  # too heavy a tail for the quadrature
        r = regulariser(noise, strength, c, float(z0), family)
        assert abs(float(row[7]) - r) <= 2e-9 * r + 1e-12, (noise, family, level, row, r)
        numbers += 1
    return numbers


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    os.chdir(FOLDER)
    with open("w.csv", "w") as file:
        file.write(f"name,weight\na,{WEIGHTS[0]}\nb,{WEIGHTS[1]}\nintercept,{BIAS}\n")
    generator = random.Random(20)
    numbers = 0
    for noise in ("dropout", "gaussian-dropout", "additive-gaussian", "uniform", "laplace"):
        for family in ("logistic", "poisson", "gaussian", "gamma"):
            numbers += check(noise, family, generator)
    print(f"{numbers} numbers, none wrong")


main()
