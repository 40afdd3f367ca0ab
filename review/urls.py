from django.urls import include, path

from .views import bulk, changes, conviction, people, queue, second, setup, statistics

app_name = "review"

conviction_urls = [
    path("", conviction.conviction, name="conviction"),
    path("rules/", conviction.rules, name="rules"),
    path("decide/", conviction.decide, name="decide"),
    path("undo/", conviction.undo, name="undo"),
    path("skip/", conviction.skip, name="skip"),
    path("correct/", conviction.correct, name="correct"),
    path("note/", conviction.leave_remark, {"act": "note"}, name="note"),
    path("second-look/", conviction.leave_remark, {"act": "second-look"}, name="second_look"),
    path("put-in-queue/", conviction.leave_remark, {"act": "queue"}, name="put_in_queue"),
    path("second/", second.opinion, name="second"),
    path("keep/", conviction.keep, name="keep"),
    path("leave/", conviction.leave, name="leave"),
    path("free/", conviction.free, name="free"),
]

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("list/", queue.listed, name="list"),
    path("next/", queue.start, name="next"),
    path("find/", queue.find, name="find"),
    path("filters/", queue.save_filter, name="save_filter"),
    path("filters/<int:pk>/forget/", queue.forget_filter, name="forget_filter"),
    path("<int:pk>/", include(conviction_urls)),
    path("changes/", changes.changes, name="changes"),
    path("bulk/", bulk.preview, name="bulk"),
    path("bulk/decide/", bulk.decide, name="bulk_decide"),
    path("bulk/assign/", bulk.assign, name="assign"),
    path("bulk/<int:pk>/", bulk.act, name="bulk_act"),
    path("bulk/<int:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("decisions/", queue.decisions, name="decisions"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("keys/", setup.keys, name="keys"),
    path("settings/", setup.settings, name="settings"),
    path("reasons/", setup.reasons, name="reasons"),
    path("people/<int:pk>/", people.subject, name="subject"),
    path("people/<int:pk>/rows/", people.rows, name="rows"),
]
