"""Puts the demo into the database: the standard one whole, a large one in slices with flat memory."""

from collections.abc import Callable, Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import connection, transaction

from accounts.models import Membership, Party, User
from accounts.roles import PARTY_OF, PartyKind, Role
from applications.models import Application
from applications.tasks import measure_answers
from candidates.models import District, Profile
from jobs.models import Employer, Vacancy
from outreach.talent import count_again
from portal.demo import cast
from portal.demo.alike import add_alike
from portal.demo.applications import add_applications
from portal.demo.applying import PROVED, Plan, cast_plans, one_more, plans, proof_of, quotas, shown_plans
from portal.demo.candidates import add_candidates
from portal.demo.cohort import add_cohort
from portal.demo.employers import LATER_LETTERS, add_companies, add_letter, add_vacancies
from portal.demo.history import Clock
from portal.demo.leads import add_leads
from portal.demo.openings import Openings
from portal.demo.people import Person, dice_for
from portal.demo.specimens import Specimens
from portal.demo.stage import Stage
from portal.demo.vacancies import companies_for, more_posts

STANDARD = (200, 60, 380)  # candidates, vacancies, applications
SLICE = 2000  # candidates in one transaction
WITH_OWN_FILES = 400  # beyond, everybody shows the same specimen
PARTY_NAMES = {
    PartyKind.OEC: ("Overseas Employment Corporation", "海外雇用公社"),
    PartyKind.INTER_SES: ("Inter-SES", "株式会社インターSES"),
}
FIXED = cast.CAST_NUMBERS | cast.SHOWN_NUMBERS
Tell = Callable[[int, int], None]


def people_who_are_not_demo() -> int:
    """How many people of the real world this database holds."""
    return User.objects.filter(is_demo=False).count()


def is_there() -> bool:
    """Whether the standard demo was already made."""
    return Profile.objects.filter(user__email=cast.CANDIDATES[0].email).exists()


def open_stage(password: str, now: datetime) -> Stage:
    """The staff as they stand in the database, or are made now."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    staff = {player.email: _member_of_staff(player, password, now) for player in cast.STAFF}
    of = {role: [user for user in staff.values() if user.role == role] for role in Role}
    return Stage(
        officers=tuple(of[Role.OEC_OFFICER]),
        supervisor=of[Role.OEC_SUPERVISOR][0],
        reviewer=of[Role.INTER_SES][0],
        password=password,
        now=now,
        clock=Clock(),
    )


def _member_of_staff(player: cast.Player, password: str, now: datetime) -> User:
    user = User.objects.filter(email=player.email).first()
    if user:
        return user
    user = User.objects.create(
        role=player.role, email=player.email, full_name=player.name, language=player.language, password=password, is_demo=True
    )
    EmailAddress.objects.create(user=user, email=player.email, verified=True, primary=True)
    kind = PARTY_OF.get(player.role)
    if kind:
        name, name_ja = PARTY_NAMES[kind]
        party, _is_new = Party.objects.get_or_create(kind=kind, defaults={"name": name, "name_ja": name_ja, "is_demo": True})
        Membership.objects.create(user=user, party=party, since=now.date())
    return user


def make(stage: Stage, *, candidates: int, vacancies: int, applications: int, tell: Tell = lambda done, total: None) -> dict[str, int]:
    """Fill up to these totals; what is there already counts. Returns how many of each were added."""
    before = counts()
    add_employers(vacancies, stage)
    openings = Openings.read(stage.now)
    districts = {(row.province_code, row.name): row.pk for row in District.objects.all()}
    have, number = before["candidates"], before["applications"]
    specimens = Specimens(is_shared=candidates - have > WITH_OWN_FILES)
    owed = 0
    for first, count, quota in slices(have, candidates, max(applications - number, 0)):
        with transaction.atomic():
            made = add_slice(first, count, quota + owed, number, openings, districts, specimens, stage)
        owed += quota - made
        number += made
        tell(first + count - have, candidates - have)
    _refresh_statistics()
    add_leads(stage)
    add_alike(stage)
    add_cohort(stage)
    count_again(stage.now)
    measure_answers()
    return {name: total - before[name] for name, total in counts().items()}


def counts() -> dict[str, int]:
    """What is in the database."""
    return {
        "companies": Employer.objects.count(),
        "vacancies": Vacancy.objects.count(),
        "candidates": Profile.objects.count(),
        "applications": Application.objects.count(),
    }


def slices(have: int, candidates: int, applications: int) -> Iterator[tuple[int, int, int]]:
    """First number, people and applications of each slice; the applications add up exactly."""
    total = candidates - have
    for first in range(have, candidates, SLICE):
        count = min(SLICE, candidates - first)
        done = first - have
        yield first, count, applications * (done + count) // total - applications * done // total


@transaction.atomic
def add_employers(vacancies: int, stage: Stage) -> None:
    """Companies, demand letters and vacancies up to this number of vacancies."""
    have = Vacancy.objects.filter(reference__startswith="V-D").count()
    if have >= vacancies:
        return
    number = Employer.objects.count()
    for company, employer, owner in add_companies(companies_for(vacancies), have=number, stage=stage):
        if number < 12 and (place := int(company.corporate_base[-3:-1])) % 3 == 0:
            state = LATER_LETTERS[place // 3 % len(LATER_LETTERS)]
            days_ago = {"expired": 160, "entered": 6}.get(state, 12)
            add_letter(employer, owner, 3, state, days_ago, dice_for("later", company.key), stage)
    owners = {tie.party_id: tie.user for tie in Membership.objects.filter(duty=Membership.Duty.OWNER).select_related("user")}
    homes = {employer.corporate_number: (employer, owners[employer.party_id]) for employer in Employer.objects.all()}
    wanted = list(more_posts(vacancies, stage.now.date(), have=have))
    add_vacancies(wanted, {post.company.key: homes[post.company.corporate_number] for post in wanted}, stage)


def add_slice(
    first: int,
    count: int,
    quota: int,
    number: int,
    openings: Openings,
    districts: dict[tuple[str, str], int],
    specimens: Specimens,
    stage: Stage,
) -> int:
    """Some candidates with their applications, planned first, so that only those with an offer gave a passport number."""
    decided = decide_all(first, count, quota, openings, stage)
    rows = [(one, proof, any("offer" in plan.way for plan in its_plans)) for one, proof, its_plans in decided]
    found = add_candidates(rows, districts=districts, specimens=specimens, stage=stage)
    made = add_applications([(candidate, row[2]) for candidate, row in zip(found, decided, strict=True)], first=number, stage=stage)
    openings.write_seats()
    return made


def decide_all(first: int, count: int, quota: int, openings: Openings, stage: Stage) -> list[tuple[Person, str, list[Plan]]]:
    """Everybody of a slice, with `quota` applications in all, or as many as there are sensible ones."""
    dice = dice_for("slice", first)
    fixed = [decide(number, 0, openings, stage) for number in range(first, first + count) if number in FIXED]
    others = [number for number in range(first, first + count) if number not in FIXED]
    left = max(quota - sum(len(its_plans) for _one, _proof, its_plans in fixed), 0) if others else 0
    wanted = quotas(dice, len(others), left)
    decided = [decide(number, many, openings, stage) for number, many in zip(others, wanted, strict=True)]
    short = left - sum(len(its_plans) for _one, _proof, its_plans in decided)
    for _round in range(10):
        for one, _proof, its_plans in decided:
            if short > 0 and (more := one_more(dice, one, its_plans, openings)):
                its_plans += more
                short -= 1
    return [*fixed, *decided]


def decide(number: int, wanted: int, openings: Openings, stage: Stage) -> tuple[Person, str, list[Plan]]:
    """A person, how far the evidence is checked, and the applications."""
    one = cast.candidate(number, stage.now.date())
    if number in cast.CAST_NUMBERS:
        return one, PROVED, cast_plans(number, openings)
    if number in cast.SHOWN_NUMBERS:
        return one, PROVED, shown_plans(number, openings)
    dice = dice_for("plans", number)
    proof = proof_of(dice, one)
    return one, proof, plans(dice, one, wanted, proof, openings) if wanted else []


def _refresh_statistics() -> None:
    """Let the planner know the new sizes, and which pages everybody may see: what the server would do by itself a while later."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
