"""Programmes inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from programmes.desk import quotas

urlpatterns = [
    path("quotas/", quotas.quotas, name="desk_quotas"),
    path("quotas/new/", quotas.new, name="desk_quota_new"),
]
