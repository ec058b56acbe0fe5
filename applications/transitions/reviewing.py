"""What OEC and Inter-SES decide, and how selection ends."""

from collections.abc import Mapping
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications import rules
from applications.models import Application
from applications.states import PLACED, ApplicationState
from applications.transitions.acting import check, live_consents, move, pakistan_today
from applications.transitions.seats import ended, locked
from candidates import standing
from candidates.states import EvidenceKind, EvidenceState
from workflow.advance import role_of
from workflow.models import Entry, Note
from workflow.steps import Reason, Refused

PREPARING = (ApplicationState.SUBMITTED, ApplicationState.ENDORSED)
PROVING = (EvidenceKind.DEGREE, EvidenceKind.TRANSCRIPT, EvidenceKind.TEST)


def send_back(
    application: Application, *, by: User, note: str, version: int | None = None, data: Mapping[str, object] | None = None
) -> Entry:
    """OEC asks the candidate to correct something; the note is what the candidate reads. `data` goes into the journal."""
    return move(
        application,
        "send_back",
        by=by,
        version=version,
        unless=rules.note_blockers(note=note),
        note=note,
        reach=Note.Reach.CANDIDATE,
        data=data,
        returned_note=note.strip()[:2000],
    )


def needs_of_endorsement(application: Application) -> dict[str, object]:
    """What endorsing looks at: verified identity, papers still to decide, the best verdict over the visa routes today."""
    papers = list(application.candidate.evidence.all())
    verified = {row.kind for row in papers if row.state == EvidenceState.VERIFIED}
    waiting = [str(row.public_id) for row in papers if row.kind in PROVING and row.state == EvidenceState.RECEIVED]
    return {
        "identity_is_verified": EvidenceKind.CNIC in verified,
        "unverified_evidence": waiting or ([] if verified & set(PROVING) else ["degree_or_test"]),
        "verdict": str(standing.best(application.candidate, application.vacancy, pakistan_today())),
    }


def endorse(
    application: Application,
    *,
    by: User,
    override_reason: str = "",
    version: int | None = None,
    note: str = "",
    data: Mapping[str, object] | None = None,
) -> Entry:
    """OEC recommends the person; against a verdict "no" only with a written reason, which is marked in the journal."""
    check(application, "endorse", by=by)
    needs = needs_of_endorsement(application)
    override = override_reason.strip()[:600] if needs["verdict"] == "no" else ""
    return move(
        application,
        "endorse",
        by=by,
        version=version,
        unless=rules.endorse_blockers(**needs, override_reason=override),
        note=note,
        data={**(data or {}), "verdict": needs["verdict"], "is_override": bool(override)},
        override_reason=override,
    )


def refer_back(application: Application, *, by: User, note: str, version: int | None = None) -> Entry:
    """Inter-SES gives it back to OEC, saying why."""
    return move(application, "refer_back", by=by, version=version, unless=rules.note_blockers(note=note), note=note)


def summary_mark(text: str) -> str:
    """By which a summary is known again; "" of none."""
    return sha256(text.encode()).hexdigest()[:16] if text else ""


@transaction.atomic
def prepare_summary(application: Application, *, by: User, summary_ja: str, seen: str = "") -> None:
    """Inter-SES writes the summary while OEC still checks, so that it is ready when OEC endorses; moves nothing. Raises Refused.

    `seen` is the mark of what stood there: what a colleague wrote meanwhile is not lost.
    """
    if by.role != Role.INTER_SES:
        raise Refused(Reason("step_not_yours"))
    row = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    if row.state not in PREPARING:
        raise Refused(Reason("changed_meanwhile"))
    words = summary_ja.strip()
    if row.summary_ja not in ("", words) and summary_mark(row.summary_ja) != seen:
        raise Refused(Reason("summary_written_meanwhile", (("words", row.summary_ja),)))
    Application.objects.filter(pk=row.pk).update(summary_ja=words)


def present(
    application: Application,
    *,
    by: User,
    summary_ja: str,
    version: int | None = None,
    note: str = "",
    data: Mapping[str, object] | None = None,
) -> Entry:
    """Inter-SES presents the person without identity; from now on the employer sees the application."""
    consents = live_consents(application.candidate, application)
    return move(
        application,
        "present",
        by=by,
        version=version,
        unless=rules.present_blockers(summary_ja=summary_ja, consents=consents),
        note=note,
        data=data,
        summary_ja=summary_ja.strip(),
        presented_at=timezone.now(),
    )


@transaction.atomic
def not_select(
    application: Application,
    *,
    by: User,
    ground: str,
    is_shared: bool | None = None,
    note: str = "",
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
    data: Mapping[str, object] | None = None,
) -> Entry:
    """A person decides and names a coded ground; the candidate reads it when it is shared (default: as the ground says)."""
    check(application, "not_select", by=by, on_behalf_of=on_behalf_of, source=source)
    before, known = application.state, rules.NOT_SELECT_GROUNDS.get(ground)
    shared = bool(known and known.is_shared) if is_shared is None else bool(is_shared and known and known.is_shared)
    entry = move(
        application,
        "not_select",
        by=by,
        on_behalf_of=on_behalf_of,
        source=source,
        version=version,
        unless=rules.not_select_blockers(ground=ground, by=role_of(on_behalf_of or by)),
        note=note,
        data={**(data or {}), "ground": ground},
        close_reason=ground,
        reason_is_shared=shared,
    )
    ended(application, before)
    return entry


@transaction.atomic
def close(application: Application, *, by: User | None, ground: str, note: str = "", version: int | None = None) -> Entry:
    """End it honestly with a coded ground that the candidate reads; a taken seat becomes free."""
    check(application, "close", by=by)
    locked(application)
    before = application.state
    entry = move(
        application,
        "close",
        by=by,
        version=version,
        unless=rules.close_blockers(ground=ground),
        note=note,
        data={"ground": ground, "frees_seat": before in PLACED},
        close_reason=ground,
        reason_is_shared=True,
    )
    ended(application, before)
    return entry
