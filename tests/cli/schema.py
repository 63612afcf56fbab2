#!/usr/bin/env python3
"""What `--format json` writes is as schemas/*.json say, which have no member that nothing writes.

Usage: schema.py DROPCERT PROJECT

The validator below knows the words that these schemas use; where python3-jsonschema is installed it is asked too.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import jsonschema
except ImportError:
    jsonschema = None

DROPCERT, PROJECT = sys.argv[1], Path(sys.argv[2])
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "title", "description", "$defs", "$ref", "type", "enum", "const", "required", "properties",
         "additionalProperties", "items", "anyOf", "oneOf", "minimum"}

LEDGER = r'''
ledger "A title"
notation V "the greatest `x`" headline refuted B "It fails." headline confirmed A "It stands."
claim A "page 1" says "words" because "reasons" where f(n) = n^2 where g(0) = 1, g(n) = 2 * g(n - 1)
  printed for n in 1..5: f(n) >= n printed g(3) = 8 proof theorem_1 formal softplus_radius evidence prints(pi, "3.14")
claim B "page 2" printed for n in 1..5: 1/(n - 3) < 1 cites "a book" instead 1 < 2 evidence converges([1], 1/2)
claim C "page 3" printed 1 = 2 corrected 1 < 2
claim D "page 4" historical "who did what"
claim E "page 5" printed max(zeta(5/2), zeta(7/2)) = zeta(5/2)
claim F "page 6" printed prints(pi, "3.15")
claim G "page 7" printed isprime(91)
'''


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Validator:
    def __init__(self, schema):
        self.schema = schema
        self.met = set()  # (id of a schema, member)

    def faults(self, value, schema=None, at="$"):
        """Sentences."""
        schema = self.schema if schema is None else schema
        if not set(schema) <= KNOWN:
            return [f"{at}: the schema has {sorted(set(schema) - KNOWN)}"]
        if "$ref" in schema:
            return self.faults(value, self.schema["$defs"][schema["$ref"].rpartition("/")[2]], at)
        found = []
        if "type" in schema:
            names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            if not any(is_type(value, name) for name in names):
                return [f"{at}: {json.dumps(value)[:60]} is none of {names}"]
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{at}: {value!r} is none of {schema['enum']}")
        if "const" in schema and value != schema["const"]:
            found.append(f"{at}: {value!r} is not {schema['const']!r}")
        if "minimum" in schema and value < schema["minimum"]:
            found.append(f"{at}: {value} is less than {schema['minimum']}")
        for word in ("anyOf", "oneOf"):
            if word in schema:
                outcomes = [self.faults(value, one, at) for one in schema[word]]
                fits = outcomes.count([])
                if fits == 0 or (word == "oneOf" and fits > 1):
                    found += min(outcomes, key=len) or [f"{at}: {fits} alternatives fit"]
        if isinstance(value, list) and "items" in schema:
            for i, item in enumerate(value):
                found += self.faults(item, schema["items"], f"{at}[{i}]")
        if isinstance(value, dict):
            found += [f"{at}: without {name}" for name in schema.get("required", []) if name not in value]
            for name, member in value.items():
                if name in schema.get("properties", {}):
                    self.met.add((id(schema), name))
                    found += self.faults(member, schema["properties"][name], f"{at}.{name}")
                elif schema.get("additionalProperties") is False:
                    found.append(f"{at}: an unknown member {name}")
                elif isinstance(schema.get("additionalProperties"), dict):
                    found += self.faults(member, schema["additionalProperties"], f"{at}.{name}")
        return found

    def never_met(self, schema=None, at="$"):
        schema = self.schema if schema is None else schema
        found = []
        for name, member in schema.get("properties", {}).items():
            if (id(schema), name) not in self.met:
                found.append(f"{at}.{name}")
            found += self.never_met(member, f"{at}.{name}")
        for word in ("items", "additionalProperties"):
            if isinstance(schema.get(word), dict):
                found += self.never_met(schema[word], at + "[]")
        for word in ("anyOf", "oneOf"):
            for one in schema.get(word, []):
                found += self.never_met(one, at)
        for name, one in schema.get("$defs", {}).items():
            found += self.never_met(one, "#" + name)
        return found


def written(*arguments):
    result = subprocess.run([DROPCERT, *arguments], capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1) or not result.stdout:
        raise AssertionError(f"{arguments}: {result.returncode} {result.stderr}")
    return json.loads(result.stdout)


def check(name, documents):
    schema = json.loads((PROJECT / "schemas" / f"{name}.json").read_text(encoding="ascii"))
    validator = Validator(schema)
    for label, document in documents:
        found = validator.faults(document)
        assert not found, f"{label}: {found[:5]}"
        if jsonschema and hasattr(jsonschema, "Draft202012Validator"):
            others = [f"{list(e.path)}: {e.message[:200]}" for e in jsonschema.Draft202012Validator(schema).iter_errors(document)]
            assert not others, f"{label}: {others[:3]}"
    unused = validator.never_met()
    assert not unused, f"{name}: nothing writes {unused}"
    # The validator sees what is wrong.
    wrong = dict(documents[0][1])
    wrong.pop(next(iter(wrong)))
    assert validator.faults(wrong), "a missing member is not seen"
    assert validator.faults({**documents[0][1], "new": 1}), "an unknown member is not seen"
    print(f"{name}: {len(documents)} documents as the schema says"
          + (", asked python3-jsonschema too" if jsonschema else ", without python3-jsonschema"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder, "l.claims"))
        Path(ledger).write_text(LEDGER, encoding="ascii")
        mine = written("verify", ledger, "--format", "json")
        assert mine["claims"][0]["says"] == "words" and mine["claims"][0]["because"] == "reasons"
        assert [d["text"] for d in mine["claims"][0]["definitions"]] == ["f(n) = n^2", "g(0) = 1, g(n) = 2 * g(n - 1)"]
        explained = written("explain", "A", "--ledger", ledger, "--format", "json")
        assert [t["name"] for t in explained["theorems"]] == ["softplus_radius", "theorem_1"]
        check("report", [("verify", mine), ("explain", explained),
                         ("all", written("verify", ledger, "--all-counterexamples", "--format", "json")),
                         ("paper", written("verify", "--max-k", "30", "--only", "C1,C23,C40,C41", "--format", "json"))])
        data = PROJECT / "tests/data/breast_cancer"
        lines = (data / "standardised.csv").read_text(encoding="ascii").splitlines()[:40]
        few = str(Path(folder, "few.csv"))
        Path(few).write_text("\n".join(lines) + "\n", encoding="ascii")
        bad = str(Path(folder, "bad.csv"))
        Path(bad).write_text("\n".join(lines + [lines[3].replace(",", ",x", 1)]) + "\n", encoding="ascii")
        weights = str(data / "dropout.csv")
        classes = str(Path(folder, "classes.csv"))
        text = (data / "dropout.csv").read_text(encoding="ascii").splitlines()
        Path(classes).write_text("\n".join(["name,benign,malignant"] + [line + ",0" for line in text[1:]]) + "\n", encoding="ascii")
        audit = ["audit", "--data", few, "--weights", weights, "--format", "json"]
        constant = str(Path(folder, "constant.csv"))
        Path(constant).write_text("one,x,y\n1,2,maybe\n1,3,no\n", encoding="ascii")
        named = str(Path(folder, "named.json"))
        Path(named).write_text(json.dumps({"coef": {"one": 1, "x": 2}, "intercept": 0, "classes": ["no", "yes"]}), encoding="ascii")
        check("audit", [
            ("audit", written(*audit, "--ignore", "benign", "--dropout", "1/2")),
            ("labels", written(*audit, "--label", "benign", "--dropout", "1/2", "--regulariser", "--advice")),
            ("skipped", written("audit", "--data", bad, "--weights", weights, "--ignore", "benign", "--dropout", "1/2", "--skip-bad",
                                "--format", "json")),
            ("shares", written(*audit, "--ignore", "benign", "--dropout", "1/2", "--regulariser", "--shares")),
            ("uniform", written(*audit, "--ignore", "benign", "--noise", "uniform", "--scale", "1/10")),
            ("laplace", written(*audit, "--ignore", "benign", "--noise", "laplace", "--scale", "1/10")),
            ("constant", written("audit", "--data", constant, "--weights", named, "--label", "y", "--dropout", "1/2", "--format", "json")),
            ("rates", written(*audit, "--ignore", "benign", "--dropout", "0.1,0.5")),
            ("poisson", written(*audit, "--ignore", "benign", "--noise", "additive-gaussian", "--scale", "1/10", "--family", "poisson")),
            ("softmax", written("audit", "--data", few, "--weights", classes, "--ignore", "benign", "--dropout", "1/2", "--family", "softmax",
                                "--format", "json"))])


if __name__ == "__main__":
    main()
