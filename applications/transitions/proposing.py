"""A refused candidate is asked about a like job; nothing reaches the other employer before the candidate agrees."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications import rules
from applications.models import Application, Proposal
from applications.states import ApplicationState
from applications.transitions.acting import has_other_accepted, live_consents, pakistan_today
from applications.transitions.applying import start, submit
from jobs.models import Vacancy
from workflow.advance import role_of
from workflow.models import Entry
from workflow.noting import note_down
from workflow.steps import Reason, Refused

S = Proposal.State
NEWS = ("proposal.ask", "proposal.agree", "proposal.decline", "proposal.lapse")


def propose_blockers(application: Application, vacancy: Vacancy, answer_by: date | None) -> list[Reason]:
    """What keeps this candidate from being asked about this job."""
    return rules.propose_blockers(
        is_not_selected=application.state == ApplicationState.NOT_SELECTED,
        vacancy_is_open=Vacancy.objects.open().filter(pk=vacancy.pk).exists(),
        has_applied_there=Application.objects.filter(candidate=application.candidate_id, vacancy=vacancy).exists(),
        consents=live_consents(application.candidate, application),
        has_other_accepted=has_other_accepted(application),
        answer_by=answer_by,
        today=pakistan_today(),
    )


@transaction.atomic
def propose(application: Application, *, vacancy: Vacancy, by: User, answer_by: date, message: str = "") -> Proposal:
    """Inter-SES asks the candidate about another open job, once a job."""
    if role_of(by) != Role.INTER_SES:
        raise Refused(Reason("step_not_yours"))
    if blockers := propose_blockers(application, vacancy, answer_by):
        raise Refused(*blockers)
    row = Proposal(application=application, vacancy=vacancy, by=by, answer_by=answer_by, message=message.strip()[:600])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(Reason("proposal_stands_already")) from None
    note_down(row, "proposal.ask", by=by)
    return row


def _answered(proposal: Proposal, state: str) -> Proposal:
    """Compare and set under the row's lock: asked once, answered once."""
    row = Proposal.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal.pk)
    if row.state != S.ASKED:
        raise Refused(Reason("proposal_not_open"))
    Proposal.objects.filter(pk=row.pk).update(state=state, answered_at=timezone.now())
    row.refresh_from_db()
    return row


def _check_own(proposal: Proposal, by: User) -> None:
    if by.pk != proposal.application.candidate.user_id:
        raise Refused(Reason("step_not_yours"))


@transaction.atomic
def agree_proposal(
    proposal: Proposal,
    *,
    by: User,
    consents: Collection[str],
    answers: Mapping[int, str] | None = None,
    language: str = "en",
) -> Application:
    """The candidate agrees: an application for the other job, sent the usual way with its own consents; else nothing happens."""
    _check_own(proposal, by)
    row = _answered(proposal, S.AGREED)
    if row.answer_by < pakistan_today():
        raise Refused(Reason("proposal_not_open"))
    new = start(row.vacancy, candidate=row.application.candidate, by=by)
    submit(new, by=by, consents=consents, language=language, answers=answers)
    Proposal.objects.filter(pk=row.pk).update(result=new)
    note_down(row, "proposal.agree", by=by, data={"result": str(new.public_id)})
    return new


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: User) -> Entry:
    """The candidate says no; nobody else learns of it but Inter-SES."""
    _check_own(proposal, by)
    return note_down(_answered(proposal, S.DECLINED), "proposal.decline", by=by)


def lapse_proposals() -> int:
    """Questions without an answer end after their day, each once; how many."""
    ended = 0
    for row in Proposal.objects.asked().filter(answer_by__lt=pakistan_today()).order_by("pk")[:500]:
        try:
            with transaction.atomic():
                note_down(_answered(row, S.LAPSED), "proposal.lapse", by=None)
        except Refused:
            continue
        ended += 1
    return ended
