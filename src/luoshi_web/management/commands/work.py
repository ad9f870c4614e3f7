"""``work``: reads what waits, for ever; takes in the watched folder. Any number may run at once."""

import os
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from luoshi_web.actions.reading import read_all
from luoshi_web.actions.taking_in import take_in_folder

_PAUSE, _TROUBLED = 0.3, 5


class Command(BaseCommand):
    """Read uploads in the background."""

    help = "Read what waits and take in the watched folder, until ended; with --once, only what waits now."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="end when nothing waits")
        parser.add_argument("--with-parent", action="store_true", help="end when the process that started this ends")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Work."""
        parent = os.getppid()
        try:
            while True:
                self._round()
                if options["once"] or (options["with_parent"] and os.getppid() != parent):
                    return
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            return

    def _round(self) -> None:
        """Read what waits now. A database out of reach is told, and tried again."""
        close_old_connections()
        try:
            if settings.WATCHED_FOLDER:
                take_in_folder(Path(settings.WATCHED_FOLDER))
            read_all()
        except (DatabaseError, OSError) as trouble:
            self.stderr.write(f"work: {trouble}")
            time.sleep(_TROUBLED)
