from django.urls import path

from .views import documents, drafts, filings

app_name = "filings"

urlpatterns = [
    path("", filings.filings, name="list"),
    path("new/", drafts.new, name="new"),
    path("<int:pk>/", filings.filing, name="filing"),
    path("<int:pk>/change/", drafts.change, name="change"),
    path("<int:pk>/lock/", drafts.lock, name="lock"),
    path("<int:pk>/discard/", drafts.discard, name="discard"),
    path("<int:pk>/withdraw/", filings.withdraw, name="withdraw"),
    path("<int:pk>/make-again/", documents.make_again, name="make_again"),
    path("<int:pk>/ask/<slug:kind>/", documents.ask, name="ask"),
    path("<int:pk>/<slug:kind>", documents.download, name="download"),
]
