"""Engines of a cluster on this machine's two cores, each running the function that reads a chunk of reports.

They are told to send nothing home and to listen on this machine only.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import as_completed
from pathlib import Path
from typing import Any

from luoshi import read
from luoshi.ledger.staging import stage

os.environ |= {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "true", "RAY_USAGE_STATS_ENABLED": "0"}

Work = Callable[[Sequence[str], Path, int], int]
"""Reads files in chunks of a size, lays the rows down in a folder, and returns how many were read."""


def chunks(files: Sequence[str], size: int) -> list[list[tuple[str, str]]]:
    """Keys and files, ``size`` at a time."""
    pairs = [(f"{number:05d}", file) for number, file in enumerate(files)]
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]


def with_pool(files: Sequence[str], folder: Path, size: int) -> int:
    """The baseline: two processes of the standard library."""
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        futures = [executor.submit(stage, chunk, read, folder) for chunk in chunks(files, size)]
        return sum(len(future.result().facts) for future in as_completed(futures))


def with_dask(files: Sequence[str], folder: Path, size: int) -> int:
    """A local Dask cluster of two processes, by its executor."""
    from distributed import Client, LocalCluster  # noqa: PLC0415

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
    with cluster, Client(cluster) as client:
        executor = client.get_executor(pure=False)
        futures = [executor.submit(stage, chunk, read, folder) for chunk in chunks(files, size)]
        return sum(len(future.result().facts) for future in as_completed(futures))


def with_daft(files: Sequence[str], folder: Path, size: int, *, is_parted: bool = False) -> int:
    """Daft's own runner: a class in two processes, a batch a chunk."""
    import daft  # noqa: PLC0415

    class Stage:
        def __call__(self, names: Any) -> list[int]:
            chunk = [(name, name) for name in names.to_pylist()]
            count = len(stage(chunk, read, folder).facts)
            return [count, *[0] * (len(chunk) - 1)]

    batch = daft.method.batch(return_dtype=daft.DataType.int64(), batch_size=size)
    staged = daft.cls(use_process=True, max_concurrency=2)(type("Stage", (Stage,), {"__call__": batch(Stage.__call__)}))
    frame = daft.from_pydict({"name": list(files)})
    if is_parted:
        frame = frame.into_partitions(len(files) // size)
    found = frame.select(staged()(daft.col("name")).alias("count")).to_pydict()
    return sum(found["count"])


def with_daft_on_ray(files: Sequence[str], folder: Path, size: int) -> int:
    """The same plan on a local Ray of two processors."""
    import daft  # noqa: PLC0415
    import ray  # noqa: PLC0415

    ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1", logging_level="ERROR")
    try:
        daft.set_runner_ray()
        return with_daft(files, folder, size, is_parted=True)
    finally:
        ray.shutdown()


ENGINES: Mapping[str, Work] = {"pool": with_pool, "dask": with_dask, "daft": with_daft, "ray": with_daft_on_ray}
