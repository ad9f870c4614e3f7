"""``python -m luoshi_web``: Django's own commands (check, migrate, createsuperuser …) with the platform's settings."""

import os
import sys

from django.core.management import execute_from_command_line

from luoshi_web.options import SettingError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    try:
        execute_from_command_line(["luoshi_web", *sys.argv[1:]])
    except SettingError as trouble:
        sys.exit(f"luoshi_web: {trouble}")
