"""Times `dropcert audit` on a generated table: elapsed and processor seconds, MB/s and memory, for more and more rows.

Usage: audit_bench.py PROGRAM [ROWS] [FEATURES]     by default 1000000 rows of 30 features (285 MB)
The contributions are of the size at which rows near the boundary are common. Every number is read and validated.
"""
import os
import random
import subprocess
import sys
import tempfile
import time


def write_table(path, rows, features):
    generator = random.Random(20190528)
    pool = [f"{generator.gauss(0, 1):.6f}" for _ in range(100_000)]
    with open(path, "w") as table:
        table.write(",".join(f"x{j}" for j in range(features)) + "\n")
        for _ in range(rows):
            table.write(",".join(generator.choices(pool, k=features)) + "\n")


def write_weights(path, features):
    generator = random.Random(11320)
    with open(path, "w") as weights:
        weights.write("name,weight\n")
        for j in range(features):
            weights.write(f"x{j},{generator.uniform(-0.3, 0.3):.9f}\n")


def run(program, table, weights, *more):
    command = [program, "audit", "--data", table, "--weights", weights, "--dropout", "1/2", *more]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if status != 0:
        sys.exit("audit failed")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    features = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    print("| rows | MB | what | elapsed s | processor s | MB/s | peak memory, MB |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        table, weights = os.path.join(folder, "x.csv"), os.path.join(folder, "w.csv")
        write_weights(weights, features)
        for size in (rows // 100, rows // 10, rows):
            write_table(table, size, features)
            megabytes = os.path.getsize(table) / 1e6
            for what, more in (("summary", ()), ("--out", ("--out", os.path.join(folder, "report.csv")))):
                elapsed, processor, memory = min(run(program, table, weights, *more) for _ in range(3))
                print(f"| {size} | {megabytes:.1f} | {what} | {elapsed:.2f} | {processor:.2f} | "
                      f"{megabytes / elapsed:.0f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
