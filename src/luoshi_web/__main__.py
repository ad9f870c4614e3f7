"""``python -m luoshi_web``: Django's own commands (check, migrate, createsuperuser …) with the platform's settings."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    execute_from_command_line(["luoshi_web", *sys.argv[1:]])
