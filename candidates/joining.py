"""What goes to the kept profile when two profiles are one person's: lists, papers, and what the kept one leaves empty."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from candidates.models import Education, Evidence, Experience, Profile, ProfileSkill, SavedSearch, TestResult
from candidates.states import EvidenceKind, EvidenceState
from vault.moving import Move, move
from workflow.steps import Reason

TOLD: tuple[tuple[type[models.Model], str], ...] = ((Education, "education"), (Experience, "experience"), (TestResult, "test"))
ONCE: tuple[tuple[type[models.Model], str], ...] = ((ProfileSkill, "skill_id"), (SavedSearch, "query"))
IDENTITY = {EvidenceKind.CNIC: "cnic", EvidenceKind.PASSPORT: "passport_number"}
FILLED = (  # the kept profile says nothing here: the other one's words are taken
    "full_name", "passport_name", "passport_surname", "name_katakana", "birth_date", "district", "english_level", "skills", "about",
    "wanted_fields", "code_url", "portfolio_url", "project_url", "project_about", "point_items", "wanted_pay", "can_start_on",
)  # fmt: skip
GIVEN = ("cnic", "passport_number", "passport_expires_on", "cv")  # these stand in one place only: the other profile lets them go


def moves(gone: Profile, kept: Profile) -> Iterator[Move]:
    """Rows that the kept profile does not have yet; papers follow, and those about the same school or job lead to the kept one's row."""
    for model, name in TOLD:
        twins = twins_of(model, gone, kept)
        yield from given(model._default_manager.filter(profile=gone).exclude(pk__in=twins), gone, kept)
        for row, twin in twins.items():
            yield from move(Evidence.objects.filter(profile=gone, **{name: row}), f"{name}_id", row, twin)
    for model, column in ONCE:
        there = model._default_manager.filter(profile=kept).values(column)
        yield from given(model._default_manager.filter(profile=gone).exclude(**{f"{column}__in": there}), gone, kept)
    yield from given(Evidence.objects.filter(profile=gone).exclude(kind__in=left_behind(gone, kept)), gone, kept)


def given(rows: "models.QuerySet[Any]", gone: Profile, kept: Profile) -> list[Move]:
    return move(rows, "profile_id", gone.pk, kept.pk)


def twins_of(model: type[models.Model], gone: Profile, kept: Profile) -> dict[int, int]:
    """Rows of the other profile that say the same as one of the kept: by their ids."""
    columns = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "public_id", "profile")]
    there = {tuple(row[1:]): row[0] for row in model._default_manager.filter(profile=kept).order_by("-pk").values_list("pk", *columns)}
    mine = model._default_manager.filter(profile=gone).values_list("pk", *columns)
    return {row[0]: there[tuple(row[1:])] for row in mine if tuple(row[1:]) in there}


def left_behind(gone: Profile, kept: Profile) -> list[str]:
    """Sorts of identity papers that show another number than the kept profile: they stay with the closed one, where they can be read."""
    return [kind for kind, name in IDENTITY.items() if differs(gone, kept, name)]


def differs(gone: Profile, kept: Profile, name: str) -> bool:
    """Both say it, and not the same."""
    one, other = getattr(gone, name), getattr(kept, name)
    return bool(one and other and one != other)


def blockers(gone: Profile, kept: Profile) -> list[Reason]:
    """Two verified cards with two numbers are two people; the side whose card was verified is kept."""
    if not differs(gone, kept, "cnic"):
        return []
    cards = Evidence.objects.filter(kind=EvidenceKind.CNIC, state=EvidenceState.VERIFIED, profile__in=[gone, kept])
    verified = set(cards.values_list("profile", flat=True))
    if verified == {gone.pk, kept.pk}:
        return [Reason("merge_two_cards")]
    return [Reason("merge_keep_the_verified")] if verified == {gone.pk} else []


def fillable(gone: Profile, kept: Profile) -> list[str]:
    """Columns that the kept profile leaves empty and the other fills."""
    names = [name for name in (*FILLED, *GIVEN) if getattr(gone, name) and not getattr(kept, name)]
    return [name for name in names if name != "passport_expires_on" or "passport_number" in names]


def fill(gone: Profile, kept: Profile) -> list[str]:
    """Take them over; what may stand only once leaves the other profile first. The names of what was taken."""
    names = fillable(gone, kept)
    taken = {name: getattr(gone, name) for name in names}
    for name in set(names) & set(GIVEN):
        setattr(gone, name, None)
    if set(names) & set(GIVEN):
        gone.save()
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save()
    if not kept.wanted_prefectures.exists():
        kept.wanted_prefectures.set(gone.wanted_prefectures.all())
    return names
