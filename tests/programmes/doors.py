"""How the tests of the desk get there."""

from django.test import Client
from django.urls import reverse


def at(name, subject, *more):
    return reverse(f"admin:{name}", args=[subject.public_id, *more])


def as_(user):
    client = Client()
    client.force_login(user)
    return client
