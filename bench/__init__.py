"""Benchmarks: `make bench` runs each file here in a process and on a database of its own (README.md)."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()
