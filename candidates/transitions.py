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
from vault.intake import store_upload
from workflow.advance import advance, begin
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused

MAX_DOCUMENTS, MAX_BYTES = 20, 60_000_000
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
    education: Education | None = None,
    experience: Experience | None = None,
    test: TestResult | None = None,
    source: str = "",
) -> Evidence:
    """Keep a document as evidence for OEC to check; raises FileRefused with what is wrong, or Refused when the person has too many."""
    if reasons := room_blockers(profile, uploaded.size or 0):
        raise Refused(*reasons)
    stored = store_upload(uploaded, owner=profile.user, kind=kind)
    evidence = Evidence(profile=profile, kind=kind, file=stored, education=education, experience=experience, test=test)
    principal = profile.user if profile.user_id != by.pk else None
    begin(evidence, "receive", by=by, on_behalf_of=principal, source=source)
    return evidence


def room_blockers(profile: Profile, size: int) -> list[Reason]:
    """At most 20 documents and 60 MB a person."""
    kept = profile.evidence.aggregate(count=Count("pk"), size=Sum("file__size"))
    is_full = kept["count"] >= MAX_DOCUMENTS or (kept["size"] or 0) + size > MAX_BYTES
    return [Reason("documents_full", (("count", MAX_DOCUMENTS), ("megabytes", MAX_BYTES // 1_000_000)))] if is_full else []


def verify(
    evidence: Evidence,
    *,
    by: User,
    how: str,
    reference: str = "",
    expires_on: date | None = None,
    version: int | None = None,
    note: str = "",
) -> Entry:
    """OEC confirms the document, saying how it was checked; used by every application from now on."""
    blockers = rules.verify_blockers(
        kind=evidence.kind, checked_how=how, reference=reference, expires_on=expires_on, file_is_clean=evidence.file.is_clean, today=today()
    )
    result = {"checked_how": how, "checked_reference": reference, "expires_on": expires_on, "checked_by": by, "checked_at": timezone.now()}
    return advance(evidence, "verify", by=by, unless=blockers, version=version, note=note, **result)


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
