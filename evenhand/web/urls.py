"""The addresses of the pages; our own plain routes stand in `routes`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("evenhand.web.accounts.urls")),
    path("", include("evenhand.web.console.urls")),
    path("", include("evenhand.web.comments.urls")),
    path("", include("evenhand.web.person.urls")),
    path("", include("evenhand.web.pages.urls")),
    path("", include("evenhand.web.public.urls")),
]

handler400 = "evenhand.web.pages.errors.unreadable"
handler403 = "evenhand.web.pages.errors.forbidden"
handler404 = "evenhand.web.pages.errors.not_found"
handler429 = "evenhand.web.pages.errors.too_many"
handler500 = "evenhand.web.pages.errors.failed"
