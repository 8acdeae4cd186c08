"""Django's card of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The one Django application that owns tables of ours."""

    name = "evenhand.store"
    label = "store"
