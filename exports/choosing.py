"""Who stands in a list: by place, job, state of an application and Japanese; and how many there are, counted to a limit."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from applications.models import Application
from candidates.models import District, Profile, TestResult
from exports.columns import APPLICATION_STATES
from jobs.models import SswField
from workflow.counting import counted

SHOWN = 1_000


def chosen(wanted: Mapping[str, str], user: User) -> "QuerySet[Profile]":
    """The candidates that fit, as far as this person may see them."""
    found = Profile.objects.visible_to(user).filter(user__is_active=True)
    if wanted.get("province"):
        found = found.filter(district__province_code=wanted["province"])
    if wanted.get("district"):
        found = found.filter(district_id=int(wanted["district"]))
    if wanted.get("field"):
        found = found.filter(wanted_fields__contains=[wanted["field"]])
    if wanted.get("japanese"):
        kind, _space, level = wanted["japanese"].partition(" ")
        found = found.filter(Exists(TestResult.objects.filter(profile=OuterRef("pk"), kind=kind, level=level, is_passed=True)))
    return with_application(found, wanted, user)


def with_application(found: "QuerySet[Profile]", wanted: Mapping[str, str], user: User) -> "QuerySet[Profile]":
    """Those with an application for this job, in this state; a draft is nobody's business."""
    of_job = {"vacancy__reference": wanted["vacancy"]} if wanted.get("vacancy") else {}
    in_state = {"state": wanted["state"]} if wanted.get("state") else {}
    if not of_job and not in_state:
        return found
    sent = Application.objects.visible_to(user).exclude(state="draft").filter(candidate=OuterRef("pk"))
    return found.filter(Exists(sent.filter(**of_job, **in_state)))


def how_many(wanted: Mapping[str, str], user: User) -> int:
    """Exact up to the limit of a list; one more than the limit says: too many."""
    return counted({"all": chosen(wanted, user)}, most=settings.EXPORT_MOST_ROWS + 1)["all"]


def in_words(wanted: Mapping[str, str]) -> list[str]:
    """What was looked for, for the signer."""
    found: list[Any] = []
    if wanted.get("province"):
        found.append(dict(provinces()).get(wanted["province"], wanted["province"]))
    if wanted.get("district"):
        found.append(District.objects.filter(pk=wanted["district"]).first())
    if wanted.get("field"):
        found.append("IT" if wanted["field"] == "it" else SswField.objects.filter(pk=wanted["field"]).first())
    if wanted.get("japanese"):
        found.append(wanted["japanese"].upper())
    if wanted.get("vacancy"):
        found.append(wanted["vacancy"])
    if wanted.get("state"):
        found.append(APPLICATION_STATES[wanted["state"]])
    return [str(word) for word in found if word]


def provinces() -> list[tuple[str, str]]:
    """Code and name, each once."""
    return list(District.objects.order_by("province_en").values_list("province_code", "province_en").distinct())
