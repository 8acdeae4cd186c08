"""Addresses of the console's pages."""

from django.urls import include, path

from evenhand.web.console import appeal, case, deciding, queue, search, today

urlpatterns = [
    path("console/", today.sites, name="sites"),
    path("", include("evenhand.web.console.urls_affairs")),
    path("console/<str:site>/", today.today, name="today"),
    path("console/<str:site>/search", search.search, name="search"),
    path("console/<str:site>/queue", queue.queue, name="queue"),
    path("console/<str:site>/queue.csv", queue.queue_csv, name="queue_csv"),
    path("console/<str:site>/queue.json", queue.queue_json, name="queue_json"),
    path("console/<str:site>/cases/<str:case_id>", case.case, name="case"),
    path("console/<str:site>/cases/<str:case_id>/claim", case.claim, name="case_claim"),
    path("console/<str:site>/cases/<str:case_id>/skip", case.skip, name="case_skip"),
    path("console/<str:site>/cases/<str:case_id>/note", case.note, name="case_note"),
    path("console/<str:site>/cases/<str:case_id>/reveal", case.reveal, name="case_reveal"),
    path("console/<str:site>/cases/<str:case_id>/preview", deciding.preview, name="case_preview"),
    path("console/<str:site>/cases/<str:case_id>/decide", deciding.decide, name="case_decide"),
    path("console/<str:site>/appeals", appeal.appeals, name="appeals"),
    path("console/<str:site>/appeals.csv", appeal.appeals_csv, name="appeals_csv"),
    path("console/<str:site>/appeals.json", appeal.appeals_json, name="appeals_json"),
    path("console/<str:site>/appeals/<str:appeal_id>", appeal.appeal, name="appeal"),
    path("console/<str:site>/appeals/<str:appeal_id>/reveal", appeal.reveal, name="appeal_reveal"),
    path(
        "console/<str:site>/appeals/<str:appeal_id>/preview", appeal.preview, name="appeal_preview"
    ),
    path("console/<str:site>/appeals/<str:appeal_id>/answer", appeal.answer, name="appeal_answer"),
]
