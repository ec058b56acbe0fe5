"""Check a job, a letter or a message; and the demo's outbox."""

from django.urls import path

from notifications import views

urlpatterns = [path("", views.check, name="check"), path("sent/", views.outbox, name="outbox")]
