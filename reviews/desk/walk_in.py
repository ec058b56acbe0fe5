"""Walk-in: OEC registers a person who stands at the counter with the card. All or nothing; a known CNIC leads to its person."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import role_required
from accounts.desk.page import show
from accounts.journal import journal
from accounts.models import User
from accounts.roles import OEC, Role
from applications.consent_words import NEWEST
from applications.models import Consent
from candidates import katakana
from candidates.models import Profile
from candidates.transitions import profile_of
from register import transitions
from register.claiming import profile_with
from register.models import RegisterEntry
from reviews.forms import WalkInForm
from vault.masking import mask_cnic
from vault.models import record_access
from workflow.steps import Reason, Refused

SOURCE = "walk_in"
MOST = 20


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("cnic")
def walk_in(request: HttpRequest) -> HttpResponse:
    """The form; with ?entry= filled from OEC's register, but for what is typed from the card."""
    entry = entry_of(request)
    if request.method != "POST":
        return page(request, WalkInForm(initial=known(request, entry)), entry)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return page(request, form, entry, status=422)
    if entry and entry.cnic != form.cleaned_data["cnic"]:
        form.add_error("cnic", _("The number on the card is not the number of this entry."))
        return page(request, form, entry, status=422)
    if found := profile_with(form.cleaned_data["cnic"]):
        return known_person(request, found)
    if (twins := same_phone(form, request.user)) and not form.cleaned_data["is_new"]:
        form.fields["is_new"].widget = forms.CheckboxInput()
        return page(request, form, entry, twins, status=422)
    return take_in(request, form, entry)


def entry_of(request: HttpRequest) -> RegisterEntry | None:
    """The unclaimed entry that the address names."""
    try:
        public_id = UUID(request.GET.get("entry", ""))
    except ValueError:
        return None
    return RegisterEntry.objects.visible_to(request.user).open().filter(public_id=public_id).first()


def known(request: HttpRequest, entry: RegisterEntry | None) -> dict[str, Any]:
    """Name and phone of the entry; this look at it is recorded."""
    if entry is None:
        return {}
    record_access(request.user, entry, field="full_name+phone", purpose="counter")
    return {"full_name": entry.full_name, "phone": entry.phone}


def page(
    request: HttpRequest, form: WalkInForm, entry: RegisterEntry | None, twins: list[Profile] | None = None, status: int = 200
) -> HttpResponse:
    """The form; `twins` are people with the same phone and no CNIC, one of whom this may be."""
    context = {"form": form, "entry": entry, "cnic": mask_cnic(entry.cnic) if entry else "", "twins": twins or []}
    return show(request, "reviews/walk_in.html", context, title=_("Register a person"), status=status)


def known_person(request: HttpRequest, profile: Profile) -> HttpResponse:
    """The CNIC is taken: its person, masked; the look is recorded."""
    record_access(request.user, profile, field="search", purpose="counter")
    messages.info(request, _("This CNIC is registered already. This is the person."))
    return redirect("admin:desk_person", public_id=profile.public_id)


def same_phone(form: WalkInForm, user: User) -> list[Profile]:
    """People who signed up with this phone and gave no CNIC yet."""
    rows = Profile.objects.visible_to(user).filter(user__phone=form.cleaned_data["phone"].value, cnic_index=None)
    return list(rows.order_by("pk")[:MOST])


def take_in(request: HttpRequest, form: WalkInForm, entry: RegisterEntry | None) -> HttpResponse:
    """Register, and show the person; who came second for the same CNIC is shown the first."""
    said = form.cleaned_data
    try:
        profile = register_person(said, by=request.user)
    except Refused as refusal:
        if found := profile_with(said["cnic"]):
            return known_person(request, found)
        form.add_error(None, refusal.said())
        return page(request, form, entry, status=409)
    messages.success(
        request, _("%(reference)s is registered. Confirm the phone, then print the receipt.") % {"reference": profile.reference}
    )
    if entry and entry.birth_date and entry.birth_date != said["birth_date"]:
        messages.warning(request, _("OEC's register had another date of birth. The date on the card counts."))
    return redirect("admin:desk_person", public_id=profile.public_id)


@transaction.atomic
def register_person(said: dict[str, Any], *, by: User) -> Profile:
    """Account, profile, consent and journal entry together; an entry of OEC's register with this CNIC is claimed. Raises Refused."""
    user = User.objects.create_user(role=Role.CANDIDATE, phone=said["phone"].value, full_name=said["full_name"], language=said["language"])
    journal(user, "sign_up", by=by, data={"source": SOURCE, "phone": said["phone_is"]})
    profile = profile_of(user)
    profile.full_name, profile.cnic, profile.birth_date = said["full_name"], said["cnic"], said["birth_date"]
    profile.name_katakana = katakana.propose("", said["full_name"])
    profile.version += 1
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        raise Refused(Reason("claimed_meanwhile")) from None
    if entry := RegisterEntry.objects.open().with_cnic(said["cnic"]).first():
        profile = transitions.claim(entry, user=user)
    Consent.objects.create(
        candidate=profile, purpose=Consent.Purpose.PARTNERS, text_version=NEWEST, language=said["language"], source=SOURCE
    )
    return profile
