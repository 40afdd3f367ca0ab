from django.urls import path

from . import views

app_name = "uploads"

urlpatterns = [
    path("", views.uploads, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.upload, name="upload"),
    path("<int:pk>/problems.csv", views.problems, name="problems"),
]
