"""The demo's applications as rows: consents, snapshots, interviews, offers, departures, notes, and the journal of every step."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import models

from accounts.models import User
from applications.models import Application, Consent, Interview, Offer, Slot, Snapshot
from applications.states import OWNERS, RESTORABLE, ApplicationState
from departure.models import Departure
from portal.demo.applying import Plan
from portal.demo.candidates import Candidate
from portal.demo.copying import Rows, copy_journal, numbered
from portal.demo.history import Journalled, Life, Move, live, moments
from portal.demo.people import Person, dice_for
from portal.demo.snapshots import facts_of
from portal.demo.stage import Stage
from portal.demo.vacancies import demo_reference
from workflow.models import Note

A = ApplicationState
SUMMARY = "日本での就労に必要な学歴・経験と証明書を確認済みです。技能: %(skills)s。日本語: %(japanese)s。"
MOTIVATION = "I want to use what I learned in %(skills)s in this job, and to stay with the company for years."
NOTES = {
    "send_back": ("Add the months of your last job, and say which work was yours.", Note.Reach.CANDIDATE),
    "refer_back": ("The degree's subject differs between the transcript and the profile; look again.", Note.Reach.PARTNERS),
    "rescind": ("The project was postponed by a year.", Note.Reach.CANDIDATE),
}
GROUNDS = {"oec_officer": "skills_level", "inter_ses": "language_level", "employer": "others_fitted_better"}
VERSION_AT_PUBLICATION = 4  # drafted, submitted, vetted, published
CONDITIONS = {
    "pay_day": "Closing on the last day, paid on the 25th of the next month to the worker's own account",
    "leaving": "The worker may leave with 30 days' notice; dismissal only for the reasons in the work rules, with 30 days' notice",
}


@dataclass(frozen=True)
class Filing:
    """One application that is being written: whose, by which plan, and the dice for its details."""

    candidate: Candidate
    plan: Plan
    life: Life
    row: Application
    when: dict[str, datetime]


def add_applications(wanted: Sequence[tuple[Candidate, Sequence[Plan]]], *, first: int, stage: Stage) -> int:
    """Rows for the plans of some candidates; `first` is the number of the first application. Returns how many."""
    filings: list[Filing] = []
    for candidate, its_plans in wanted:
        dice = dice_for("applications", candidate.person.number)
        filings += [_filing(candidate, plan, first + len(filings) + place, dice, stage) for place, plan in enumerate(its_plans)]
    numbered([filing.row for filing in filings])
    journal = [entry for filing in filings for entry in filing.life.entries(filing.row.pk, filing.row.public_id)]
    rows = Rows()
    rows.add(*_notes(journal, copy_journal(journal)))
    facts = {candidate.profile.pk: facts_of(candidate) for candidate, its_plans in wanted if its_plans}
    for filing in filings:
        rows.add(filing.row, *_papers(filing, facts[filing.row.candidate_id]))
    rows.add(*_slots(rows.found.get(Interview, [])))
    rows.add(*[consent for candidate, its_plans in wanted for consent in _consents(candidate, its_plans)])
    rows.write()
    return len(filings)


def _filing(candidate: Candidate, plan: Plan, number: int, dice: Random, stage: Stage) -> Filing:
    """The application as it stands after its steps."""
    birth, moves = Move("start", candidate.user), _moves(candidate, plan, dice, stage)
    life = live(Application, birth, moves, _times(plan, len(moves) + 1, dice, stage.now), stage.clock)
    when = {move.name: at for move, _source, _target, at in life.moments}
    *_, (last, source, _target, _at) = life.moments
    skills = ", ".join(candidate.person.skills[:3])
    row = Application(
        candidate_id=candidate.profile.pk,
        vacancy_id=plan.opening.pk,
        reference=demo_reference("A", number),
        motivation=MOTIVATION % {"skills": skills},
        summary_ja=SUMMARY % {"skills": skills, "japanese": _japanese(candidate.person)} if "present" in when else "",
        returned_note=NOTES["send_back"][0] if plan.state == A.RETURNED else "",
        restore_to=source if last.name in ("supersede", "withdraw") and source in RESTORABLE else "",
        submitted_at=when.get("submit"),
        presented_at=when.get("present"),
        accepted_at=when.get("accept"),
        **_ground(last),
        **life.columns,
    )
    return Filing(candidate, plan, life, row, when)


def _japanese(one: Person) -> str:
    return f"{one.japanese.name} {one.japanese.level}" if one.japanese else "学習中"


def _ground(last: Move) -> dict[str, Any]:
    """The coded reason with which the last step ended it, if it did."""
    ground = _grounds(last.by).get(last.name, "")
    return {"close_reason": ground, "reason_is_shared": bool(ground)}


def _moves(candidate: Candidate, plan: Plan, dice: Random, stage: Stage) -> list[Move]:
    officer, owner, own = dice.choice(stage.officers), plan.opening.owner, candidate.user
    by: dict[str, User | None] = {"submit": own, "accept": own, "decline_offer": own, "withdraw": own, "supersede": None}
    by |= dict.fromkeys(("send_back", "endorse", "depart", "arrive"), officer) | dict.fromkeys(("invite", "offer", "rescind"), owner)
    found, before = [], ""
    for name in plan.way:
        refuser = {"submit": officer, "endorse": stage.reviewer}.get(before, owner)
        actor = refuser if name == "not_select" else by.get(name, stage.reviewer)
        found.append(Move(name, actor, data=_said(name, actor)))
        before = name
    return found


def _said(name: str, actor: User | None) -> str:
    """What the step writes into the journal."""
    ground = _grounds(actor).get(name, "")
    more = {"close": {"frees_seat": False}, "endorse": {"verdict": "yes", "is_override": False}}.get(name, {})
    return json.dumps(({"ground": ground} if ground else {}) | more)


def _grounds(actor: User | None) -> dict[str, str]:
    return {"not_select": GROUNDS.get(str(actor.role), "") if actor else "", "close": "no_answer_60_days", "rescind": "offer_rescinded"}


def _times(plan: Plan, count: int, dice: Random, now: datetime) -> list[datetime]:
    """Start and submit soon after the publication, the other steps since; work that is open came in lately."""
    begun = plan.opening.published_at
    half = begun + (now - begun) * 0.4
    lately = timedelta(days=4) if plan.state in OWNERS else None
    if count <= 2:
        return moments(dice, count, since=half, until=now, last_within=lately)
    head = moments(dice, 2, since=begun, until=half)
    return [*head, *moments(dice, count - 2, since=half, until=now, last_within=lately)]


def _notes(journal: Sequence[Journalled], keys: Sequence[int]) -> list[Note]:
    said = ((key, NOTES.get(entry.kind.split(".")[1])) for entry, key in zip(journal, keys, strict=True))
    return [Note(entry_id=key, text=note[0], reach=note[1]) for key, note in said if note]


def _consents(candidate: Candidate, its_plans: Sequence[Plan]) -> list[Consent]:
    """To the partners once; per employer to be presented, and by name where an interview came of it."""
    sent = [plan for plan in its_plans if "submit" in plan.way]
    given = {
        "candidate_id": candidate.profile.pk,
        "text_version": "2026-11",
        "language": candidate.person.language,
        "given_at": candidate.user.date_joined,
    }
    wanted = {(Consent.Purpose.PRESENT, plan.opening.employer_id) for plan in sent}
    wanted |= {(Consent.Purpose.NAME, plan.opening.employer_id) for plan in sent if "invite" in plan.way}
    found = [Consent(purpose=purpose, employer_id=employer, **given) for purpose, employer in sorted(wanted)]
    return [Consent(purpose=Consent.Purpose.PARTNERS, **given), *found] if sent else []


def _papers(filing: Filing, facts: dict[str, Any]) -> list[models.Model]:
    """What the steps on the way left behind: snapshot, interview, offer, departure."""
    way, found = filing.plan.way, []
    if "submit" in way:
        found.append(_snapshot(filing, facts))
    if "invite" in way:
        found.append(_interview(filing))
    if "offer" in way:
        found.append(_offer(filing))
    if "depart" in way:
        found.append(_departure(filing))
    return found


def _snapshot(filing: Filing, facts: dict[str, Any]) -> Snapshot:
    """The profile as submitted: no identity values, evidence by id and hash."""
    submitted = max(seq for seq, moment in enumerate(filing.life.moments, start=1) if moment[0].name == "submit")
    about = {
        "answers": {"motivation": filing.row.motivation, "questions": []},
        "vacancy": {"reference": filing.plan.opening.post.reference, "version": VERSION_AT_PUBLICATION},
    }
    return Snapshot(application_id=filing.row.pk, version=submitted, content=facts | about)


def _interview(filing: Filing) -> Interview:
    """One round; who went on has confirmed a time, and half of the others too."""
    invited = filing.when["invite"]
    is_chosen = filing.plan.state != A.INTERVIEWING or filing.row.vacancy_id % 2 == 0
    return Interview(
        application_id=filing.row.pk,
        place="https://meet.example/" + filing.row.reference.lower(),
        message="Please have your projects at hand. 面接は英語でも日本語でも構いません。",
        confirmed_at=invited + timedelta(hours=9) if is_chosen else None,
        created_at=invited,
    )


def _slots(interviews: Sequence[Interview]) -> list[Slot]:
    """Three times each, in the afternoon of Tokyo; the first is the chosen one where one was confirmed."""
    found = []
    for interview in numbered(interviews):
        first = (interview.created_at + timedelta(days=4)).replace(hour=6, minute=0, second=0, microsecond=0)
        for hour in (0, 2, 24):
            is_chosen = hour == 0 and interview.confirmed_at is not None
            found.append(Slot(interview_id=interview.pk, starts_at=first + timedelta(hours=hour), is_chosen=is_chosen))
    return found


def _offer(filing: Filing) -> Offer:
    """Written conditions, the same as advertised."""
    opening, made = filing.plan.opening, filing.when["offer"]
    said = CONDITIONS | {name: value for name, value in opening.conditions.items() if value not in (None, "")}
    return Offer(
        application_id=filing.row.pk,
        state=Offer.State.RESCINDED if "rescind" in filing.plan.way else Offer.State.MADE,
        made_by_id=opening.owner.pk,
        base_pay=said.pop("base_pay", None) or _monthly(opening.post.fields),
        answer_by=(filing.plan.state == A.OFFERED and filing.row.due_on) or made.date() + timedelta(days=14),
        proposed_at=made - timedelta(days=1),
        release_on=made.date(),
        made_at=made,
        **said,
    )


def _monthly(said: dict[str, Any]) -> int:
    """Yen a month; an hourly wage times the month's scheduled hours, rounded down."""
    return said["base_pay"] * said["yearly_hours"] // 12 if said["pay_unit"] == "hour" else said["base_pay"]


def _departure(filing: Filing) -> Departure:
    flight = filing.when["depart"].date()
    arrived = filing.when.get("arrive")
    return Departure(
        application_id=filing.row.pk,
        protector_number=f"DEMO-{filing.row.reference[2:].replace('-', '')}",
        visa_number=f"DEMO{filing.row.reference[2:].replace('-', '')}",
        flight_number="PK 8000",
        flight_on=flight,
        arrived_on=max(arrived.date(), flight) if arrived else None,
        created_at=filing.when["depart"],
    )
