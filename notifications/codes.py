"""Sign-in codes and notices about the account: rows that the relay hands to a worker. The web process sends nothing."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.adapter import HouseAdapter
from accounts.contact import Contact, Kind
from accounts.models import User
from accounts.proofs import MINUTES, Purpose
from notifications.models import Message

CODE_LIVES = timedelta(minutes=MINUTES)
NOTICE_LIVES = timedelta(days=7)


def code_text(code: str) -> str:
    """The same words for everybody, account or not; fits two SMS in Urdu."""
    return _("%(site)s: your code is %(code)s. It works for %(minutes)s minutes. OEC staff never ask for this code or for money.") % {
        "site": _(settings.SITE_NAME),
        "code": code,
        "minutes": MINUTES,
    }


def counter_text(code: str) -> str:
    """The one code that is read out: to the officer in front of the person."""
    return _("%(site)s: tell the officer at the OEC counter where you stand now: %(code)s. Tell nobody on the phone.") % {
        "site": _(settings.SITE_NAME),
        "code": code,
    }


def notice_text(notice: str) -> str:
    """What happened to the account, and what to do if it was somebody else."""
    said = {
        "totp_activated": _("An authenticator app was set up for your account."),
        "totp_deactivated": _("The authenticator app of your account was removed."),
        "recovery_codes_generated": _("New recovery codes were made for your account."),
        "webauthn_added": _("A passkey was added to your account."),
        "webauthn_removed": _("A passkey was removed from your account."),
        "password_changed": _("The password of your account was changed."),
        "second_factor_reset": _("An operator removed the second factor of your account. Set up a new one when you sign in."),
        "contact_changed": _("The phone or e-mail of your account was changed."),
        "cnic_given_to_other": _("OEC saw an identity card and gave the CNIC of your account to the person who showed it."),
        "role_changed": _("Your role was changed."),
        "account_merged": _(
            "OEC found that two accounts here are yours and made them one. Your documents and applications are together; the other "
            "account is closed. Sign in with a code to any of your confirmed numbers or addresses."
        ),
        "register_entry_joined": _("OEC joined your entry in its register with your account."),
    }
    return " ".join((said[notice], _("If this was not you, call us: %(helpline)s.") % {"helpline": settings.HELPLINE}))


class Adapter(HouseAdapter):
    """The house's door to allauth: whatever it wants to say becomes a row."""

    def send_code(self, contact: Contact, code: str, *, purpose: str, language: str) -> None:
        with override(language):
            Message.objects.create(
                channel=Message.Channel.SMS if contact.kind == Kind.PHONE else Message.Channel.EMAIL,
                template=f"code_{purpose}",
                language=language,
                address=contact.value,
                subject="" if contact.kind == Kind.PHONE else _("Your code"),
                body=counter_text(code) if purpose == Purpose.COUNTER else code_text(code),
                is_critical=True,
                expires_at=timezone.now() + CODE_LIVES,
            )

    def tell(self, user: User, notice: str, **values: object) -> None:
        with override(user.language):
            text, subject = notice_text(notice), _("Your account was changed")
        old = str(values.get("address", ""))
        common = {"recipient": user, "template": f"account_{notice}"[:40], "language": user.language, "body": text}
        Message.objects.bulk_create(
            Message(**common, channel=channel, address=address, subject="" if channel == Message.Channel.SMS else subject, **life(channel))
            for channel, address in ways(user, old)
            if channel != Message.Channel.INBOX or not values.get("is_outside_only")
        )

    def invite(self, email: str, *, name: str, party: str, link: str, language: str) -> None:
        with override(language):
            words = _("%(name)s, you are invited to %(site)s%(party)s. Open this link within 72 hours, once: %(link)s") % {
                "name": name,
                "site": _(settings.SITE_NAME),
                "party": f" ({party})" if party else "",
                "link": link,
            }
            Message.objects.create(
                channel=Message.Channel.EMAIL,
                template="code_invitation",
                language=language,
                address=email,
                subject=_("You are invited"),
                body=words,
                is_critical=True,
                expires_at=timezone.now() + timedelta(hours=72),
            )


def life(channel: str) -> dict[str, object]:
    """In the inbox it is delivered at commit; outside it waits for a worker, for a week at most."""
    if channel == Message.Channel.INBOX:
        return {"state": Message.State.SENT, "sent_at": timezone.now(), "provider_ref": "inbox"}
    return {"expires_at": timezone.now() + NOTICE_LIVES}


def ways(user: User, old: str) -> list[tuple[str, str]]:
    """The inbox, and outside it: the old address if it was changed, else the e-mail, else the phone."""
    address = old or user.email or user.phone
    return [(Message.Channel.INBOX, ""), (Message.Channel.EMAIL if "@" in address else Message.Channel.SMS, address)]


def send_code(user: User, purpose: str, code: str) -> None:
    """A code for a step that only this person may take: by SMS where the phone is confirmed, else by e-mail (settings.CODE_SENDER)."""
    by_phone = bool(user.phone and user.phone_verified)
    with override(user.language):
        Message.objects.create(
            recipient=user,
            channel=Message.Channel.SMS if by_phone else Message.Channel.EMAIL,
            template=f"code_{purpose}"[:40],
            language=user.language,
            address=user.phone if by_phone else user.email,
            subject="" if by_phone else _("Your code"),
            body=code_text(code),
            is_critical=True,
            expires_at=timezone.now() + CODE_LIVES,
        )
