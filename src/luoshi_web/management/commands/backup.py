"""``backup FILE``: database and uploads in one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luoshi_web.actions.safekeeping import SafekeepingError, back_up


class Command(BaseCommand):
    """Back up the site."""

    help = "Write database, uploads and key into one archive; the site may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Back up."""
        try:
            back_up(options["file"])
        except SafekeepingError as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"{options['file']}: {options['file'].stat().st_size} bytes")
