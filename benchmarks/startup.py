"""How long ``import luoshi`` takes and how much memory reading takes, each measured in fresh processes."""

import json
import statistics
import subprocess
import sys
from typing import Any

IMPORT = """
import json, time
before = time.perf_counter()
import luoshi
print(json.dumps({"seconds": time.perf_counter() - before}))
"""

READ = """
import json, sys, time
import luoshi
text = sys.stdin.buffer.read().decode("utf-8")
started = time.perf_counter()
luoshi.read_report(luoshi.Source(text))
first = time.perf_counter() - started
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
except ImportError:
    peak = None
print(json.dumps({"seconds": first, "peak": peak}))
"""


def import_milliseconds(*, runs: int = 10) -> float:
    """The median time of ``import luoshi`` over ``runs`` fresh processes, without the start of Python itself."""
    return statistics.median(float(_fresh(IMPORT)["seconds"]) for _ in range(runs)) * 1000


def first_reading(text: str) -> tuple[float, float | None]:
    """Milliseconds of a process's first reading, vocabulary included, and its peak memory in MB (None: unknown)."""
    measured = _fresh(READ, text)
    peak = measured["peak"]
    return float(measured["seconds"]) * 1000, None if peak is None else peak / 1e6


def _fresh(program: str, text: str = "") -> dict[str, Any]:
    finished = subprocess.run([sys.executable, "-c", program], input=text.encode(), capture_output=True, check=False)
    if finished.returncode != 0:
        raise RuntimeError(finished.stderr.decode("utf-8", "replace"))
    measured: dict[str, Any] = json.loads(finished.stdout)
    return measured
