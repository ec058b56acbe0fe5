"""The employer's own numbers under /<language>/employer/numbers/."""

from django.urls import path

from applications.views import numbers

app_name = "employer_numbers"
urlpatterns = [path("", numbers.page, name="page"), path("export/", numbers.export, name="export")]
