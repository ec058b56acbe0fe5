"""The inbox."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("<uuid:public_id>/", views.message, name="message"),
    path("<uuid:public_id>/read/", views.mark_read, name="mark_read"),
]
