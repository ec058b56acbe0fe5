"""Files that may be one person's: an entry of the register with a candidate's card, and a second account at one phone. Once."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from applications.models import Application
from candidates.identity import canonical_cnic
from candidates.models import Evidence, Profile
from portal.demo import cast
from portal.demo.stage import Stage
from register import same_person
from register.models import Duplicate, RegisterEntry
from register.staging import fingerprint_of
from workflow.models import Entry

LISTED = "L-20931"


@transaction.atomic
def add_alike(stage: Stage) -> None:
    """Two pairs, found by the same look as at night; nothing is decided."""
    if Duplicate.objects.exists():
        return
    found = [registered(), signed_up_twice()]
    same_person.look([profile for profile in found if profile is not None])
    Entry.objects.filter(subject_kind=Duplicate.KIND, planned_at=None).update(planned_at=stage.now)  # nothing follows from a demo


def others() -> "list[Profile]":
    """Candidates who are not of the cast, the youngest files first."""
    known = [player.email for player in cast.CANDIDATES]
    return list(Profile.objects.select_related("user").filter(user__is_demo=True).exclude(user__email__in=known).order_by("-pk")[:100])


def registered() -> Profile | None:
    """OEC's register has this person too, and nobody has claimed it."""
    person = next((profile for profile in others() if profile.cnic and profile.birth_date), None)
    if person is None:
        return None
    said = {"cnic": canonical_cnic(person.cnic), "full_name": person.full_name, "birth_date": person.birth_date, "number": LISTED}
    RegisterEntry.objects.create(**said, trade="IT", fingerprint=fingerprint_of(said))
    return person


def signed_up_twice() -> Profile | None:
    """Somebody who sent nothing and whose card nobody has verified: the second account of another, with the number typed wrong."""
    verified = Evidence.objects.filter(profile=OuterRef("pk"), kind="cnic", state="verified")
    sent, known = Application.objects.filter(candidate=OuterRef("pk")), [profile.pk for profile in others()]
    fresh = Profile.objects.filter(~Exists(verified), ~Exists(sent), pk__in=known).select_related("user").order_by("pk").first()
    first = next((profile for profile in others() if fresh is not None and profile.pk != fresh.pk and profile.user.phone), None)
    if fresh is None or first is None:
        return None
    User.objects.filter(pk=fresh.user_id).update(phone=first.user.phone, full_name=first.full_name)
    fresh.full_name, fresh.birth_date, fresh.district = first.full_name, first.birth_date, first.district
    fresh.passport_name = first.full_name.upper() if fresh.passport_name else ""
    fresh.save()
    return Profile.objects.select_related("user").get(pk=fresh.pk)
