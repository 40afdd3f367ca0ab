from django.urls import include, path

from . import views
from .health import healthz

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("account/", include("clearmyrecord.account_urls")),
    path("office/", include("administration.urls")),
    path("events/", include("audit.urls")),
    path("uploads/", include("uploads.urls")),
    path("analyses/", include("eligibility.urls")),
    path("review/", include("review.urls")),
    path("filings/", include("filings.urls")),
]
