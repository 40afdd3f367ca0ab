from django.urls import path

from . import policy_views, preview_views, result_views, views

app_name = "eligibility"

urlpatterns = [
    path("", views.runs, name="list"),
    path("start/", views.start, name="start"),
    path("again/", views.again, name="again"),
    path("uploads/<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/results/", result_views.run_results, name="run_results"),
    path("<int:pk>/problems/", result_views.problems, name="problems"),
    path("results/", result_views.results, name="results"),
    path("policy/", policy_views.policy, name="policy"),
    path("policy/preview/", preview_views.ask, name="preview_policy"),
    path("policy/previews/<int:pk>/", preview_views.preview, name="policy_preview"),
    path("policy/previews/<int:pk>/choose/", preview_views.choose, name="choose_previewed"),
    path("policy/<int:pk>/", policy_views.version, name="policy_version"),
]
