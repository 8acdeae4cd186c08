"""Addresses of the pages that all others lean on."""

from django.urls import path

from evenhand.web.pages.patterns import patterns

urlpatterns = [
    path("patterns", patterns, name="patterns"),
]
