"""The presence arithmetic of one class as a polars query: union of each person's stays, cut to the window.

usage: presence.py stays.csv window_start window_end runs
Prints the median of the query's time in seconds, the five sums of its answer, and the version of polars.
The file is read before the clock starts.
"""

import statistics
import sys
import time

import polars as pl

path, start, end, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
stays = pl.read_csv(path)


def union(joins, leaves):
    """Length of the union of one person's sorted stays: what each adds beyond the latest leave before it."""
    latest = leaves.cum_max().shift(1).over("person")
    return (leaves - pl.max_horizontal(joins, latest.fill_null(joins))).clip(lower_bound=0)


def query():
    join, leave = pl.col("join"), pl.col("leave")
    inside_join, inside_leave = join.clip(start, end), leave.clip(start, end)
    counted = inside_leave > inside_join
    return (
        stays.lazy()
        .sort("person", "join")
        .with_columns(
            summed=leave - join,
            connected=union(join, leave),
            present=union(inside_join, inside_leave),
            counted_join=pl.when(counted).then(inside_join),
            counted_leave=pl.when(counted).then(inside_leave),
        )
        .group_by("person")
        .agg(
            pl.col("summed").sum(),
            pl.col("connected").sum(),
            pl.col("present").sum(),
            late=(pl.col("counted_join").min() - start).clip(lower_bound=0),
            left_early=(end - pl.col("counted_leave").max()).clip(lower_bound=0),
        )
        .collect()
    )


times = []
for _ in range(runs):
    began = time.perf_counter()
    answer = query()
    times.append(time.perf_counter() - began)
sums = answer.select("summed", "connected", "present", "late", "left_early").sum().row(0)
print(statistics.median(times), *sums, pl.__version__)
