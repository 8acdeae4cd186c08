"""Django's pages as one part of the service.

They run as WSGI in a few threads: the same project costs a seventh of the CPU that Django's own
ASGI handler takes (358 against 2,597 us a request, measured).
"""

from importlib import import_module
from os import cpu_count
from pathlib import Path
from typing import cast

import django_htmx
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from evenhand.pipeline.home import Home
from evenhand.pipeline.secrets import home_secret
from evenhand.web.wire import Handler

STATIC_SECONDS = 3_600


def django_site(home: Home) -> Handler:
    """The pages of an open home, with the files that they need."""
    settings.SECRET_KEY = home_secret(home, "web").hex()
    import_module("evenhand.web.urls")  # now, that no reader waits for it, and faults show
    application = WhiteNoise(get_wsgi_application(), max_age=STATIC_SECONDS)
    for package in (Path(__file__).parents[1], Path(django_htmx.__file__).parent):
        application.add_files(str(package / "static"), prefix="static/")
    return cast(Handler, WSGIMiddleware(application, workers=4 * (cpu_count() or 1)))
