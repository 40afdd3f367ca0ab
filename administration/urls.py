from django.urls import path

from . import views

app_name = "administration"

urlpatterns = [
    path("", views.office, name="office"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/role/", views.set_role, name="set_role"),
    path("people/<int:person_id>/deactivate/", views.deactivate, name="deactivate"),
    path("people/<int:person_id>/reactivate/", views.reactivate, name="reactivate"),
    path("people/<int:person_id>/password/", views.set_temporary_password, name="set_temporary_password"),
]
