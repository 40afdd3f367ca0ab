from django.urls import path, re_path

from . import views

app_name = "filings"

urlpatterns = [
    path("", views.filings, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.filing, name="filing"),
    path("<int:pk>/make-again/", views.make_again, name="make_again"),
    re_path(r"^(?P<pk>\d+)/(?P<kind>pdf|xlsx|csv)$", views.download, name="download"),
]
