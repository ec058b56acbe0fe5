"""Verbs of evidence, and a profile's birth. One verb, one function; the journal entry is the outbox."""

import secrets
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from accounts.models import User
from candidates import rules
from candidates.models import Education, Evidence, Experience, Profile, TestResult
from candidates.states import EvidenceState
from vault import files, store
from vault.intake import store_upload
from workflow.advance import advance, begin
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused

MAX_DOCUMENTS, MAX_BYTES = 20, 60_000_000
CANNOT_HELP = {EvidenceState.REJECTED: "document_same_as_rejected", EvidenceState.EXPIRED: "document_same_as_expired"}
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def today() -> date:
    """The day in Pakistan, where evidence is checked."""
    return local_day(timezone.now(), "oec")


def new_reference(prefix: str) -> str:
    """A number that people can read out and nobody can count up, such as C-7K3M-9P2Q."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{drawn[:4]}-{drawn[4:]}"


def profile_of(user: User) -> Profile:
    """The candidate's own profile; made on first use, once, also under two requests at the same time."""
    found = Profile.objects.filter(user=user).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Profile.objects.create(user=user, full_name=user.full_name, reference=new_reference("C"))
    except IntegrityError:
        return Profile.objects.get(user=user)


@transaction.atomic
def receive(
    profile: Profile,
    uploaded: UploadedFile,
    *,
    kind: str,
    by: User,
    side: str = "",
    education: Education | None = None,
    experience: Experience | None = None,
    test: TestResult | None = None,
    source: str = "",
) -> Evidence:
    """Keep a document as evidence for OEC to check; raises FileRefused with what is wrong, or Refused when the person has too many.

    The same file again is not kept twice: what stands is given back, with `is_known`.
    """
    if reasons := room_blockers(profile, 0):
        raise Refused(*reasons)
    stored = store_upload(uploaded, owner=profile.user, kind=kind, must_be_legible=True)
    about = {"education": education, "experience": experience, "test": test}
    evidence = Evidence(profile=profile, kind=kind, file=stored, side=side if stored.pages < 2 else "", **about)
    try:
        return _filed(evidence, by=by, source=source)
    except Exception:
        store.discard(stored)  # the rows roll back with the transaction, the bytes do not
        raise


def _filed(evidence: Evidence, *, by: User, source: str) -> Evidence:
    """Under the lock of the profile, so that two uploads at once count as two."""
    profile = Profile.objects.select_for_update(of=("self",), no_key=True).get(pk=evidence.profile_id)
    if standing := same_file(evidence):
        files.erase(evidence.file)
        return standing
    if reasons := room_blockers(profile, evidence.file.size):
        raise Refused(*reasons)
    principal = profile.user if profile.user_id != by.pk else None
    try:
        with transaction.atomic():
            begin(evidence, "receive", by=by, on_behalf_of=principal, source=source)
    except IntegrityError:  # two accounts of this person became one this very moment: the database keeps this one closed
        raise Refused(Reason("changed_meanwhile")) from None
    return evidence


def same_file(evidence: Evidence) -> Evidence | None:
    """The evidence that already holds these bytes for the same thing; raises Refused where they cannot help."""
    twins = evidence.profile.evidence.filter(file__sha256=evidence.file.sha256, kind=evidence.kind).order_by("-pk")
    for twin in twins:
        if {twin.side, evidence.side} == {Evidence.Side.FRONT, Evidence.Side.BACK}:
            raise Refused(Reason("document_is_other_side"))
        if any(getattr(twin, f"{name}_id") != getattr(evidence, f"{name}_id") for name in ("education", "experience", "test")):
            continue
        if code := CANNOT_HELP.get(twin.state):
            raise Refused(Reason(code))
        twin.is_known = True
        return twin
    return None


def room_blockers(profile: Profile, size: int) -> list[Reason]:
    """At most 20 documents and 60 MB a person, the own CV among them."""
    kept = profile.evidence.aggregate(count=Count("pk"), size=Sum("file__size"))
    count, total = kept["count"], (kept["size"] or 0) + size
    if profile.cv:
        count, total = count + 1, total + profile.cv.size
    is_full = count >= MAX_DOCUMENTS or total > MAX_BYTES
    return [Reason("documents_full", (("count", MAX_DOCUMENTS), ("megabytes", MAX_BYTES // 1_000_000)))] if is_full else []


def verify(
    evidence: Evidence,
    *,
    by: User,
    how: str,
    reference: str = "",
    link: str = "",
    expires_on: date | None = None,
    version: int | None = None,
    note: str = "",
) -> Entry:
    """OEC confirms the document, saying how and where it was checked; used by every application from now on."""
    blockers = rules.verify_blockers(
        kind=evidence.kind, checked_how=how, reference=reference, expires_on=expires_on, file_is_clean=evidence.file.is_clean, today=today()
    )
    if evidence.side == Evidence.Side.BACK and not _front_is_verified(evidence):
        blockers.append(Reason("front_side_first"))
    found = {"checked_how": how, "checked_reference": reference, "checked_link": link, "expires_on": expires_on}
    return advance(
        evidence, "verify", by=by, unless=blockers, version=version, note=note, checked_by=by, checked_at=timezone.now(), **found
    )


def _front_is_verified(evidence: Evidence) -> bool:
    """The face and the number stand on the front: a back alone proves nobody."""
    verified = evidence.profile.evidence.filter(kind=evidence.kind, state=EvidenceState.VERIFIED)
    return verified.exclude(side=Evidence.Side.BACK).exists()


def reject(evidence: Evidence, *, by: User, fault: str, version: int | None = None, note: str = "") -> Entry:
    """OEC rejects the document with a coded fault; the candidate is told what to bring."""
    return advance(
        evidence,
        "reject",
        by=by,
        unless=rules.reject_blockers(fault=fault),
        version=version,
        note=note,
        data={"fault": fault},
        fault=fault,
        checked_by=by,
        checked_at=timezone.now(),
    )


def expire(evidence: Evidence) -> Entry:
    """The last day of a verified document has passed."""
    blockers = rules.expire_blockers(expires_on=evidence.expires_on, today=today())
    return advance(evidence, "expire", by=None, unless=blockers)


def overdue() -> list[Evidence]:
    """Verified evidence whose last day has passed."""
    return list(Evidence.objects.filter(state=EvidenceState.VERIFIED, expires_on__lt=today()))
