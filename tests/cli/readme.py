#!/usr/bin/env python3
"""Every command of the readme and of the tutorials, in its order, for each page in an empty folder that has what a clone and its
build have.

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


PAGES = {"README.md": 25, "docs/referee.md": 9, "docs/author.md": 9}  # and how many commands there are at least


def commands(page):
    for line in (PROJECT / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("    ") and line[4:].startswith(PROGRAMS):
            yield re.split(r" {3,}", line[4:])[0]


def failures(page, least):
    failed, run = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("proofs", "tests", "tables", "tex"):
            os.symlink(PROJECT / name, Path(folder, name))
        os.symlink(BUILD, Path(folder, "build"))
        for command in commands(page):
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
            # What ends in "|| true" finds something wrong, which is exit code 1.
            if command.endswith(" || true") and code == 0 and "dropcert" in command:
                code = subprocess.run(["sh", "-c", command[:-8]], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
                                      timeout=SECONDS, check=False).returncode
                code = 0 if code in (0, 1) else code
            if code != 0:
                failed += 1
                print(f"FAILED with {code}: {said}")
    if run < least:
        failed += 1
        print(f"only {run} commands were found")
    print(f"{run} commands of {page}, {failed} failed")
    return failed


def main():
    return 1 if sum([failures(page, least) for page, least in PAGES.items()]) else 0


if __name__ == "__main__":
    sys.exit(main())
