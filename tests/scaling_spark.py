"""The ways in Spark of docs/scaling.md, as written: each must give what single runs
gave, and says how long it took.

usage: scaling_spark.py scaling.md MESSAGES, in a folder with jobs.jsonl and single/
"""

import base64
import json
import os
import re
import sys
import time

from pyspark.sql import SparkSession

docs, count = open(sys.argv[1]).read(), int(sys.argv[2])
single = [open(f"single/{n:04}.pdf", "rb").read() for n in range(count)]
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()


def block(name):
    """Runs a block; returns its names."""
    [code] = re.findall(rf"<!-- {name} -->\n```python\n(.*?)^```", docs, re.S | re.M)
    names = {"spark": spark, "os": os, "json": json}
    exec(compile(code, f"scaling.md: {name}", "exec"), names)
    return names


def pipe():
    results = block("pipe")["results"].collect()
    return {result["id"]: base64.b64decode(result["outputs"][0]["base64"]) for result in results}


def map_in_pandas():
    rows = block("mapInPandas")["made"].collect()
    assert all(row["error"] is None for row in rows)
    return {row["id"]: bytes(row["pdf"]) for row in rows}


def udf():
    return {row["id"]: bytes(row["pdf"]) for row in block("udf")["made"].collect()}


for way in [pipe, map_in_pandas, udf]:
    # The first time Spark starts its workers and compiles its plan.
    times = []
    for _ in range(3):
        start = time.perf_counter()
        made = way()
        times.append(time.perf_counter() - start)
        assert made == dict(enumerate(single)), f"{way.__name__} differs from single runs"
    print(f"   {way.__name__}: {count} messages in {times[0]:.2f} s, then {min(times[1:]):.2f} s")
