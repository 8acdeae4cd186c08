"""Addresses of the comments: the script, each site's threads and form, each writer's page."""

from django.urls import path

from evenhand.web.comments import example, mine, views
from evenhand.web.comments.respond import JSON

urlpatterns = [
    path("example/article", example.article),
    path("comments/embed.js", views.embed),
    path("comments/privacy", views.privacy),
    path("comments/<str:site>/thread", views.show_thread),
    path("comments/<str:site>/thread.json", views.show_thread, {"form": JSON}),
    path("comments/<str:site>/new", views.new),
    path("comments/<str:site>/new.json", views.new, {"form": JSON}),
    path("comments/mine/<str:token>.json", mine.own, {"form": JSON}),
    path("comments/mine/<str:token>", mine.own),
    path("comments/mine/<str:token>/edit", mine.change),
    path("comments/mine/<str:token>/check", mine.check),
    path("comments/mine/<str:token>/appeal", mine.appeal),
    path("comments/mine/<str:token>/code", mine.code),
    path("comments/mine/<str:token>/export", mine.take_out),
    path("comments/mine/<str:token>/erase", mine.erase_page),
]
