"""What is kept: the only room with SQL. One repository a record.

Importing this room sets Django up with the store's own settings, unless the program has named
others (DJANGO_SETTINGS_MODULE) before; `database.open_database` then says which database it is.
"""

from os import environ

import django
from django.apps import apps
from django.conf import settings

if not apps.ready and not apps.loading:
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in environ:
        environ["DJANGO_SETTINGS_MODULE"] = "evenhand.store.settings"
    django.setup()
