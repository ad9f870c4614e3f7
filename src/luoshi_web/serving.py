"""``luoshi serve``: database, demonstration, background reading and a production server in one command."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import django

from luoshi_web.options import SettingError

_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Service:
    """What was asked of ``luoshi serve``: where to listen, the data folder, whether to load the demonstration."""

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path | None = None
    demo: bool = False
    once: bool = False


def serve(service: Service) -> int:
    """Serve the platform until ended, or print its overview where ``once`` is asked for; the exit status."""
    try:
        _prepare(service)
    except SettingError as trouble:
        print(f"luoshi serve: {trouble}", file=sys.stderr)
        return 1
    if service.demo or _wants_demonstration(service):
        _load()
    if service.once:
        print(_overview())
        return 0
    if (obstacle := _occupied(service)) is not None:
        print(f"luoshi serve: {service.host}:{service.port}: {obstacle} (--port)", file=sys.stderr)
        return 1
    _first_account()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that what was started below is ended, too
    # In sessions of their own: Ctrl-C is obeyed here, and ends them in order.
    reader = subprocess.Popen([sys.executable, "-m", "luoshi_web", "work", "--with-parent"], start_new_session=True)
    try:
        return _listen(service)
    except KeyboardInterrupt:
        return 0
    finally:
        reader.terminate()
        reader.wait(timeout=10)


def _occupied(service: Service) -> OSError | None:
    """Why nothing can listen at the address; None where something can."""
    try:
        family, kind, *_, address = socket.getaddrinfo(service.host, service.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as trouble:
        return trouble
    return None


def _prepare(service: Service) -> None:
    if service.data:
        os.environ["LUOSHI_DATA"] = str(service.data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)


def _wants_demonstration(service: Service) -> bool:
    from luoshi_web.models import Report  # noqa: PLC0415

    if service.once or not sys.stdin.isatty() or Report.objects.exists():
        return False
    question = (
        "库里还没有报告。要载入演示数据吗（虚构的云川市三年报告）？\nNo reports yet. Load the demonstration? [y/N] "
    )
    return input(question).strip().lower() in ("y", "yes", "是")


def _load() -> None:
    from luoshi_web.actions.demonstration import load_demonstration  # noqa: PLC0415

    load_demonstration()


def _overview() -> str:
    from luoshi_web.pages.printing import printed  # noqa: PLC0415

    return printed()


def _first_account() -> None:
    from django.contrib.auth.models import User  # noqa: PLC0415

    from luoshi_web.options import is_production  # noqa: PLC0415

    if is_production() or User.objects.exists():
        return
    password = secrets.token_urlsafe(9)
    User.objects.create_superuser("admin", password=password)
    print(f"账号 admin，密码 {password}（只显示这一次）/ account admin, password {password} (shown only now)")


def _listen(service: Service) -> int:
    """Serve until ended; the exit status."""
    address = f"{service.host}:{service.port}"
    print(f"http://{address}/", flush=True)
    if os.name == "nt":
        import waitress  # noqa: PLC0415

        from luoshi_web.wsgi import application  # noqa: PLC0415

        waitress.serve(application, host=service.host, port=service.port, threads=4, ident="")
        return 0
    command = [sys.executable, "-m", "gunicorn", "luoshi_web.wsgi:application", "--bind", address]
    command += ["--workers", str(_WORKERS), "--log-level", "warning", "--timeout", "60", "--no-control-socket"]
    server = subprocess.Popen(command, start_new_session=True)  # noqa: S603
    try:
        return server.wait()
    finally:
        server.terminate()
        server.wait(timeout=30)
