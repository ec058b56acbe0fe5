"""People and organisations on the desk: read-mostly. What the operator does goes through accounts/people.py."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import people
from accounts.fresh import is_fresh
from accounts.matters import may_name
from accounts.models import ROLE_NAMES, Invitation, Membership, Party, User
from accounts.roles import DESK, OEC, READERS, Role
from vault.masking import mask_email, mask_phone
from workflow.steps import Refused


class ReadOnly(admin.ModelAdmin):
    """Looking things up; what changes goes through our own verbs."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return list(self.readonly_fields)


def needs_proof(request: HttpRequest) -> HttpResponse | None:
    """Delicate acts ask for a proof of the last ten minutes (reliability S5)."""
    if is_fresh(request):
        return None
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


Act = Callable[[User, User], object]


def act(request: HttpRequest, chosen: QuerySet[User], do: Act, *, matter: str = "", role: str = "") -> HttpResponse | None:
    """Do it to each chosen person, or say why not. What takes two at the desk is asked for on a page of its own, one account at a time."""
    if answer := needs_proof(request):
        return answer
    if matter and (staff := [user for user in chosen if user.role in DESK]):
        if len(chosen) == 1:
            return redirect(reverse("admin:second_ask", args=[matter, staff[0].public_id], query={"role": role} if role else None))
        messages.error(request, _("This takes two people for a desk account. Choose one account at a time."))
        return None
    done = 0
    for user in chosen:
        try:
            do(user, request.user)
            done += 1
        except Refused as refusal:
            messages.error(request, f"{user.public_id}: {refusal}")
    if done:
        messages.success(request, ngettext("Done for %(count)s person.", "Done for %(count)s people.", done) % {"count": done})
    return None


class NamelessList(ChangeList):
    """People without the names that this reader may not have: such a person calls itself by its public id."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        for user in self.result_list:
            if not may_name(request.user, user):
                user.full_name = ""


@admin.register(User)
class PersonAdmin(ReadOnly):
    """The operator works by id and masked e-mail; OEC sees names, the auditor not those of candidates. Nobody sets another's password."""

    list_filter = ["role", "is_active"]
    ordering = ["-date_joined"]
    list_per_page = 50
    actions = ["lock", "unlock", "reset_second_factor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        has_factor = Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES))
        people_shown = super().get_queryset(request).annotate(has_factor=has_factor)
        return people_shown if request.user.role in READERS | {Role.OPERATOR} else people_shown.none()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NamelessList

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> User | None:
        """Without the name where this reader may not have it."""
        user = super().get_object(request, object_id, from_field)
        if user is not None and not may_name(request.user, user):
            user.full_name = ""
        return user

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Nothing on this form is written."""

    def get_list_display(self, request: HttpRequest) -> list[str]:
        names = {Role.OPERATOR: ["public_id", "masked_email"], Role.AUDITOR: ["public_id", "full_name"]}
        who = [*names.get(request.user.role, ["full_name"]), "role"]
        return [*who, "is_active", "second_factor", "date_joined"]

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        who = ["full_name", "masked_email", "masked_phone", "phone_verified"] if request.user.role in READERS else ["masked_email"]
        if request.user.role in READERS and obj is not None and obj.role != Role.CANDIDATE:
            who = ["full_name", "email", "phone", "phone_verified"]
        return ["public_id", *who, "role", "language", "is_active", "second_factor", "date_joined"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.get_fields(request, obj)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["full_name", "email", "phone"] if request.user.role in OEC else ["email__iexact"]

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[User], search_term: str) -> tuple[QuerySet[User], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term.lower())
        return (found | queryset.filter(public_id=search_term) if is_uuid(search_term) else found), may_repeat

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Only the operator acts, and never on roles outside the desk."""
        if request.user.role != Role.OPERATOR:
            return {}
        words = {role: _("Change role: %(role)s") % {"role": ROLE_NAMES[role]} for role in sorted(DESK)}
        return super().get_actions(request) | {f"make_{role}": (make_role(role), f"make_{role}", said) for role, said in words.items()}

    @admin.display(description=_("e-mail"))
    def masked_email(self, user: User) -> str:
        return mask_email(user.email or "")

    @admin.display(description=_("mobile phone"))
    def masked_phone(self, user: User) -> str:
        return mask_phone(user.phone)

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return bool(getattr(user, "has_factor", False))

    @admin.action(description=_("Lock"), permissions=["change"])
    def lock(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        return act(request, chosen, lambda user, by: people.set_active(user, False, by=by))

    @admin.action(description=_("Unlock"), permissions=["change"])
    def unlock(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        return act(request, chosen, lambda user, by: people.set_active(user, True, by=by), matter="unlock")

    @admin.action(description=_("Remove the second factor"), permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        return act(request, chosen, lambda user, by: people.reset_second_factor(user, by=by), matter="reset_second_factor")


def make_role(role: str) -> Callable[..., HttpResponse | None]:
    """The admin action that gives this role."""

    def change(model_admin: PersonAdmin, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        return act(request, chosen, lambda user, by: people.change_role(user, role, by=by), matter="change_role", role=role)

    return change


def is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and all(char in "0123456789abcdef-" for char in text.lower())


class Memberships(admin.TabularInline):
    model = Membership
    fields = readonly_fields = ["user", "duty", "since", "until"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.role in READERS


@admin.register(Party)
class PartyAdmin(ReadOnly):
    list_display = ["name", "name_ja", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "name_ja"]
    fields = readonly_fields = ["kind", "name", "name_ja"]
    inlines = [Memberships]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Party]:
        return Party.objects.all() if request.user.role == Role.OPERATOR else Party.objects.visible_to(request.user)


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    list_display = ["person", "party", "duty", "since", "until"]
    list_filter = ["duty", "party__kind"]
    list_select_related = ["user", "party"]
    fields = readonly_fields = ["person", "party", "duty", "since", "until"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return Membership.objects.visible_to(request.user)

    @admin.display(description=_("person"))
    def person(self, membership: Membership) -> str:
        return str(membership.user.public_id)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Written once, when the second person has signed; the link stands only in the letter."""

    list_display = ["masked_email", "role", "created_at", "expires_at", "used_at"]
    list_filter = ["role"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.role == Role.OPERATOR

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["masked_email", "role", "language", "created_at", "expires_at", "used_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.get_fields(request, obj)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Asked for on a page of our own: it takes two."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return needs_proof(request) or redirect("admin:second_invite")

    @admin.display(description=_("e-mail"))
    def masked_email(self, invitation: Invitation) -> str:
        return mask_email(invitation.email)
