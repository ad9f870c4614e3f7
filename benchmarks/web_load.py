"""Requests a second of a server process, asked by a few threads at once, as a browser without cookies asks."""

import http.client
import itertools
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_THREADS = 8


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    """A server for as long as the block lasts. Raises TimeoutError where it does not listen within a minute."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def requests_per_second(port: int, addresses: Sequence[str], *, seconds: float) -> tuple[float, int]:
    """Answers a second over ``addresses``, each after the other and then from the start; and the bytes of the last.

    Raises RuntimeError for an answer that is not 200.
    """
    waiting, lock = itertools.cycle(addresses), threading.Lock()
    end = time.perf_counter() + seconds
    counts, sizes, troubles = [0] * _THREADS, [0] * _THREADS, []

    def ask(thread: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end:
            with lock:
                address = next(waiting)
            connection.request("GET", address, headers={"Accept-Language": "zh-CN"})
            answer = connection.getresponse()
            sizes[thread] = len(answer.read())
            if answer.status != 200:
                troubles.append(f"{address}: {answer.status}")
                return
            counts[thread] += 1

    before = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise RuntimeError(troubles[0])
    return sum(counts) / (time.perf_counter() - before), max(sizes)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")
