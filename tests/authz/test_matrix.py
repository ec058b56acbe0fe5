"""Every address x every role x objects of both owners: no mark leaks, nothing illegal is written, nothing fails; what is allowed opens."""

import os

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tests.authz.matrix import Matrix
from tests.authz.oracle import CLASS_OF, READ, TELLS_NOTHING
from tests.authz.page import PAGE, text
from tests.authz.policy import ROWS
from tests.authz.policy.pages import SIGN_IN
from tests.authz.policy.stock import MAY_BE_ABSENT, STOCK
from tests.authz.probe import Prober
from tests.authz.walk import addresses

pytestmark = pytest.mark.django_db
OURS = (
    "accounts",
    "api",
    "applications",
    "candidates",
    "departure",
    "exports",
    "jobs",
    "notifications",
    "outreach",
    "privacy",
    "programmes",
    "records",
    "register",
    "reporting",
    "reviews",
    "support",
    "vault",
    "workflow",
)
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField, models.EmailField, models.DurationField)


def test_every_address_has_its_policy():
    listed = {name.split("#")[0] for name in ROWS}
    assert sorted({address.name for address in addresses()} - listed) == []


def test_every_policy_has_its_address():
    known = {address.name for address in addresses()}
    assert [name for name in ROWS if name.split("#")[0] not in known and not name.startswith(MAY_BE_ABSENT)] == []


def texts_of(model: type[models.Model]) -> list[str]:
    """Fields that can hold words, encrypted ones too, without those that offer a choice."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if (isinstance(field, TEXTS) or "Encrypted" in type(field).__name__) and not field.choices
    ]


def test_every_text_has_a_class():
    unlisted = []
    for model in (model for model in apps.get_models() if model._meta.app_label in OURS):
        label, told = model._meta.label_lower, TELLS_NOTHING.get(model._meta.label_lower, set())
        if told != "all":
            unlisted += [
                f"{label}.{name}" for name in texts_of(model) if f"{label}.{name}" not in CLASS_OF and name not in told | STATE_OF_WORK
            ]
    assert unlisted == []
    assert set(CLASS_OF.values()) <= set(READ)


STATE_OF_WORK = {"owner", "state", "language", "duty", "wrapped_key"}


def test_every_class_of_data_has_a_mark(world):
    missing = set(CLASS_OF) - {canary.field.split(" ")[0] for canary in world.marks.of.values()}
    assert missing <= {"reviews.decision.refusal"}


AREAS = {
    "the API": ("api:",),
    "people's own pages": ("candidates:", "applications:", "notifications:", "jobs:"),
    "employers": ("employer:", "employer_candidates:"),
    "the desk's own pages": tuple(sorted({name for name in ROWS if name.startswith("admin:")} - set(STOCK))),
    "the stock admin": tuple(sorted(STOCK)),
    "signing in": tuple(sorted(SIGN_IN)),
}
ELSEWHERE = tuple(sorted(name for name in ROWS if not name.startswith(tuple(start for area in AREAS.values() for start in area))))


@pytest.mark.slow
@pytest.mark.parametrize("area", [*AREAS, "elsewhere"])
def test_nobody_reads_or_writes_what_is_not_theirs(world, area):
    """The sample by default; AUTHZ=full tries every object with every method."""
    report = Matrix(world, is_full=os.environ.get("AUTHZ") == "full").run(AREAS.get(area, ELSEWHERE))
    print(f"{area}: {report.probes} probes, {dict(sorted(report.statuses.items()))}")
    assert report.probes > 0
    assert report.brief() == ""
    assert [str(finding) for finding in report.closed()] == []


def told_by_the_check_page(world) -> list[str]:
    """Private numbers that the public check page answers otherwise than an invented one of the same shape."""
    of = {
        "OEC-2026-ZZZZZ": [thing.row.reference for thing in world.things["application"]],
        "C-2026-ZZZZZ": [thing.row.reference for thing in world.things["profile"]],
        "J-ZZZZ-ZZZ9": [thing.row.reference for thing in world.things["vacancy"] if not thing.facts.is_public],
        "PK-999999": [thing.row.number for thing in world.things["demand"] if not thing.facts.is_public and thing.row.number],
    }
    return [
        number for invented, private in of.items() for number in private if answer_about(world, number) != answer_about(world, invented)
    ]


def answer_about(world, number: str) -> tuple[int, str]:
    """What a stranger reads about a number, without the number."""
    with Prober(world).running() as prober:
        answer = prober.knock(world.actors["anon"], "GET", f"/en/check/?number={number}")
    return answer.status, answer.body.replace(number, "").replace(number.upper(), "")


def test_the_check_page_confirms_nothing_private(world):
    assert told_by_the_check_page(world) == []


def test_the_page_for_people_says_the_same():
    assert PAGE.read_text(encoding="utf-8") == text()
