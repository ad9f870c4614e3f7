"""What ``luoshi serve`` finds through the entry point ``serve`` of the group ``luoshi.commands``."""

from pathlib import Path


def run(*, host: str, port: int, data: str | None, demo: bool, once: bool) -> int:
    """Serve the platform; the exit status. Raises ImportError where a part of the extra ``web`` is missing."""
    from luoshi_web.serving import Service, serve  # noqa: PLC0415

    return serve(Service(host=host, port=port, data=Path(data) if data else None, demo=demo, once=once))
