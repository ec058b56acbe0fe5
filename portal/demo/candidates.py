"""The demo's candidates as rows: person, profile, schooling, work, tests, and evidence with its own history."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from allauth.account.models import EmailAddress
from django.db import models

from accounts.models import User
from accounts.roles import Role
from candidates.models import Education, Evidence, Experience, Profile, ProfileSkill, TestResult
from candidates.states import EvidenceKind, EvidenceState
from jobs.models import Level
from portal.demo.applying import PART_PROVED, PROVED
from portal.demo.copying import Rows, numbered
from portal.demo.history import Life, Move, live, moments
from portal.demo.people import Person, dice_for
from portal.demo.specimens import Specimens
from portal.demo.stage import Stage
from portal.demo.vacancies import demo_reference
from portal.demo.wishes import Vocabulary

YEARS = {"SSC": 2, "HSSC": 2, "DAE": 3, "BS": 4, "MS": 2}  # from beginning to end
ENDS: dict[EvidenceState, tuple[str, ...]] = {
    EvidenceState.RECEIVED: (),
    EvidenceState.VERIFIED: ("verify",),
    EvidenceState.REJECTED: ("reject",),
    EvidenceState.EXPIRED: ("verify", "expire"),
}
LANGUAGE_KINDS = {"JLPT": TestResult.Kind.JLPT, "JFT-Basic": TestResult.Kind.JFT}
CHECKED = {"cnic": Evidence.How.ORIGINAL, "degree": Evidence.How.REGISTER, "test": Evidence.How.QR, "experience": Evidence.How.ISSUER}


@dataclass(frozen=True)
class Candidate:
    """A person with the rows that applications point to."""

    person: Person
    user: User
    profile: Profile
    proof: str
    told: list[models.Model]
    evidence: list[Evidence] = field(default_factory=list)
    skills: list[ProfileSkill] = field(default_factory=list)


def add_candidates(
    people: Sequence[tuple[Person, str, bool]],
    *,
    districts: dict[tuple[str, str], int],
    specimens: Specimens,
    stage: Stage,
) -> list[Candidate]:
    """Rows for a slice of people, each with how far the evidence is checked and whether a passport was asked for."""
    users = numbered([_user(one, stage.password, stage.now) for one, _proof, _passport in people])
    profiles = numbered(
        [
            _profile(one, user, districts, stage.now, has_passport=passport)
            for (one, _proof, passport), user in zip(people, users, strict=True)
        ]
    )
    found = [
        Candidate(one, user, profile, proof, _told(one, profile))
        for (one, proof, _passport), user, profile in zip(people, users, profiles, strict=True)
    ]
    rows = Rows()
    rows.add(*users, *[EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users], *profiles)
    rows.add(*[row for candidate in found for row in candidate.told])
    known = Vocabulary.read()
    for candidate in found:
        candidate.skills.extend(_skills(candidate, known))
        rows.add(*candidate.skills)
    for model in (Education, Experience, TestResult):
        numbered(rows.found.get(model, []))
    _add_papers(rows, found, Papers(specimens, stage))
    rows.write()
    return found


def _add_papers(rows: Rows, candidates: Sequence[Candidate], papers: "Papers") -> None:
    """The evidence of everybody, with its journal; each candidate remembers the own."""
    proofs = [(candidate, *proof) for candidate in candidates for proof in papers.of(candidate)]
    numbered([row for _candidate, row, _life in proofs])
    for candidate, row, life in proofs:
        candidate.evidence.append(row)
        rows.add(row)
        rows.journal.extend(life.entries(row.pk, row.public_id))


def _user(one: Person, password: str, now: datetime) -> User:
    joined = now - timedelta(days=150 + one.number % 60, minutes=one.number % 1440)
    return User(
        role=Role.CANDIDATE,
        full_name=one.full_name,
        email=one.email,
        phone=one.phone,
        phone_verified=True,
        language=one.language,
        password=password,
        is_demo=True,
        date_joined=joined,
    )


def _profile(one: Person, user: User, districts: dict[tuple[str, str], int], now: datetime, *, has_passport: bool) -> Profile:
    return Profile(
        user=user,
        reference=demo_reference("C", one.number),
        full_name=one.full_name,
        passport_name=one.full_name.upper() if one.has_passport else "",
        name_katakana=one.name_katakana,
        cnic=one.cnic,
        birth_date=one.birth,
        passport_number=one.passport if has_passport else None,
        passport_expires_on=now.date() + timedelta(days=900 + one.number % 900) if has_passport else None,
        district_id=districts.get((one.region, one.district)),
        english_level=one.english,
        skills=list(one.skills),
        said_complete=["education", "experience", "tests"],
        about=_about(one),
        can_start_on=now.date() + timedelta(days=90 + one.number % 90),
        version=1,
        created_at=user.date_joined,
    )


def _about(one: Person) -> str:
    done = f"Last post: {one.work[0].title}. " if one.work else ""
    return f"{done}I work with {', '.join(one.skills[:3])}."


def _told(one: Person, profile: Profile) -> list[models.Model]:
    """Schooling, work and tests, as the person would type them; the highest degree first."""
    return [*_schools(one, profile), *_jobs(one, profile), *_tests(one, profile)]


def _skills(candidate: Candidate, known: Vocabulary) -> list[ProfileSkill]:
    """Their skills by the vocabulary, each at the level that a few years of work bring."""
    levels = (Level.ALONE, Level.GUIDED, Level.GUIDED, Level.LEARNING)
    rows = [
        ProfileSkill(profile=candidate.profile, skill=known.skills[code], level=levels[min(place, 3)])
        for place, code in enumerate(known.codes(candidate.person.skills))
    ]
    return sorted(rows, key=lambda row: (-row.level, row.skill.order))


def _schools(one: Person, profile: Profile) -> list[Education]:
    rows = []
    for degree in one.degrees:
        year, said = degree.finished_on.year, {"level": degree.level, "institution": degree.institution}
        subject = f"{degree.title}, {degree.subject}"
        rows.append(Education(profile_id=profile.pk, subject=subject, started_year=year - YEARS[degree.level], finished_year=year, **said))
    return rows


def _jobs(one: Person, profile: Profile) -> list[Experience]:
    rows = []
    for work in one.work:
        said = {"title": work.title, "company": work.place, "duties": f"{work.title}: {', '.join(one.skills[:4])}."}
        when = {"started_on": work.since, "ended_on": work.until}
        rows.append(Experience(profile_id=profile.pk, is_it=not one.field, field_id=one.field or None, **said, **when))
    return rows


def _tests(one: Person, profile: Profile) -> list[TestResult]:
    rows = []
    if one.japanese:
        test = one.japanese
        rows.append(
            TestResult(profile_id=profile.pk, kind=LANGUAGE_KINDS[test.name], level=test.level, score=test.score, taken_on=test.taken_on)
        )
    if one.ielts:
        taken = one.highest.finished_on + timedelta(days=20)
        rows.append(TestResult(profile_id=profile.pk, kind=TestResult.Kind.IELTS, score=Decimal(one.ielts), taken_on=taken))
    if one.skill:
        rows.append(TestResult(profile_id=profile.pk, kind=TestResult.Kind.SSW, field_id=one.skill.field, taken_on=one.skill.taken_on))
        if one.skill.field == "nursing_care":
            rows.append(TestResult(profile_id=profile.pk, kind=TestResult.Kind.NURSING_JA, taken_on=one.skill.taken_on))
    return rows


@dataclass(frozen=True)
class Papers:
    """Makes evidence: CNIC, highest degree and each test; who is not yet proved has some waiting, rejected or out of date."""

    specimens: Specimens
    stage: Stage

    def of(self, candidate: Candidate) -> list[tuple[Evidence, Life]]:
        """The evidence of one candidate, each piece with its life."""
        dice = dice_for("evidence", candidate.person.number)
        degree = next(row for row in candidate.told if isinstance(row, Education))
        tests = [{"test": row} for row in candidate.told if isinstance(row, TestResult)]
        papers = [(EvidenceKind.CNIC, {}), (EvidenceKind.DEGREE, {"education": degree}), *((EvidenceKind.TEST, about) for about in tests)]
        return [self.one(dice, kind, about, candidate) for kind, about in papers]

    def one(self, dice: Random, kind: EvidenceKind, about: dict, candidate: Candidate) -> tuple[Evidence, Life]:
        """One piece of evidence, as far as the candidate's proof goes."""
        names, officer = ENDS[_end(dice, candidate.proof)], dice.choice(self.stage.officers)
        begun = candidate.user.date_joined + timedelta(days=1)
        lately = self.stage.now - timedelta(hours=dice.randint(2, 100))
        times = moments(dice, len(names) + 1, since=begun, until=begun + timedelta(days=9)) if names else [lately]
        fault = dice.choice((Evidence.Fault.UNREADABLE, Evidence.Fault.NAME_DIFFERS))
        said = {"reject": f'{{"fault": "{fault}"}}'}
        moves = [Move(name, None if name == "expire" else officer, data=said.get(name, "{}")) for name in names]
        life = live(Evidence, Move("receive", candidate.user), moves, times, self.stage.clock)
        file = self.specimens.file(kind, candidate.user, candidate.person)
        row = Evidence(profile=candidate.profile, kind=kind, file=file, **about, **life.columns)
        if kind == EvidenceKind.CNIC and "verify" in names:
            row.expires_on = times[-1].date() if "expire" in names else self.stage.now.date() + timedelta(days=dice.randint(200, 3000))
        if names:
            row.checked_by, row.checked_at = officer, times[1]
        if "reject" in names:
            row.fault = fault
        elif names:
            row.checked_how, row.checked_reference = CHECKED[kind], f"DEMO-{dice.randrange(10**6):06d}"
        return row, life


def _end(dice: Random, proof: str) -> EvidenceState:
    if proof == PROVED:
        return EvidenceState.VERIFIED
    weights = (50, 36, 9, 5) if proof == PART_PROVED else (8, 80, 12, 0)
    return dice.choices((EvidenceState.VERIFIED, EvidenceState.RECEIVED, EvidenceState.REJECTED, EvidenceState.EXPIRED), weights)[0]
