"""A Monte Carlo estimate of the dropout regulariser, stopped after a given time.

Usage: monte_carlo.py FILE DELTA SECONDS R     FILE holds one contribution a line; R is the certified value.
Prints the number of masks drawn in that time, the estimate, its standard error and its actual error. numpy's
start-up and the first, warming batch are not counted.
"""
import sys
import time

import numpy


def softplus(z):
    return numpy.logaddexp(0.0, z)


def batch(generator, contributions, delta, size):
    kept = generator.random((size, contributions.size)) >= delta
    return softplus(kept @ (contributions / (1.0 - delta)))


def main():
    contributions = numpy.loadtxt(sys.argv[1])
    delta, seconds, exact = (float(text) for text in sys.argv[2:5])
    generator = numpy.random.default_rng(1)
    size = max(1, min(1000, 1_000_000 // contributions.size))
    batch(generator, contributions, delta, size)
    count, total, squares = 0, 0.0, 0.0
    start = time.perf_counter()
    while count == 0 or time.perf_counter() - start < seconds:
        values = batch(generator, contributions, delta, size) - softplus(contributions.sum())
        count += size
        total += values.sum()
        squares += (values**2).sum()
    mean = total / count
    error = numpy.sqrt(max(squares / count - mean**2, 0.0) / count)
    print(
        f"d = {contributions.size}: {count} masks in {seconds:.4f} s: {mean:.6g} +- {error:.2g} (standard error), "
        f"off by {abs(mean - exact) / exact:.1e} of R = {exact:.15g}"
    )


main()
