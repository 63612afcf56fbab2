"""The greatest rate of --advice by simulation: a million masks at it stay within the radius, at the next hundredth they do not.

Usage: greatest_rate.py DROPCERT FOLDER
"""
import csv
import json
import math
import os
import random
import shutil
import subprocess
import sys

DROPCERT, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2]
WEIGHTS = {"a": 1.25, "b": 0.5, "c": 2.0, "d": 0.75}
BIAS = 0.25
MASKS = 1_000_000


def audit(*options):
    done = subprocess.run([DROPCERT, "audit", "--data", "x.csv", "--weights", "w.csv", "--format", "json", "--out", "rows.csv",
                           "--force", *options], stdout=subprocess.PIPE, text=True, check=True)
    with open("rows.csv") as file:
        return json.loads(done.stdout), list(csv.DictReader(file))


def farthest(a, rate, generator):
    """The largest |Delta| of a million masks."""
    seen = set()
    kept = rate / (1 - rate)
    for _ in range(MASKS):
        dropped = 0
        for j in range(len(a)):
            dropped = 2 * dropped + (generator.random() < rate)
        seen.add(dropped)
    n = len(a)
    return max(abs(sum(-x if (mask >> (n - 1 - j)) & 1 else kept * x for j, x in enumerate(a))) for mask in seen)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    os.chdir(FOLDER)
    generator = random.Random(3)
    with open("w.csv", "w") as file:
        file.write("name,weight\n" + "".join(f"{name},{w}\n" for name, w in WEIGHTS.items()) + f"intercept,{BIAS}\n")
    data = [[round(generator.uniform(0.05, 0.9), 3) for _ in WEIGHTS] for _ in range(40)]
    with open("x.csv", "w") as file:
        file.write(",".join(WEIGHTS) + "\n" + "".join(",".join(map(str, row)) + "\n" for row in data))
    contributions = [[x * w for x, w in zip(row, WEIGHTS.values())] for row in data]
    summary, _ = audit("--advice", "--dropout", "0.5")
    rate = summary["advice"]["greatest_rate_all"]
    assert rate is not None and 0.01 <= rate < 0.99, rate
    for r, inside in ((rate, True), (rate + 0.01, False)):
        _, rows = audit("--dropout", f"{r:.2f}")
        diverging = [i for i, row in enumerate(rows) if row["verdict"] == "diverges"]
        assert (not diverging) == inside, (r, diverging)
        # The row that is nearest to its radius, or the first one beyond it.
        i = diverging[0] if diverging else max(range(len(rows)), key=lambda k: float(rows[k]["ratio"]))
        a = contributions[i]
        radius = math.hypot(math.pi, BIAS + sum(a))
        assert (farthest(a, r, generator) <= radius) == inside, (r, i)
    print(f"greatest rate {rate}: {MASKS} masks within the radius, at {rate + 0.01:.2f} not")


main()
