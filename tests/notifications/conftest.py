"""The cast with one world around it, and providers that may fail."""

import pytest

from notifications.models import Message
from tests.jobs.factories import EmployerFactory
from tests.notifications.news import World
from tests.notifications.providers import MailServer, SmsGateway


@pytest.fixture
def world(sato, ayesha, omar, amna, ken):
    return World(EmployerFactory(party=sato.parties().get()), ayesha)


@pytest.fixture(autouse=True)
def _at_home(settings):
    settings.SITE_URL = "https://jobs.example.pk"


@pytest.fixture
def sms(settings):
    """A gateway on this machine, and the settings that lead to it."""
    with SmsGateway() as gateway:
        settings.DEMO, settings.SMS_URL = True, gateway.url
        settings.CHANNELS = {**settings.CHANNELS, "sms": "notifications.channels.sms.http.send"}
        yield gateway


@pytest.fixture
def mail(settings):
    """A mail server on this machine, and the settings that lead to it."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 2
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.CHANNELS = {**settings.CHANNELS, "email": "notifications.channels.email.smtp.send"}
        yield server


@pytest.fixture
def waiting(db):
    """Makes a waiting message."""

    def make(channel="email", **fields):
        address = "a@example.org" if channel == "email" else "+923001234567"
        common = {"channel": channel, "template": "test", "address": address, "subject": "News", "body": "Text"}
        return Message.objects.create(**common | fields)

    return make
