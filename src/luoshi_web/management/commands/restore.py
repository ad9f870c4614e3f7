"""``restore FILE``: the site as it was when the archive was made."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from luoshi_web.actions.safekeeping import SafekeepingError, restore


class Command(BaseCommand):
    """Restore the site."""

    help = "Put an archive made by backup in the place of database and uploads; end the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where there is a database already")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Restore."""
        try:
            restore(options["file"], replace=options["replace"])
        except SafekeepingError as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write("restored")
