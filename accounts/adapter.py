"""How allauth does things in this house. What is sent to people is written by notifications/codes.py (settings.ACCOUNT_ADAPTER)."""

import base64
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import login as django_login
from django.contrib.messages import add_message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.contact import Contact
from accounts.models import User
from accounts.network import client_address
from vault.crypto import seal, unseal
from vault.keys import keyring

SAID = {
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app was removed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. The old ones do not work any more."),
    "mfa/messages/webauthn_added.txt": _("Your passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("Your passkey was removed."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"


class HouseAdapter(DefaultAccountAdapter):
    """Sign-in of the house, without the letters."""

    def send_code(self, contact: Contact, code: str, *, purpose: str, language: str) -> None:
        """Queue a code as an expiring, critical message."""
        raise NotImplementedError

    def tell(self, user: User, notice: str, **values: object) -> None:
        """Queue a notice about the account to its owner."""
        raise NotImplementedError

    def invite(self, email: str, *, name: str, party: str, link: str, language: str) -> None:
        """Queue the letter with the link of an invitation."""
        raise NotImplementedError

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def login(self, request: HttpRequest, user: User) -> None:
        """A new session key, and the time for the absolute limit of staff sessions."""
        django_login(request, user, backend="accounts.backends.PhoneOrEmail")
        request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this very host."""
        return is_local(self.request, url or "")

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """accounts.middleware asks for a fresh proof before allauth's pages are reached at all."""
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None) -> None:  # type: ignore[no-untyped-def]
        """Our own sentences; allauth's greetings are left out."""
        words = message or SAID.get(message_template or "")
        if words:
            add_message(request, level, words, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Nothing goes out but through the message table."""
        raise NotImplementedError(template_prefix)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, object] | None = None, email: str | None = None
    ) -> None:
        self.tell(user, template_prefix.rpartition("/")[2])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factor: its secrets are sealed by the vault."""

    CONTEXT = "mfa_authenticator.secret"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(keyring(), text.encode(), context=self.CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(keyring(), base64.b64decode(encrypted_text), context=self.CONTEXT).decode()

    def _get_user_identifier(self, user: User) -> str:
        return user.email or user.phone


def is_local(request: HttpRequest, url: str) -> bool:
    """Whether a redirect there stays on this host."""
    return bool(url) and len(url) < 2000 and url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
