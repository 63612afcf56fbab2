"""Every noise with every family: columns, summary, schema, resuming after a kill, shards and their merge.

Usage: audits.py DROPCERT SOURCES FOLDER
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

DROPCERT, SOURCES, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
NOISES = {"dropout": "--dropout", "gaussian-dropout": "--dropout", "additive-gaussian": "--scale", "uniform": "--scale",
          "laplace": "--scale"}
FAMILIES = ["logistic", "poisson", "gaussian", "gamma", "softmax"]
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
         "null": type(None)}


def conforms(value, schema, root, place="summary"):
    """The part of JSON Schema that the schema uses."""
    if "$ref" in schema:
        return conforms(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, place)
    if "enum" in schema:
        assert value in schema["enum"], (place, value)
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, TYPES[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds), (place, value)
    if isinstance(value, dict):
        for name in schema.get("required", []):
            assert name in value, (place, name)
        properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name, member in value.items():
            if name in properties:
                conforms(member, properties[name], root, place + "." + name)
            else:
                assert more is not False, (place, name)
                if more is not True:
                    conforms(member, more, root, place + "." + name)
    if isinstance(value, list):
        for i, member in enumerate(value):
            conforms(member, schema["items"], root, f"{place}[{i}]")


def run(*arguments, code=(0, 1)):
    done = subprocess.run([DROPCERT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode in code, (arguments, done.returncode, done.stderr)
    return done.stdout


def read(path):
    with open(path) as file:
        return file.read()


def write_data(rows):
    generator = random.Random(7)
    with open("x.csv", "w") as x:
        x.write("a,b,c,kind\n")
        for _ in range(rows):
            numbers = [f"{generator.uniform(-3, 3):.4f}" for _ in range(3)]
            x.write(",".join(numbers) + f",{generator.randrange(3)}\n")
        x.write("1,2\n")
    with open("w.csv", "w") as w:
        w.write("name,weight\na,0.7\nb,-0.4\nc,0.25\nintercept,-3/2\n")
    with open("classes.csv", "w") as w:
        w.write("name,0,1,2\na,0.7,-0.3,0.1\nb,-0.4,0.5,0\nc,1/4,-1/3,0.9\nintercept,0.1,0,-0.2\n")


def killed(arguments):
    """Starts the command and kills it before its end, if it is slow enough."""
    process = subprocess.Popen([DROPCERT, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()


def check(noise, family, schema):
    weights = "classes.csv" if family == "softmax" else "w.csv"
    common = ["audit", "--data", "x.csv", "--weights", weights, "--label", "kind", "--noise", noise, NOISES[noise], "0.2",
              "--family", family, "--skip-bad", "--regulariser", "--digits", "6", "--advice", "--shares", "--force",
              "--format", "json"]
    outputs = ["--out", "rows.csv", "--figure", "h.svg", "--scatter", "r.svg", "--shares-figure", "s.svg"]
    files = ["rows.csv", "h.svg", "r.svg", "s.svg"]
    summary = run(*common, *outputs)
    expected = [summary] + [read(file) for file in files]
    document = json.loads(summary)
    conforms(document, schema["$defs"]["summary"], schema)
    rows = [line.split(",") for line in read("rows.csv").splitlines()]
    assert all(len(row) == len(rows[0]) for row in rows)
    verdict = rows[0].index("verdict")
    counts = {name: sum(row[verdict] == name for row in rows[1:]) for name in ("converges", "diverges", "not proved", "skipped")}
    assert counts == {"converges": document["converging"], "diverges": document["diverging"],
                      "not proved": document["not_proved"], "skipped": document["skipped"]}, (noise, family, counts)
    assert document["rows"] + document["skipped"] == len(rows) - 1
    for name in ("R_2", "R", "relative_error_of_R_2"):
        assert name in rows[0]
    assert {"line", "rows", "right"} <= {"line"} | set(document["labels"]) or family != "softmax"

    shutil.rmtree("saved", ignore_errors=True)
    killed([*common, *outputs, "--resume", "saved"])
    for file in files:
        if os.path.exists(file):
            os.remove(file)
    for _ in range(2):
        assert run(*common, *outputs, "--resume", "saved") == summary, (noise, family)
        assert [read(file) for file in files] == expected[1:], (noise, family)

    for i in (1, 2, 3):
        run(*common, "--shard", f"{i}/3", "--output", f"part-{i}")
        if i == 2:
            run(*common, "--shard", "2/3", "--output", "part-2", "--resume", "saved-2")
    merged = run("merge", "part-3", "part-1", "part-2", *outputs, "--format", "json", "--force")
    assert merged == summary, (noise, family)
    assert [read(file) for file in files] == expected[1:], (noise, family)
    shutil.rmtree("saved-2")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    os.chdir(FOLDER)
    write_data(150)
    schema = json.loads(read(os.path.join(SOURCES, "schemas", "audit.json")))
    for noise in NOISES:
        for family in FAMILIES:
            check(noise, family, schema)


main()
