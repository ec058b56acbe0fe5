"""The counter: OEC finds a person and takes a step for them, with the way they spoke on record; the person is told by letter."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import role_required
from accounts.contact import Kind as ContactKind
from accounts.contact import read
from accounts.desk.page import show
from accounts.models import User
from accounts.roles import OEC
from applications import transitions
from applications.models import Application
from candidates.identity import IdentityInvalid, canonical_cnic, canonical_passport
from candidates.models import Profile
from candidates.models.profile import kept_of
from jobs.models import Vacancy
from register import same_person
from register.models import RegisterEntry
from reviews import identity, search, whole
from reviews.desk.page import profile_or_404
from reviews.desk.phone import may_confirm
from reviews.forms import BehalfForm, CallForm, CounterForm, FindForm
from reviews.kinds import KINDS
from reviews.models import Call
from vault.models import record_access
from workflow.steps import Refused

MOST = 20
STEPS = {"submit": gettext_lazy("Send again"), "withdraw": gettext_lazy("Withdraw")}


@role_required(*OEC)
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Find a person by number (candidate, application, CNIC, passport, phone) or by name."""
    form = FindForm(request.POST if request.method == "POST" else None)
    people: list[Profile] = []
    entries: list[RegisterEntry] = []
    named: list[search.Hit] = []
    is_searched = request.method == "POST" and form.is_valid()
    if is_searched:
        people = find(form.cleaned_data["who"], request.user)
        entries = find_entries(form.cleaned_data["who"], request.user)
        for found in (*people, *entries):
            record_access(request.user, found, field="search", purpose="counter")
        named = [] if people or entries else search.by_name(form.cleaned_data["who"], request.user)
        for hit in named:
            record_access(request.user, hit.profile, field="name", purpose="name search")
        if not people and not entries and not named:
            form.add_error("who", _("Nobody was found. Check the number or the name, or sign the person up first."))
    context = {"form": form, "people": people, "entries": entries, "named": named, "is_refused": bool(form.errors)}
    status = 422 if form.is_bound and not is_searched else 200  # who searched and found nobody has searched: it stands on record
    return show(request, "reviews/counter.html", context, title=_("Counter"), status=status)


def find(text: str, user: User) -> list[Profile]:
    """People whose number this is or was: candidate, application, CNIC, passport or phone; a family may share one phone. One query."""
    contact, index = read(text), Profile._meta.get_field("cnic_index")
    number = text.strip().upper()
    ways = [Profile.objects.filter(reference=number).values("pk"), Application.objects.filter(reference=number).values("candidate")]
    with suppress(IdentityInvalid):
        cnic = canonical_cnic(text)
        joined = RegisterEntry.objects.with_cnic(cnic).exclude(claimed_by=None)
        ways += [Profile.objects.filter(index.matching(cnic)).values("pk"), joined.values("claimed_by")]  # type: ignore[union-attr]
    with suppress(IdentityInvalid):
        passport = Profile._meta.get_field("passport_index").matching(canonical_passport(text))  # type: ignore[union-attr]
        ways.append(Profile.objects.filter(passport).values("pk"))
    if contact and contact.kind == ContactKind.PHONE:
        ways.append(Profile.objects.filter(user__phone=contact.value).values("pk"))
    found = Profile.objects.found_by(user).filter(pk__in=ways[0].union(*ways[1:]))  # each way by its own index
    return kept_of(found.select_related("user", "district").order_by("pk")[:MOST])


def find_entries(text: str, user: User) -> list[RegisterEntry]:
    """The unclaimed entry of OEC's register with this CNIC: found by its blind index alone."""
    try:
        cnic = canonical_cnic(text)
    except IdentityInvalid:
        return []
    return list(RegisterEntry.objects.visible_to(user).open().with_cnic(cnic)[:1])


@role_required(*OEC)
@require_http_methods(["GET", "HEAD"])
def person(request: HttpRequest, public_id: object) -> HttpResponse:
    """One person: the whole file, and what can be done for them; the address of a file that was merged leads to the one that stands."""
    rows = Profile.objects.found_by(request.user).select_related("user", "district")
    found = get_object_or_404(rows, public_id=public_id)
    if found.user.merged_into_id:
        return redirect("admin:desk_person", public_id=kept_of([found])[0].public_id)
    same_person.look([found])
    return person_page(request, found)


def person_page(
    request: HttpRequest,
    profile: Profile,
    *,
    apply: CounterForm | None = None,
    call: CallForm | None = None,
    failed: tuple[Application, str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The person's page; `apply`, `call` and `failed` are forms that did not go through."""
    rows = Application.objects.visible_to(request.user).filter(candidate=profile).order_by("-pk")
    rows = rows.select_related("vacancy__employer", "candidate__user")
    context = {
        "profile": profile,
        "identity": identity.masked(profile),
        "applications": [_row(row, failed) for row in rows],
        "apply": apply or CounterForm(auto_id="apply_%s"),
        "may_confirm_phone": may_confirm(profile),
        "calls": Call.objects.visible_to(request.user).filter(profile=profile).select_related("by")[:MOST],
        "call_form": call or CallForm(auto_id="call_%s"),
        "file": whole.file_of(profile, request.user),
    }
    return show(
        request, "reviews/person.html", context, title=_("Counter: %(reference)s") % {"reference": profile.reference}, status=status
    )


def _row(application: Application, failed: tuple[Application, str, forms.Form] | None) -> dict[str, Any]:
    """An application with the steps that may be taken for the person now."""
    steps = []
    for name, word in STEPS.items():
        if transitions.principal_of(application, name) == application.candidate.user:
            is_failed = failed is not None and failed[0].pk == application.pk and failed[1] == name
            form = failed[2] if failed and is_failed else BehalfForm(auto_id=f"{name}{application.pk}_%s")
            steps.append({"name": name, "label": word, "form": form, "is_open": is_failed})
    return {"application": application, "tag": KINDS["application"].tag(application), "steps": steps}


@role_required(*OEC)
@require_POST
def apply(request: HttpRequest, public_id: object) -> HttpResponse:
    """Send an application for the person: all or nothing."""
    profile = profile_or_404(request, public_id)
    form = CounterForm(request.POST, auto_id="apply_%s")
    if not form.is_valid():
        return person_page(request, profile, apply=form, status=422)
    vacancy = Vacancy.objects.visible_to(request.user).filter(reference=form.cleaned_data["vacancy"].strip().upper()).first()
    if vacancy is None:
        form.add_error("vacancy", _("There is no job with this number."))
        return person_page(request, profile, apply=form, status=422)
    try:
        application = send(profile, vacancy, form, by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return person_page(request, profile, apply=form, status=409)
    messages.success(request, _("%(reference)s was sent for the person. They are told by message.") % {"reference": application.reference})
    return redirect("admin:desk_person", public_id=profile.public_id)


@transaction.atomic
def send(profile: Profile, vacancy: Vacancy, form: CounterForm, *, by: User) -> Application:
    """Start and submit on behalf; a refusal leaves no draft behind."""
    source = form.cleaned_data["source"]
    application = transitions.start(vacancy, candidate=profile, by=by, source=source)
    transitions.submit(
        application, by=by, on_behalf_of=profile.user, source=source, consents=form.consents(), language=profile.user.language
    )
    return application


@role_required(*OEC)
@require_POST
def step(request: HttpRequest, public_id: object, reference: str, name: str) -> HttpResponse:
    """Send again or withdraw for the person."""
    if name not in STEPS:
        raise Http404
    profile = profile_or_404(request, public_id)
    application = get_object_or_404(Application.objects.visible_to(request.user).filter(candidate=profile), reference=reference)
    form = BehalfForm(request.POST, auto_id=f"{name}{application.pk}_%s")
    if not form.is_valid():
        return person_page(request, profile, failed=(application, name, form), status=422)
    try:
        take(application, name, form, by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        application.refresh_from_db()
        return person_page(request, profile, failed=(application, name, form), status=409)
    messages.success(request, _("Done for the person. They are told by message."))
    return redirect("admin:desk_person", public_id=profile.public_id)


def take(application: Application, name: str, form: BehalfForm, *, by: User) -> object:
    """The step, on behalf of the candidate, with the source recorded."""
    how: dict[str, Any] = {"by": by, "on_behalf_of": application.candidate.user, "source": form.cleaned_data["source"]}
    if name == "withdraw":
        return transitions.withdraw(application, note=form.cleaned_data["note"], **how)
    return transitions.submit(application, language=application.candidate.user.language, **how)
