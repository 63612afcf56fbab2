"""Train, export, audit, read the report back, plot.  Usage: audit.py DROPCERT FOLDER"""
import json
import os
import subprocess
import sys

import pandas as pd
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

dropcert, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
os.makedirs(folder, exist_ok=True)
os.chdir(folder)


def audit(*options):
    """The summary, and the rows by the number of their line."""
    done = subprocess.run([dropcert, "audit", *options, "--format", "json", "--out", "rows.csv", "--force"],
                          stdout=subprocess.PIPE, text=True)
    if done.returncode == 2:
        sys.exit("dropcert audit " + " ".join(options) + " failed")
    return json.loads(done.stdout), pd.read_csv("rows.csv", index_col="line")


# A binary model on standardised features; the data stays as it is, the scaler goes with it.
data = load_breast_cancer(as_frame=True)
X, y = data.data.head(100), data.target.head(100)
scaler = StandardScaler().fit(X)
model = LogisticRegression(C=0.05, max_iter=5000).fit(scaler.transform(X), y)
X.assign(benign=y).to_csv("X.csv", index=False)
weights = pd.Series(model.coef_[0], index=X.columns, name="weight")
weights["intercept"] = model.intercept_[0]
weights.to_csv("w.csv", index_label="name")
pd.DataFrame({"mean": scaler.mean_, "scale": scaler.scale_}, index=X.columns).to_csv("scaler.csv", index_label="name")

summary, rows = audit("--data", "X.csv", "--weights", "w.csv", "--scaler", "scaler.csv", "--label", "benign",
                      "--dropout", "0.2", "--regulariser", "--advice", "--shares",
                      "--figure", "audit.svg", "--scatter", "r.svg", "--shares-figure", "shares.svg")
assert summary["rows"] == len(rows) == len(X)
assert summary["diverging"] == (rows.verdict == "diverges").sum()
assert summary["labels"]["accuracy"] == model.score(scaler.transform(X), y)
assert max(abs(rows.z0.values - model.decision_function(scaler.transform(X)))) < 1e-6
print(f"diverges on {summary['diverging']} of {len(rows)} rows; greatest rate for all:",
      summary["advice"]["greatest_rate_all"], "- divide the weights by", summary["advice"]["least_divisor"])
print("mean of R:", rows.R.mean(), " of R_2:", rows.R_2.mean())
print("features that push rows outside:", [s["feature"] for s in summary["shares"]["features"][:3]])

# Several classes.
iris = load_iris(as_frame=True)
X, y = iris.data, iris.target
model = LogisticRegression(max_iter=5000).fit(X, y)
X.assign(species=y).to_csv("iris.csv", index=False)
json.dump({"coef": model.coef_.tolist(), "intercept": model.intercept_.tolist(),
           "feature_names": list(X.columns), "classes": model.classes_.tolist()}, open("iris.json", "w"))
summary, several = audit("--data", "iris.csv", "--weights", "iris.json", "--label", "species", "--family", "softmax",
                         "--dropout", "0.1")
assert summary["rows"] == len(several) == len(X) and summary["labels"]["accuracy"] == model.score(X, y)
print(f"iris: converges on {summary['converging']} rows, diverges on {summary['diverging']}")

try:
    import matplotlib
    matplotlib.use("Agg")
    rows.plot.scatter("R_2", "R", loglog=True).figure.savefig("r.png")
except ImportError:
    pass
