#!/usr/bin/python3
"""Writes the tables and the weights of this folder. Debian: python3-sklearn. See README.md."""
import csv
import pathlib
import warnings

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path(__file__).parent
DROPOUT = 0.5
EPOCHS = 3000
DECIMALS = 6


def write_csv(name, header, rows):
    with open(FOLDER / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_weights(name, columns, weights, intercept):
    rows = [(c, repr(float(w))) for c, w in zip(columns, weights)]
    write_csv(name, ("name", "weight"), rows + [("intercept", repr(float(intercept)))])


def train_with_dropout(x, y, seed):
    """Adam on the logistic loss, a fresh mask for every example in every epoch; the average of the last half."""
    random = np.random.default_rng(seed)
    parameters = np.zeros(x.shape[1] + 1)
    first, second, average = (np.zeros_like(parameters) for _ in range(3))
    for epoch in range(1, EPOCHS + 1):
        noised = x * (random.random(x.shape) >= DROPOUT) / (1 - DROPOUT)
        inputs = np.hstack([noised, np.ones((len(x), 1))])  # the intercept is never dropped
        gradient = inputs.T @ (1 / (1 + np.exp(-inputs @ parameters)) - y) / len(x)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        step = first / (1 - 0.9**epoch) / (np.sqrt(second / (1 - 0.999**epoch)) + 1e-8)
        parameters = parameters - 0.01 * step
        if 2 * epoch > EPOCHS:
            average += parameters / (EPOCHS // 2)
    return average[:-1], average[-1]


def main():
    data = load_breast_cancer()
    columns = [name.replace(" ", "_") for name in data.feature_names]
    header = columns + ["benign"]
    # repr gives back the decimals of the source: the shortest that a double is read from.
    write_csv("raw.csv", header, [[f"{v:.10g}" for v in row] + [t] for row, t in zip(data.data, data.target)])
    standardised = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    texts = [[f"{v:.{DECIMALS}f}" for v in row] for row in standardised]
    write_csv("standardised.csv", header, [row + [t] for row, t in zip(texts, data.target)])

    # The models see the numbers as written, and nothing else.
    x = np.array([[float(text) for text in row] for row in texts])
    y = data.target
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the unregularised fit has no optimum; it stops after max_iter
        plain = LogisticRegression(penalty="none", max_iter=1000).fit(x, y)
    ridge = LogisticRegression(C=1.0, max_iter=1000).fit(x, y)
    write_weights("unregularised.csv", columns, plain.coef_[0], plain.intercept_[0])
    write_weights("l2.csv", columns, ridge.coef_[0], ridge.intercept_[0])
    weights, intercept = train_with_dropout(x, y, seed=20261124)
    write_weights("dropout.csv", columns, weights, intercept)
    for name, w, b in (("unregularised", plain.coef_[0], plain.intercept_[0]), ("l2", ridge.coef_[0], ridge.intercept_[0]),
                       ("dropout", weights, intercept)):
        z = x @ w + b
        print(name, "accuracy", np.mean((z > 0) == y), "loss", np.mean(np.logaddexp(0, z) - y * z),
              "sum |w|", np.abs(w).sum())


if __name__ == "__main__":
    main()
