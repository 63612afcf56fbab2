"""Each committed table against itself, then with one last digit changed in a column of a row: each is found.

Usage: last_digits.py DROPCERT TABLES_FOLDER
"""

import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile

DROPCERT, TABLES = sys.argv[1:]
ROWS_EACH = 4  # of a column

failures = []


def compared(name, rows):
    """What compare says of the rows, by line and column."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "theirs.csv")
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        run = subprocess.run([DROPCERT, "compare", "--table", name, "--format", "json", path],
                             capture_output=True, check=False)
    if run.returncode == 2:
        sys.exit(f"{name}: {run.stderr.decode()}")
    return run.returncode, {(entry["line"], entry["what"].split(" at ")[0]): entry
                            for entry in json.loads(run.stdout)["compared"]}


def with_other_last_digit(text, chosen):
    """The text with another digit for its last one, before an exponent; None for words."""
    if text in ("true", "false"):
        return "false" if text == "true" else "true"
    digits = "0123456789abcdef" if len(text) == 64 else "0123456789"
    end = text.find("e") if digits[-1] == "9" and "e" in text else len(text)
    mantissa = text[:end]
    if not mantissa or mantissa[-1] not in digits or not set(mantissa) <= set(digits + "-./"):
        return None
    others = [digit for digit in digits if digit != mantissa[-1]]
    near = digits[(digits.index(mantissa[-1]) + 1) % len(digits)]
    return mantissa[:-1] + (near if chosen.random() < 0.5 else chosen.choice(others)) + text[end:]


def tried(name):
    chosen = random.Random(name)
    with open(os.path.join(TABLES, name + ".csv"), newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    code, entries = compared(name, [header, *rows])
    wrong = [entry for entry in entries.values() if entry["kind"] != "right"]
    if code != 0 or wrong or not entries:
        failures.append(f"{name}: {len(wrong)} of {len(entries)} cells are not right as committed: {wrong[:3]}")
    values = {column for _, column in entries}
    keys = [title for title in header if title not in values and title != "exact"]
    changed, places = [], []
    for column, title in enumerate(header):
        if title not in values:
            continue
        candidates = [(row, other) for row in rows if (other := with_other_last_digit(row[column], chosen))]
        candidates = [(row, other) for row, other in candidates if "/0" not in other]
        for row, other in chosen.sample(candidates, min(ROWS_EACH, len(candidates))):
            changed.append(row[:column] + [other] + row[column + 1:])
            places.append((title, row, other))
    if not changed:
        return 0
    code, entries = compared(name, [header, *changed])
    for line, (title, row, other) in enumerate(places, start=2):
        for (at, column), entry in entries.items():
            if at != line:
                continue
            is_changed = column == title
            if is_changed != (entry["kind"] in ("wrong", "last-digit", "zero")):
                failures.append(f"{name}: {entry}; changed was {title} to {other}")
            if is_changed and entry["kind"] in ("wrong", "last-digit") and not entry["digit"]:
                failures.append(f"{name}: no digit is named: {entry}")
            if is_changed and any(f"{key} = {row[header.index(key)]}" not in entry["what"] for key in keys):
                failures.append(f"{name}: the row is not named: {entry}")
        if (line, title) not in entries:
            failures.append(f"{name}: nothing is said of {title} in line {line}")
    return len(places)


def main():
    names = sorted(name[:-6] for name in os.listdir(TABLES) if name.endswith(".table"))
    count = {name: tried(name) for name in names}
    for failure in failures:
        print(failure)
    if failures:
        sys.exit(1)
    without = [name for name in names if count[name] == 0]
    if without != ["ledger", "validity"]:  # of words alone
        sys.exit(f"no digit was changed in {without}")
    print(f"{sum(count.values())} changed digits of {len(names)} tables are found")


main()
