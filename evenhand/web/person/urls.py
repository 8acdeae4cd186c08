"""Addresses of affected persons' pages."""

from django.urls import path

from evenhand.web.comments.respond import JSON
from evenhand.web.person import views

urlpatterns = [
    path("s/<str:secret>.json", views.show, {"form": JSON}),
    path("s/<str:secret>", views.show),
    path("s/<str:secret>/code", views.code),
    path("s/<str:secret>/reveal", views.reveal),
    path("s/<str:secret>/check", views.check),
    path("s/<str:secret>/submit", views.submit),
    path("s/<str:secret>/appeal", views.appeal),
]
