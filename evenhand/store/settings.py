"""Django's settings for the store alone; the address of the database comes from the home.

The applications that signing in needs stand here as well, for their tables are part of a home's
schema, whichever command makes it. `web.settings` adds what pages need.
"""

SECRET_KEY = "unused: the store signs nothing"  # noqa: S105
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth.account",
    "allauth.mfa",
    "evenhand.store",
]
AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
