"""The machines of a Dask cluster as an executor, so that a ledger is built there by the same function as here.

Why Dask, with what was measured of it and of Daft on Ray: docs/decisions.md.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from typing import cast

from luoshi.values.troubles import LuoshiError

LOCAL = "local"
"""The address that stands for a cluster of this machine's processes."""

_PATIENCE = "10s"


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """The cluster whose scheduler is at ``address``, or one started here and bound to this machine alone (``local``).

    Its machines need this program and the same paths. Raises LuoshiError where Dask is missing or does not answer.
    """
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError:
        raise LuoshiError("ledger.no_dask") from None
    with ExitStack() as stack:
        try:
            where = address
            if address == LOCAL:
                cluster = LocalCluster(threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
                where = stack.enter_context(cluster).scheduler_address
            client = stack.enter_context(Client(where, timeout=_PATIENCE))
        except (OSError, ValueError) as error:
            raise LuoshiError("ledger.no_cluster", address=address, reason=error) from error
        yield cast("Executor", client.get_executor(pure=False))
