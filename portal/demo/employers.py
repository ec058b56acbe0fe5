"""The demo's employers with their demand letters and vacancies, as rows with a history."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import Membership, Party, User
from accounts.roles import PartyKind, Role
from jobs.models import DemandLetter, Employer, Remark, UsualTerms, Vacancy, Workplace
from portal.demo.cast import EMPLOYERS
from portal.demo.companies import Company, more_companies
from portal.demo.copying import copy, copy_journal, numbered
from portal.demo.history import Life, Move, live, moments
from portal.demo.people import dice_for
from portal.demo.stage import Stage
from portal.demo.vacancies import Post, first_of_month
from portal.demo.wishes import Vocabulary, flags, make_findable, questions_of, skills_of

VALID_DAYS = 120  # of a demand letter's permission
OVER = ("closed", "ended")
NEEDS_LETTER = ("vetted", "published", "paused", *OVER)
WAYS = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "send_back"),
    "vetted": ("submit", "vet"),
    "published": ("submit", "vet", "publish"),
    "paused": ("submit", "vet", "publish", "pause"),
    "closed": ("submit", "vet", "publish", "close"),
    "ended": ("submit", "vet", "publish", "close", "end"),
}
AGES = {"over": (190, 170, 40, 10), "public": (75, 30, 9, 0), "young": (12, 0, 0, 0)}  # days ago: begun, published, changed, last change
REMARK = "Say how many rooms a person prepares in a day, and who checks them."
LATER_LETTERS = ("drafted", "waiting", "entered", "expired")  # one more letter for a few of the companies, in each state
PRESIDENTS = (  # invented, as everybody here
    ("大野 健一", "Kenichi Ohno"), ("村上 由美子", "Yumiko Murakami"), ("石井 正樹", "Masaki Ishii"), ("原田 智子", "Tomoko Harada"),
    ("三浦 浩", "Hiroshi Miura"), ("岡本 恵", "Megumi Okamoto"), ("森田 隆", "Takashi Morita"),
)  # fmt: skip
LETTER_WAYS = {
    "drafted": (),
    "waiting": ("send_for_attestation",),
    "entered": ("send_for_attestation", "enter_attestation"),
    "attested": ("send_for_attestation", "enter_attestation", "confirm_attestation"),
    "expired": ("send_for_attestation", "enter_attestation", "confirm_attestation", "expire"),
}

USUAL: dict[str, Any] = {  # what most offices of the demo have in common
    "starts_at": time(9),
    "ends_at": time(18),
    "break_minutes": 60,
    "daily_hours": 8,
    "yearly_hours": 1920,
    "holidays": "完全週休2日制（土日）、祝日、年末年始",
    "holidays_en": "Saturdays, Sundays, public holidays, New Year",
    "annual_holidays": 125,
    "has_overtime": True,
    "overtime_hours": 15,
    "probation_months": 3,
    "duties_change_range": "変更なし",
    "duties_change_range_en": "no change",
    **dict.fromkeys(("insurance_health", "insurance_pension", "insurance_employment", "insurance_accident"), True),
    "retirement_age": 60,
    "rehired_until": 65,
    "has_retirement_pay": True,
    "pay_day": "月末締め翌月25日払い、口座振込",
    "pay_day_en": "closed at the end of the month, paid on the 25th of the next by bank transfer",
    "raises": "年1回",
    "raises_en": "once a year",
    "bonus": "年2回、前年実績 計2か月分",
    "bonus_en": "twice a year; 2 months' pay in all last year",
    "leaving": "自己都合退職は30日前に届け出ること。解雇の事由は就業規則による。",
    "leaving_en": "Tell the company 30 days before you leave. Dismissal only for the reasons in the work rules.",
    "housing_kind": "help",
    "support": ["airport", "papers", "prayer"],
    "work_language": "ja_en",
}


def company_user(company: Company, password: str, joined: datetime) -> User:
    """The contact person, who owns the company's account."""
    speaks_english = any(player.company == company.key and player.language == "en" for player in EMPLOYERS)
    return User(
        role=Role.EMPLOYER,
        full_name=company.contact_en if speaks_english else company.contact_ja,
        email=company.contact_email,
        language="en" if speaks_english else "ja",
        password=password,
        is_demo=True,
        date_joined=joined,
    )


def add_companies(count: int, *, have: int, stage: Stage) -> list[tuple[Company, Employer, User]]:
    """Companies number `have` to `count`, verified by Inter-SES, each with the person who owns its account."""
    wanted = list(more_companies(count))[have:]
    joined = stage.now - timedelta(days=260)
    users = numbered([company_user(company, stage.password, joined) for company in wanted])
    parties = numbered([Party(kind=PartyKind.EMPLOYER, name=company.name_en, name_ja=company.name_ja, is_demo=True) for company in wanted])
    dice = dice_for("companies", have)
    lives = [company_life(user, dice, joined, stage) for user in users]
    rows = numbered([_employer(company, party, life) for company, party, life in zip(wanted, parties, lives, strict=True)])
    ties = zip(users, parties, strict=True)
    for table in (users, parties, rows):
        copy(table)
    copy([usual_terms(row) for row in rows])
    copy([workplace(company, row) for company, row in zip(wanted, rows, strict=True)])
    copy([EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users])
    copy([Membership(user=user, party=party, duty=Membership.Duty.OWNER, since=joined.date()) for user, party in ties])
    copy_journal([entry for row, life in zip(rows, lives, strict=True) for entry in life.entries(row.pk, row.public_id)])
    return list(zip(wanted, rows, users, strict=True))


def company_life(user: User, dice: Random, joined: datetime, stage: Stage) -> Life:
    """Registered by its owner, verified by Inter-SES."""
    times = moments(dice, 2, since=joined, until=stage.now - timedelta(days=230))
    return live(Employer, Move("register", user), [Move("verify", stage.reviewer)], times, stage.clock)


def _employer(company: Company, party: Party, life: Life) -> Employer:
    return Employer(
        party=party,
        corporate_number=company.corporate_number,
        name_ja=company.name_ja,
        name_en=company.name_en,
        prefecture_id=company.prefecture,
        address=company.address_ja,
        industry=f"{company.industry_ja} / {company.industry_en}",
        employees=company.size,
        category=company.category,
        website=f"https://{company.key}.example/",
        name_kana=company.name_kana,
        postal_code=company.postcode,
        address_en=company.address_en,
        about_ja=company.about_ja,
        about_en=company.about_en,
        **representative(company),
        **answers(company.category),
        **dict.fromkeys(("job_offers_lawful_on", "no_crime_ties_on"), date(2026, 2, 2)),
        verified_checks=["existence", "job_offers", "crime_ties"],
        verified_how="Demo: the corporate number site was looked up and the office was called.",
        **life.columns,
    )


def representative(company: Company) -> dict[str, str]:
    """Who signs for the company: somebody else than the contact person."""
    name_ja, name_en = PRESIDENTS[int(company.corporate_base[-6:]) % len(PRESIDENTS)]
    return {"representative_ja": name_ja, "representative_en": name_en, "representative_title": "代表取締役"}


def answers(category: int) -> dict[str, bool | None]:
    """The answers to the three questions that give this category; later ones stay open where an earlier one decides."""
    return {
        "is_listed": category == 1,
        "paid_much_tax": None if category == 1 else category == 2,
        "filed_tax_report": None if category < 3 else category == 3,
    }


def usual_terms(employer: Employer) -> UsualTerms:
    return UsualTerms(employer=employer, **USUAL)


def workplace(company: Company, employer: Employer) -> Workplace:
    return Workplace(
        employer=employer,
        name="本社",
        prefecture_id=company.prefecture,
        address=company.address_ja,
        address_en=company.address_en,
        change_range="変更なし",
        change_range_en="no change",
        smoking="indoor_ban",
    )


def add_vacancies(posts: Sequence[Post], homes: dict[str, tuple[Employer, User]], stage: Stage) -> None:
    """One attested letter a company over its posts, then the posts, each as far as its state says."""
    by_company: dict[str, list[Post]] = {}
    for post in posts:
        by_company.setdefault(post.company.key, []).append(post)
    known = Vocabulary.read()
    for key, its_posts in by_company.items():
        employer, owner = homes[key]
        dice = dice_for("vacancies", key, its_posts[0].number)
        letters = _letters(employer, owner, its_posts, dice, stage)
        _add(employer, owner, its_posts, letters, known, dice, stage)


def _letters(employer: Employer, owner: User, posts: Sequence[Post], dice: Random, stage: Stage) -> dict[bool, DemandLetter]:
    """A letter for what is over (True) and one for what is open (False): each covers its seats, with two to spare."""
    found = {}
    for is_over in (False, True):
        covered = [post for post in posts if post.state in NEEDS_LETTER and (post.state in OVER) == is_over]
        seats = sum(post.fields["seats"] for post in covered)
        if seats:
            found[is_over] = add_letter(employer, owner, seats + 2, "attested", 190 if is_over else 40, dice, stage)
    return found


def add_letter(employer: Employer, owner: User, seats: int, state: str, days_ago: int, dice: Random, stage: Stage) -> DemandLetter:
    """A demand letter in that state, attested `days_ago` days before now."""
    by = {"send_for_attestation": owner, "enter_attestation": stage.officers[0], "confirm_attestation": stage.supervisor, "expire": None}
    moves = [Move(name, by[name]) for name in LETTER_WAYS[state]]
    begun = stage.now - timedelta(days=days_ago + 15)
    times = moments(dice, len(moves) + 1, since=begun, until=begun + timedelta(days=15))
    life = live(DemandLetter, Move("draft", owner), moves, times, stage.clock)
    attested = begun.date() + timedelta(days=10)
    number = f"PK-TYO-{attested:%Y%m}-{employer.corporate_number[-8:]}-{dice.randrange(10**6):06d}"
    entered = {
        "number": number,
        "authority": DemandLetter.Authority.PK_EMBASSY,
        "attested_on": attested,
        "valid_until": attested + timedelta(days=VALID_DAYS),
    }
    is_entered = state in ("entered", "attested", "expired")
    letter = DemandLetter(employer=employer, seats=seats, **life.columns, **(entered if is_entered else {}))
    copy([letter])
    copy_journal(list(life.entries(letter.pk, letter.public_id)))
    return letter


def _add(
    employer: Employer, owner: User, posts: Sequence[Post], letters: dict[bool, DemandLetter], known: Vocabulary, dice: Random, stage: Stage
) -> None:
    lives = [vacancy_life(post, owner, dice, stage) for post in posts]
    rows = numbered([_vacancy(post, employer, life, letters, stage.now) for post, life in zip(posts, lives, strict=True)])
    for row, post in zip(rows, posts, strict=True):
        make_findable(row, employer, known.codes(post.skills), known)
    copy(rows)
    copy([skill for row, post in zip(rows, posts, strict=True) for skill in skills_of(row, post, known)])
    copy([question for row, post in zip(rows, posts, strict=True) for question in questions_of(row, post)])
    copy_journal([entry for row, life in zip(rows, lives, strict=True) for entry in life.entries(row.pk, row.public_id)])
    returned = [row for row in rows if row.state == "returned"]
    copy([Remark(vacancy=row, field="duties_en", text=REMARK, by=stage.reviewer, at=row.waiting_since) for row in returned])


def vacancy_life(post: Post, owner: User, dice: Random, stage: Stage) -> Life:
    """Through the step table to the post's state; what is over began half a year ago."""
    by = {"submit": owner, "pause": owner, "publish": stage.officers[0], "close": None, "end": None}
    said = {"send_back": '{"fields": ["duties_en"]}'}
    moves = [Move(name, by.get(name, stage.reviewer), data=said.get(name, "{}")) for name in WAYS[post.state]]
    count = len(moves) + 1
    days = AGES["over" if post.state in OVER else "public" if "publish" in WAYS[post.state] else "young"]
    began, published, changed, latest = (stage.now - timedelta(days=day) for day in days)
    times = moments(dice, min(count, 4), since=began, until=published)
    times += moments(dice, max(count - 4, 0), since=changed, until=latest)
    return live(Vacancy, Move("draft", owner), moves, times, stage.clock)


def _vacancy(post: Post, employer: Employer, life: Life, letters: dict[bool, DemandLetter], now: datetime) -> Vacancy:
    is_over = post.state in OVER
    fields = dict(post.fields)
    prefecture, field_code = fields.pop("prefecture"), fields.pop("field_code")
    if is_over:
        fields |= _dates_of_the_past(fields, now.date())
    return Vacancy(
        employer=employer,
        demand_letter=letters.get(is_over) if post.state in NEEDS_LETTER else None,
        reference=post.reference,
        prefecture_id=prefecture,
        field_id=field_code or None,
        skills=list(post.skills),
        published_at=next((at for _move, _source, target, at in life.moments if target == "published"), None),
        take_home_pay=_left_of(fields),
        **flags(post),
        **fields,
        **life.columns,
    )


def _left_of(fields: dict[str, Any]) -> int:
    """What a demo employer estimates to be left of a month's pay: about four fifths, in whole thousands of yen."""
    monthly = fields["base_pay"] * fields["yearly_hours"] // 12 if fields["pay_unit"] == "hour" else fields["base_pay"]
    return int(monthly * 0.79) // 1000 * 1000


def _dates_of_the_past(fields: dict[str, Any], today: date) -> dict[str, Any]:
    """What closed weeks ago was to start next month."""
    starts_on = first_of_month(today, 1)
    ends_on = first_of_month(starts_on, 12) - timedelta(days=1) if fields["contract_ends_on"] else None
    return {"starts_on": starts_on, "closes_on": today - timedelta(days=30), "contract_ends_on": ends_on}
