#!/usr/bin/env python3
"""Every command of the readme, in its order, in an empty folder that has what a clone and its build have.

Usage: readme.py PROJECT BUILD

A command is a line indented by four blanks that begins with a program; what stands behind three blanks explains it. Each must end with
exit code 0 within its time. The commands that build and test the project are not run: they are running this.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT, BUILD = Path(sys.argv[1]), Path(sys.argv[2])
PROGRAMS = ("build/dropcert", "cp ", "printf ", "sed ", "for ", "sh ", "meson ")
NOT_HERE = ("sh .ci/build", "sh .ci/test")
SECONDS = 600


def commands():
    for line in (PROJECT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("    ") and line[4:].startswith(PROGRAMS):
            yield re.split(r" {3,}", line[4:])[0]


def main():
    failed, run = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("proofs", "tests", "tables"):
            os.symlink(PROJECT / name, Path(folder, name))
        os.symlink(BUILD, Path(folder, "build"))
        for command in commands():
            if command.startswith(NOT_HERE):
                continue
            run += 1
            started = time.time()
            try:
                outcome = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, errors="replace",
                                         stdin=subprocess.DEVNULL, timeout=SECONDS)
                code, said = outcome.returncode, outcome.stderr[-500:]
            except subprocess.TimeoutExpired:
                code, said = "no end", ""
            print(f"{time.time() - started:6.1f} s  {command}", flush=True)
            if code != 0:
                failed += 1
                print(f"FAILED with {code}: {said}")
    if run < 25:
        failed += 1
        print(f"only {run} commands were found")
    print(f"{run} commands of the readme, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
