"""Who may sign in with a password, and what a role may touch in the admin."""

from collections.abc import Iterable

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet

from accounts.contact import Contact, Kind, read
from accounts.groups import permissions_of
from accounts.models import User

MOST_AT_ONE_PHONE = 8


class PhoneOrEmail(AuthenticationBackend):
    """Sign-in of the house. Permissions come from the role by one table, so that they cannot drift from it."""

    def authenticate(self, request: object, **credentials: object) -> User | None:  # type: ignore[override]
        """One person by phone or e-mail and password; None also when several match."""
        login = credentials.get("login") or credentials.get("email") or credentials.get("phone") or credentials.get("username")
        contact = read(str(login or ""))
        found = with_password(contact, str(credentials.get("password") or ""))
        return found[0] if len(found) == 1 else None

    def get_all_permissions(self, user_obj: User, obj: object = None) -> set[str]:  # type: ignore[override]
        """Of the role; nothing for people who may not sign in."""
        return set(permissions_of(user_obj.role)) if obj is None and user_obj.is_active and user_obj.is_authenticated else set()

    def get_group_permissions(self, user_obj: User, obj: object = None) -> set[str]:  # type: ignore[override]
        return self.get_all_permissions(user_obj, obj)

    def get_user_permissions(self, user_obj: User, obj: object = None) -> set[str]:  # type: ignore[override]
        return set()

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:  # type: ignore[override]
        return perm in self.get_all_permissions(user_obj)

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:  # type: ignore[override]
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))


def at(contact: Contact, *, proved: bool) -> "QuerySet[User]":
    """Who uses this contact. A phone opens by code only where it was confirmed; a proved contact of a merged account leads on."""
    here = Q(email=contact.value) if contact.kind == Kind.EMAIL else Q(phone=contact.value)
    if proved and contact.kind == Kind.PHONE:
        here &= Q(phone_verified=True)
    merged = User.objects.filter(here, merged_into__isnull=False).values_list("merged_into", flat=True) if proved else ()
    if led_to := list(merged):
        here |= Q(pk__in=led_to)
    return User.objects.filter(here, is_active=True).order_by("pk")


def with_password(contact: Contact | None, password: str) -> list[User]:
    """Everybody at this contact with this password; as slow for nobody as for one."""
    people: Iterable[User] = at(contact, proved=False)[:MOST_AT_ONE_PHONE] if contact else []
    tried = [(user, user.check_password(password)) for user in people]
    if not tried:
        make_password(password)
    return [user for user, is_right in tried if is_right]
