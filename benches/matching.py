"""Every typed name against every student's with rapidfuzz's token_sort_ratio, as a full matrix.

usage: matching.py typed.txt students.txt runs
One name a line, both files of the same names in lower case. Prints the median of the matrix's time in seconds, the version,
and for every typed name "score line" of its best student, or "score -" where several are best.
The files are read before the clock starts; large matrices are made in bands, so that they fit into memory.
"""

import statistics
import sys
import time

import numpy as np
import rapidfuzz
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist

typed = open(sys.argv[1], encoding="utf-8").read().splitlines()
students = open(sys.argv[2], encoding="utf-8").read().splitlines()
band = max(1, 25_000_000 // len(students))


def bands():
    for start in range(0, len(typed), band):
        yield cdist(typed[start : start + band], students, scorer=token_sort_ratio, dtype=np.float32)


times = []
for _ in range(int(sys.argv[3])):
    began = time.perf_counter()
    for part in bands():
        pass
    times.append(time.perf_counter() - began)
print(statistics.median(times), rapidfuzz.__version__)
for part in bands():
    best = part.argmax(axis=1)
    for row, at in zip(part, best):
        alone = (row == row[at]).sum() == 1
        print(row[at], at if alone else "-")
