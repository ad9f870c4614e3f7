"""What a production server runs."""

import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from luoshi_web.options import SettingError

_CANNOT_BE_LOADED = 4
"""What gunicorn takes for "do not try again"; any other status makes it start the worker for ever."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
try:
    application = get_wsgi_application()
    _ADDRESSES = get_resolver().url_patterns  # loads the views now, not while the first reader waits
except SettingError as trouble:
    print(f"luoshi_web: {trouble}", file=sys.stderr)
    sys.exit(_CANNOT_BE_LOADED)
