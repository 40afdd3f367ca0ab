from django.urls import path

from .views import branches, documents, drafts, filings, progress, returned, tracking, wordings

app_name = "filings"

urlpatterns = [
    path("", filings.filings, name="list"),
    path("new/", drafts.new, name="new"),
    path("progress/", progress.report, name="progress"),
    path("summary/", progress.summary, name="summary"),
    path("summary.csv", progress.summary_csv, name="summary_csv"),
    path("branches/", branches.overview, name="branches"),
    path("branches/new/", branches.add, name="add_branch"),
    path("branches/<int:pk>/", branches.branch, name="branch"),
    path("branches/<int:pk>/remove/", branches.remove, name="remove_branch"),
    path("summary.json", progress.summary_json, name="summary_json"),
    path("wordings/", wordings.overview, name="wordings"),
    path("wordings/settings/", wordings.change_settings, name="paper_settings"),
    path("wordings/<slug:kind>/", wordings.wording, name="wording"),
    path("wordings/<slug:kind>/preview/", wordings.preview, name="wording_preview"),
    path("wordings/<slug:kind>/restore/", wordings.restore, name="restore_wording"),
    path("wordings/<slug:kind>/versions/<int:number>/", wordings.version, name="wording_version"),
    path("wordings/<slug:kind>/versions/<int:number>/use/", wordings.use_again, name="use_wording"),
    path("<int:pk>/", filings.filing, name="filing"),
    path("<int:pk>/change/", drafts.change, name="change"),
    path("<int:pk>/lock/", drafts.lock, name="lock"),
    path("<int:pk>/discard/", drafts.discard, name="discard"),
    path("<int:pk>/sealed/", filings.sealed, name="sealed"),
    path("<int:pk>/withdraw/", filings.withdraw, name="withdraw"),
    path("<int:pk>/record/<slug:step>/", tracking.record_step, name="record"),
    path("<int:pk>/take-back/", tracking.take_back, name="take_back"),
    path("<int:pk>/returned/", tracking.read_list, name="read_list"),
    path("<int:pk>/returned/<int:list_pk>/", returned.returned, name="returned"),
    path("<int:pk>/returned/<int:list_pk>/apply/", returned.apply_list, name="apply_list"),
    path("<int:pk>/make-again/", documents.make_again, name="make_again"),
    path("<int:pk>/ask/<slug:kind>/", documents.ask, name="ask"),
    path("<int:pk>/<slug:kind>", documents.download, name="download"),
]
