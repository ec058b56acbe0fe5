"""Pages to print: values go into a layout, a PDF or picture comes out. It knows no noun of ours."""

from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "paper"
