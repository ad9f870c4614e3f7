"""``dataset``: the archive of all published data, made before anyone asks for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luoshi_web.downloads.dataset import UnsettledError, dataset


class Command(BaseCommand):
    """Make the data set."""

    help = "Make the archive that /downloads/luoshi.zip gives, and print where it is; for large sites."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Make it, unless it is there already."""
        try:
            self.stdout.write(str(dataset()))
        except UnsettledError:
            raise CommandError("reports are being published; try again later") from None
