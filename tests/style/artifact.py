#!/usr/bin/env python3
"""The commands of ARTIFACT.md that take a minute at most, run: the last line is as it says there.

Usage: artifact.py PROJECT BUILD
"""
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROW = re.compile(r"^\| [^|]+ \| `([^`]+)` \| ([\d.]+) \| `([^`]+)` \|$", re.MULTILINE)
LONGEST = 1.0  # minutes

project, build = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
text = (project / "ARTIFACT.md").read_text(encoding="utf-8")
rows = [(command, last) for command, minutes, last in ROW.findall(text)
        if float(minutes) <= LONGEST and command.startswith("build/")]
if len(rows) < 8:
    sys.exit(f"ARTIFACT.md has {len(rows)} rows that can be run; expected at least 8")
failures = 0
with tempfile.TemporaryDirectory() as folder:
    for command, last in rows:
        # In a folder of its own, in which the project's files are found and no others are left.
        words = shlex.split(command)
        words[0] = str(build / words[0].removeprefix("build/"))
        words = [str(project / word) if (project / word).exists() and "/" in word else word for word in words]
        if "--check" in words:
            words += ["--out", str(project / "tables")]
        result = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = result.stdout.splitlines()[-1:] or [""]
        expected = last.replace("'tables'", f"'{project / 'tables'}'")
        if said[0] != expected or result.returncode != 0:
            failures += 1
            print(f"{command}: exit code {result.returncode}, last line {said[0]!r}, not {expected!r}; {result.stderr[-300:]}")
print(f"{len(rows)} commands of ARTIFACT.md, {failures} failures")
sys.exit(1 if failures else 0)
