"""Django's settings for pages: those of the store, and what sign-in, forms and templates need.

Addresses of databases and hosts come from the home when the server starts; nothing secret stands
here.
"""

from pathlib import Path

from evenhand.store.settings import (
    AUTH_USER_MODEL as AUTH_USER_MODEL,
)
from evenhand.store.settings import (
    DATABASES as DATABASES,
)
from evenhand.store.settings import (
    DEFAULT_AUTO_FIELD as DEFAULT_AUTO_FIELD,
)
from evenhand.store.settings import (
    INSTALLED_APPS as STORE_APPS,
)
from evenhand.web.accounts.settings import *  # noqa: F403  all of sign-in's

_ROOM = Path(__file__).parent

SECRET_KEY = "set from the home's own key when the server starts"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
"""Any: no address is ever built from the Host header; links follow from the site's own URL."""
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

INSTALLED_APPS = [
    *STORE_APPS,
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "django_htmx",
    "evenhand.web.apps.WebConfig",
]
ROOT_URLCONF = "evenhand.web.urls"
MIDDLEWARE = [
    "evenhand.web.pages.middleware.safe_headers",
    "evenhand.web.accounts.middleware.SignIn",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "evenhand.web.pages.errors.Explained",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_ROOM / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "evenhand.web.pages.shell.shell",
            ],
            "builtins": ["evenhand.web.templatetags.evenhand"],
            "string_if_invalid": "",
        },
    }
]
STATIC_URL = "/static/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
APPEND_SLASH = False
