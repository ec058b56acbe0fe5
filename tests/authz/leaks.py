# ruff: noqa: E501 - tables read better as tables
"""Faults sown on purpose, each one line as somebody might write it in a hurry; the matrix must find every one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from csp.middleware import CSPMiddleware
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import URLPattern, get_resolver
from rest_framework import serializers

from accounts import matters
from accounts import middleware as accounts_middleware
from accounts.roles import READERS, Role
from api import permissions as api_permissions
from api import serializers as api_serializers
from api import views as api_views
from api.models import ApiKeyQuerySet
from applications import admin as applications_admin
from applications import presentation
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.models.interview import OfApplication
from applications.models.offer import OfferQuerySet
from applications.views import candidate as candidate_views
from applications.views import employer as employer_views
from candidates.models import Evidence
from candidates.models.evidence import EvidenceQuerySet
from candidates.models.profile import OwnedByProfile, ProfileQuerySet
from candidates.views import documents
from jobs.models import Vacancy
from jobs.models.demand import DemandQuerySet
from jobs.models.employer import EmployerQuerySet
from jobs.models.vacancy import VacancyQuerySet
from notifications import views as notification_views
from notifications.models import Message, MessageQuerySet
from portal import middleware as portal_middleware
from portal.admin import DeskSite
from privacy.models import OwnQuerySet
from register.desk import loads
from reviews import identity, timeline
from support.models.question import QuestionQuerySet

Sow = Callable[[Any], None]


@dataclass(frozen=True)
class Leak:
    """A fault, where to look, who looks, and the rule that must cry."""

    sow: Sow
    names: tuple[str, ...]
    actors: tuple[str, ...]
    rule: str


def everything(queryset: type) -> Sow:
    """A queryset that forgets whom it shows things to."""
    return lambda patch: patch.setattr(queryset, "visible_to", lambda self, user: self.all())


def pattern_of(name: str, found: Any = None, before: str = "") -> URLPattern:
    """The pattern of an address by its full name."""
    for pattern in (found or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = before + (f"{pattern.namespace}:" if pattern.namespace else "")
            try:
                return pattern_of(name, pattern, inner)
            except LookupError:
                continue
        if before + str(pattern.name) == name:
            return pattern
    raise LookupError(name)


def around(name: str, make: Callable[[Any], Any]) -> Sow:
    """Another view behind an address."""

    def sow(patch: Any) -> None:
        pattern = pattern_of(name)
        patch.setattr(pattern, "callback", wraps(pattern.callback)(make(pattern.callback)))

    return sow


def without_role(name: str) -> Sow:
    """role_required forgotten (it is the outermost decorator)."""
    return around(name, lambda view: view.__wrapped__)


def also_reads(view: Any) -> Any:
    """A GET that marks as read."""

    def inside(request: Any, *args: Any, **kwargs: Any) -> Any:
        Message.objects.filter(recipient=request.user).update(is_critical=True)
        return view(request, *args, **kwargs)

    return inside


def falls(view: Any) -> Any:
    """A view that fails."""
    return lambda request, *args, **kwargs: {}["missing"]


def employer_sees_endorsed(patch: Any) -> None:
    right = ApplicationQuerySet.visible_to
    patch.setattr(
        ApplicationQuerySet,
        "visible_to",
        lambda self, user: self.filter(vacancy__employer__party__in=user.parties()) if user.role == Role.EMPLOYER else right(self, user),
    )


def shows_name(patch: Any) -> None:
    right = employer_views.anonymous
    patch.setattr(
        employer_views, "anonymous", lambda row: right(row) | {"summary_ja": Application.objects.get(pk=row.pk).candidate.full_name}
    )


def serializer_gains(name: str, source: str) -> Sow:
    """One more field in an API answer."""

    def sow(patch: Any) -> None:
        out = api_serializers.ApplicationOut
        patch.setitem(out._declared_fields, name, serializers.CharField(source=source, read_only=True))
        patch.setattr(out.Meta, "fields", [*out.Meta.fields, name])

    return sow


def foreign_is_403(patch: Any) -> None:
    """A foreign application is refused instead of not found: its existence is told."""

    def own(request: Any, public_id: Any) -> Application:
        row = Application.objects.filter(public_id=public_id).select_related("vacancy__employer", "candidate__user").first()
        if row is None:
            raise Http404
        if row.candidate.user_id != request.user.pk:
            raise PermissionDenied
        return row

    patch.setattr(candidate_views, "own", own)


def admin_forgets(patch: Any) -> None:
    patch.setattr(applications_admin.ApplicationAdmin, "get_queryset", lambda self, request: Application.objects.all())


def admin_lets_operator_in(patch: Any) -> None:
    admin_forgets(patch)
    patch.setattr(applications_admin.ApplicationAdmin, "has_view_permission", lambda self, request, obj=None: True)


def unscoped_api(patch: Any) -> None:
    patch.setattr(api_views, "rows_of", lambda kind, user: api_views.VERBS[kind][0].objects.all())


def any_file(patch: Any) -> None:
    patch.setattr(documents, "get_object_or_404", lambda rows, **of: Evidence.objects.get(**of))


def key_without_scope(patch: Any) -> None:
    patch.setattr(api_permissions.Scoped, "has_permission", lambda self, request, view: request.user.is_authenticated)


def inbox_with_codes(patch: Any) -> None:
    patch.setattr(MessageQuerySet, "visible_to", lambda self, user: self.filter(recipient=user))


def offers_all_states(patch: Any) -> None:
    patch.setattr(OfferQuerySet, "visible_to", OfApplication.visible_to)


def operator_reads_names(patch: Any) -> None:
    patch.setattr(matters, "READERS", READERS | {Role.OPERATOR})


def drafts_are_public(patch: Any) -> None:
    patch.setattr(VacancyQuerySet, "public", lambda self: self)


def body_in_a_header(view: Any) -> Any:
    """A helpful header with the person's e-mail."""

    def inside(request: Any, *args: Any, **kwargs: Any) -> Any:
        answer = view(request, *args, **kwargs)
        answer["X-Company-Contact"] = Vacancy.objects.get(public_id=kwargs["public_id"]).employer.party.memberships.first().user.email
        return answer

    return inside


def open_to_post(view: Any) -> Any:
    """A webhook without a door: whoever posts withdraws the application."""

    def inside(request: Any, public_id: Any, **kwargs: Any) -> Any:
        if request.method == "POST":
            Application.objects.filter(public_id=public_id).update(motivation="gone")
        return HttpResponse(status=404)

    return inside


def complaints_for_all_desks(patch: Any) -> None:
    """What is said about OEC's staff lies open to OEC's staff."""
    right = QuestionQuerySet.visible_to
    patch.setattr(QuestionQuerySet, "visible_to", lambda self, user: self.all() if user.role in READERS else right(self, user))


def register_for_partners(view: Any) -> Any:
    """Somebody thought that Inter-SES could help with the import."""

    def inside(request: Any, *args: Any, **kwargs: Any) -> Any:
        request.user.role = Role.OEC_OFFICER if request.user.role == Role.INTER_SES else request.user.role
        return view(request, *args, **kwargs)

    return inside


def links_for_the_employer(patch: Any) -> None:
    """The portfolio with the summary, before the candidate opened the name."""
    right = employer_views.anonymous
    patch.setattr(
        employer_views, "anonymous", lambda row: right(row) | {"summary_ja": Application.objects.get(pk=row.pk).candidate.portfolio_url}
    )


LEAKS: dict[str, Leak] = {
    "vacancies of all": Leak(everything(VacancyQuerySet), ("employer:vacancy_check",), ("zed",), "door"),
    "drafts are public": Leak(drafts_are_public, ("jobs:detail",), ("anon",), "leak"),
    "applications of all": Leak(everything(ApplicationQuerySet), ("applications:detail",), ("bilal",), "door"),
    "a stranger writes the motivation": Leak(everything(ApplicationQuerySet), ("applications:motivation",), ("bilal",), "write"),
    "endorsed ones for the employer": Leak(employer_sees_endorsed, ("api:applications_one",), ("sato",), "door"),
    "evidence of all": Leak(everything(EvidenceQuerySet), ("candidates:own_file",), ("bilal",), "door"),
    "any file": Leak(any_file, ("candidates:own_file",), ("bilal",), "door"),
    "profiles of all": Leak(everything(ProfileQuerySet), ("candidates:experiences_edit",), ("bilal",), "leak"),
    "somebody else's school removed": Leak(everything(ProfileQuerySet), ("candidates:educations_remove",), ("bilal",), "write"),
    "letters of all": Leak(everything(MessageQuerySet), ("notifications:message",), ("bilal",), "leak"),
    "codes in the inbox": Leak(inbox_with_codes, ("notifications:inbox",), ("ayesha",), "leak"),
    "companies of all": Leak(everything(EmployerQuerySet), ("api:employers",), ("zed",), "leak"),
    "demand letters of all": Leak(everything(DemandQuerySet), ("employer:letter",), ("zed",), "door"),
    "offers before they are made": Leak(offers_all_states, ("api:offers",), ("ayesha",), "leak"),
    "role forgotten": Leak(without_role("employer_candidates:list"), ("employer_candidates:list",), ("ayesha",), "door"),
    "role forgotten at the counter": Leak(lambda patch: patch.setattr(DeskSite, "has_permission", lambda self, request: True), ("admin:index",), ("ayesha",), "door"),
    "the name with the summary": Leak(shows_name, ("employer_candidates:detail",), ("sato",), "leak"),
    "contacts not hidden": Leak(lambda patch: patch.setattr(presentation, "without_contacts", lambda text, names: text), ("employer_candidates:detail",), ("sato",), "leak"),
    "API gains the name": Leak(serializer_gains("full_name", "candidate.full_name"), ("api:applications",), ("sato",), "leak"),
    "API gains the CNIC": Leak(serializer_gains("cnic", "candidate.cnic"), ("api:applications_one",), ("omar", "ken"), "leak"),
    "API unscoped": Leak(unscoped_api, ("api:applications_one",), ("zed",), "door"),
    "API steps unscoped": Leak(unscoped_api, ("api:vacancies_close",), ("zed",), "door"),
    "reading key takes steps": Leak(key_without_scope, ("api:vacancies_pause",), ("key_sato_reads",), "write"),
    "dead keys live": Leak(lambda patch: patch.setattr(ApiKeyQuerySet, "live", lambda self: self), ("api:applications",), ("key_revoked", "key_expired"), "door"),
    "admin shows drafts": Leak(admin_forgets, ("admin:applications_application_change",), ("omar",), "leak"),
    "admin lets the operator in": Leak(admin_lets_operator_in, ("admin:applications_application_change",), ("olga",), "leak"),
    "operator reads names": Leak(operator_reads_names, ("admin:accounts_user_changelist",), ("olga",), "leak"),
    "notes beyond their reach": Leak(lambda patch: patch.setattr(timeline, "may_read", lambda note, entry, reader: True), ("admin:desk_case#application",), ("ken",), "leak"),
    "identity without a claim": Leak(lambda patch: patch.setattr(identity, "may_open", lambda user, is_claimed: True), ("admin:desk_case#application",), ("ken",), "leak"),
    "no second factor": Leak(lambda patch: patch.setattr(accounts_middleware, "lacks_second_factor", lambda request: False), ("admin:index",), ("nofactor",), "door"),
    "reading writes": Leak(around("notifications:inbox", also_reads), ("notifications:inbox",), ("ayesha",), "write"),
    "posting without a door": Leak(around("applications:motivation", open_to_post), ("applications:motivation",), ("bilal",), "write"),
    "e-mail in a header": Leak(around("jobs:detail", body_in_a_header), ("jobs:detail",), ("anon",), "leak"),
    "foreign is told from absent": Leak(foreign_is_403, ("applications:detail",), ("bilal",), "tell"),
    "no CSP": Leak(lambda patch: patch.setattr(CSPMiddleware, "process_response", lambda self, request, response: response), ("help",), ("anon",), "header"),
    "kept by the browser": Leak(lambda patch: patch.setattr(portal_middleware, "is_personal", lambda request, response: False), ("candidates:home",), ("ayesha",), "header"),
    "complaints about staff for OEC": Leak(complaints_for_all_desks, ("admin:desk_question",), ("omar",), "door"),
    "the register for Inter-SES": Leak(around("admin:register_claim", register_for_partners), ("admin:register_claim",), ("ken",), "leak"),
    "numbers in the list of an import": Leak(lambda patch: patch.setattr(loads, "masked", lambda cell: cell), ("admin:register_import",), ("omar",), "leak"),
    "links before the name is open": Leak(links_for_the_employer, ("employer_candidates:detail",), ("sato",), "leak"),
    "anybody's copy": Leak(lambda patch: patch.setattr(OwnQuerySet, "visible_to", lambda self, user: self.all()), ("privacy:copy_file",), ("ayesha",), "leak"),
    "searches of all": Leak(everything(OwnedByProfile), ("candidates:search_edit",), ("bilal",), "leak"),
    "a failure": Leak(around("help", falls), ("help",), ("anon",), "failure"),
    "nobody gets in": Leak(lambda patch: patch.setattr(ApplicationQuerySet, "visible_to", lambda self, user: self.none()), ("applications:detail",), ("ayesha",), "closed"),
}  # fmt: skip


def private_number_confirmed(patch: Any) -> None:
    """The public check page that answers for what nobody published."""
    patch.setattr(notification_views, "vacancies_by", lambda number: list(Vacancy.objects.filter(reference=number)))
