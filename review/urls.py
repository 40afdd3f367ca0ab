from django.urls import path

from . import views

app_name = "review"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("next/", views.start, name="next"),
    path("<int:pk>/", views.conviction, name="conviction"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("people/<int:pk>/", views.subject, name="subject"),
    path("people/<int:pk>/rows/", views.rows, name="rows"),
]
