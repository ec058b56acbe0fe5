"""The ledgers of a placement agency, Employment Security Act (Japan) 32-15: vacancies (求人), job seekers (求職), fees (手数料管理簿).

One line for each introduction. Candidates stand in them by number: name, address and birth date lie with OEC under that number,
and are shown to the labour bureau there. Always in Japanese: the bureau reads them. The columns are general knowledge (G) until
a labour lawyer has read them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Min, OuterRef, Prefetch, QuerySet, Subquery, Sum, When
from django.db.models.functions import TruncDate
from django.utils.translation import override

from applications.models import Application
from applications.states import ApplicationState
from candidates.models import Profile
from exports.kinds import Batch
from jobs.models import SswField, Vacancy
from jobs.models.vacancy import TOKYO
from reporting.models import Fee
from workflow.models import Entry

A = ApplicationState
HEADS = (
    "求人受付年月日", "求人番号", "求人者", "所在地", "代表者", "求人の有効期限", "求人数", "職種", "就業場所", "雇用期間", "賃金",
    "求職者番号", "紹介年月日", "結果", "採用年月日",
)  # fmt: skip
SEEKER_HEADS = (
    "求職受付年月日", "求職者番号", "希望職種", "求職の有効期限", "求人者", "求人番号", "職種",
    "紹介年月日", "結果", "採用年月日", "雇用期間", "6か月以内の離職", "返戻金",
)  # fmt: skip
FEE_HEADS = (
    "徴収年月日",
    "支払者",
    "手数料の種類",
    "金額（円）",
    "返戻金（円）",
    "算出の根拠",
    "請求書番号",
    "応募番号",
    "記入年月日",
    "訂正",
)
FEE_KINDS = {"placement": "紹介手数料", "reception": "求人受付手数料", "refund": "返戻金"}
HIRED = (A.ACCEPTED, A.DEPARTED, A.ARRIVED)
AT_ONCE, VACANCIES = 500, 100  # so many job seekers or fees, so many vacancies, of whom some have hundreds of lines
LOOKED = 20_000  # entries of the journal
OF_SEEKERS = (  # of each introduction; a whole vacancy is a hundred times as long
    "state", "presented_at", "candidate__reference", "vacancy__reference", "vacancy__title_ja", "vacancy__title_en",
    "vacancy__contract_ends_on", "vacancy__employer__name_ja", "vacancy__employer__name_en",
)  # fmt: skip
UNITS = {"month": "月給", "day": "日給", "hour": "時給"}


@dataclass(frozen=True)
class Span:
    """The year of a book: from its first moment, up to its end or to when it was asked for."""

    begins: datetime
    ends: datetime

    def percent(self, moment: datetime) -> int:
        """How far this moment is on the way from the beginning to the end."""
        return int(100 * (moment - self.begins) / max(self.ends - self.begins, timedelta(seconds=1)))


def year_of(year: int, first_month: int = 1) -> tuple[datetime, datetime]:
    """The year in Tokyo that begins with this month."""
    begins, ends = (datetime(which, first_month, 1, tzinfo=TOKYO) for which in (year, year + 1))
    return begins, ends


def span_of(year: int, asked_at: datetime) -> Span:
    """A calendar year in Tokyo as far as it had come then."""
    begins, ends = year_of(year)
    return Span(begins, max(begins, min(ends, asked_at)))


# What came first: the first time that a vacancy was submitted; that a person was handed on by OEC. In their order, after a key.
STANDS_FIRST = {
    "vacancy.submit": """SELECT e.id, e.subject_id, e.at FROM workflow_entry e WHERE NOT EXISTS (
    SELECT FROM workflow_entry f WHERE f.subject_kind = 'vacancy' AND f.subject_id = e.subject_id AND f.kind = e.kind
        AND (f.at, f.id) < (e.at, e.id))""",
    "application.endorse": """SELECT e.id, a.candidate_id, e.at FROM workflow_entry e
JOIN applications_application a ON a.id = e.subject_id WHERE NOT EXISTS (
    SELECT FROM applications_application o
    JOIN workflow_entry f ON f.subject_kind = 'application' AND f.subject_id = o.id AND f.kind = e.kind
    WHERE o.candidate_id = a.candidate_id AND (f.at, f.id) < (e.at, e.id))""",
}
NEXT = """ AND e.kind = %(kind)s AND e.at >= %(since)s AND e.at <= %(until)s AND (e.at, e.id) > (%(since)s, %(after)s)
    AND (e.at, e.id) <= (%(until)s, %(last)s) ORDER BY e.at, e.id LIMIT %(most)s"""
# The last of the next entries, found in the index alone; "+ 0" keeps PostgreSQL from walking the keys backwards for it.
WINDOW = """SELECT id, at FROM workflow_entry WHERE (at, id) > (%(since)s, %(after)s) AND at < %(ends)s AND at = COALESCE((
    SELECT max(at) FROM (SELECT at FROM workflow_entry WHERE at > %(since)s AND at < %(ends)s ORDER BY at LIMIT %(looked)s) w), %(since)s)
    ORDER BY id + 0 DESC LIMIT 1"""


@dataclass(frozen=True)
class Come:
    """Who or what came first, with the day in Tokyo, and the last entry of the journal that was looked at; None: there is no more."""

    days: dict[int, date]
    cursor: int | None = None
    at: datetime | None = None


def come(kind: str, span: Span, after: int, most: int) -> Come:
    """The next so many, after this entry, among the next twenty thousand entries: so that each look is short."""
    since = Entry.objects.filter(pk=after).values_list("at", flat=True).first() or span.begins
    values = {"kind": kind, "since": since, "ends": span.ends, "after": after, "most": most, "looked": LOOKED}
    with connection.cursor() as cursor:
        cursor.execute(WINDOW, values)
        last = cursor.fetchone()
        if last is None:
            return Come({})
        cursor.execute(STANDS_FIRST[kind] + NEXT, values | {"last": last[0], "until": last[1]})
        rows = cursor.fetchall()
    days = {subject: at.astimezone(TOKYO).date() for _key, subject, at in rows}
    return Come(days, *((rows[-1][0], rows[-1][2]) if len(rows) == most else last))


def vacancy_lines(span: Span, after: int) -> Batch:
    """The next vacancies that were received: one line for each introduction; a vacancy without any has one line too."""
    found = come("vacancy.submit", span, after, VACANCIES)
    near = Vacancy.objects.select_related("employer__party", "prefecture").defer("search", "search_terms")
    rows = near.prefetch_related(Prefetch("applications", introduced(), to_attr="introduced")).in_bulk(found.days)
    with override("ja"):
        lines = [line for pk, day in found.days.items() if pk in rows for line in lines_of(rows[pk], day)]
    return batch_of(found, span, lines)


def batch_of(found: Come, span: Span, lines: list[list[Any]]) -> Batch:
    """How far it is, by the time of the journal."""
    return Batch(lines, found.cursor, span.percent(found.at)) if found.at else Batch()


def lines_of(vacancy: Vacancy, received_on: date) -> Iterator[list[Any]]:
    head = head_of(vacancy, received_on)
    for application in vacancy.introduced or [None]:
        yield [*head, *(introduction(application) if application else ["", "", "", ""])]


def introduced() -> QuerySet[Application]:
    """Those presented to an employer, with the day on which they were hired."""
    hired = Entry.objects.filter(subject_kind="application", subject_id=OuterRef("pk"), kind="application.accept").order_by()
    taken = hired.values("subject_id").annotate(first=TruncDate(Min("at"), tzinfo=TOKYO)).values("first")
    of_hired = Case(When(state__in=HIRED, then=Subquery(taken)))  # the journal is asked only about those
    shown = Application.objects.filter(presented_at__isnull=False).annotate(hired_on=of_hired).order_by("presented_at", "pk")
    return shown.select_related("candidate").only("state", "presented_at", "vacancy", "candidate__reference")


def head_of(vacancy: Vacancy, received_on: date) -> list[Any]:
    """What the law asks of the vacancy."""
    employer = vacancy.employer
    term = term_of(vacancy)
    pay = f"{UNITS[vacancy.pay_unit]} {vacancy.base_pay:,}円" if vacancy.base_pay else ""
    place = vacancy.workplace_address or str(vacancy.prefecture or "")
    return [
        received_on, vacancy.reference, employer.name_ja or employer.name_en, employer.address, employer.representative_ja,
        vacancy.closes_on, vacancy.seats, vacancy.title_ja or vacancy.title_en, place, term, pay,
    ]  # fmt: skip


def term_of(vacancy: Vacancy) -> str:
    return f"有期（{vacancy.contract_ends_on}まで）" if vacancy.contract_ends_on else "無期"


def introduction(application: Application) -> list[Any]:
    """Who was introduced, when, and what became of it."""
    is_hired, is_open = application.state in HIRED, application.state in (A.PRESENTED, A.INTERVIEWING, A.OFFERED)
    result = "採用" if is_hired else "選考中" if is_open else "不採用・辞退"
    day = application.presented_at.astimezone(TOKYO).date() if application.presented_at else ""
    return [application.candidate.reference, day, result, (application.hired_on or "") if is_hired else ""]


def seeker_lines(span: Span, after: int) -> Batch:
    """The next job seekers that were received, by the day on which OEC first handed them on: one line for each introduction;

    a job seeker without any has one line too.
    """
    found = come("application.endorse", span, after, AT_ONCE)
    near = Prefetch("applications", introduced().select_related("vacancy__employer").only(*OF_SEEKERS), to_attr="introduced")
    people = Profile.objects.only("reference", "wanted_fields").prefetch_related(near).in_bulk(found.days)
    refunds = refunded([row.pk for person in people.values() for row in person.introduced])
    with override("ja"):
        fields = {field.code: field.name_ja for field in SswField.objects.all()} | {"it": "IT・技術者"}
        lines = [line for pk, day in found.days.items() if pk in people for line in seeker(people[pk], day, fields, refunds)]
    return batch_of(found, span, lines)


def seeker(person: Profile, day: date, fields: dict[str, str], refunds: dict[int, int]) -> Iterator[list[Any]]:
    """Leaving within six months is not known to the portal, and says so."""
    head = [day, person.reference, "・".join(fields.get(code, code) for code in person.wanted_fields) or "指定なし", "取消しまで"]
    for application in person.introduced or [None]:
        if application is None:
            yield [*head, *[""] * 9]
            continue
        vacancy, is_hired = application.vacancy, application.state in HIRED
        shown = [str(vacancy.employer), vacancy.reference, vacancy.title_ja or vacancy.title_en, *introduction(application)[1:]]
        yield [*head, *shown, term_of(vacancy) if is_hired else "", "不明" if is_hired else "", refunds.get(application.pk, "")]


def refunded(applications: list[int]) -> dict[int, int]:
    rows = Fee.objects.standing().filter(application__in=applications, kind=Fee.Kind.REFUND).order_by()
    return dict(rows.values_list("application").annotate(sum=Sum("amount")))


def fee_lines(span: Span, after: int) -> Batch:
    """What employers paid and got back, by day; what a later entry corrects or takes away is left out."""
    first, last = span.begins.astimezone(TOKYO).date(), (span.ends - timedelta(seconds=1)).astimezone(TOKYO).date()
    rows = Fee.objects.standing().filter(charged_on__gte=first, charged_on__lte=last)
    if before := Fee.objects.filter(pk=after).first():
        rows = rows.filter(charged_on__gte=before.charged_on).exclude(charged_on=before.charged_on, pk__lte=after)
    found = list(rows.select_related("employer", "application").order_by("charged_on", "pk")[:AT_ONCE])
    if not found:
        return Batch()
    with override("ja"):
        lines = [fee_line(row) for row in found]
    return Batch(lines, found[-1].pk, span.percent(datetime.combine(found[-1].charged_on, time(), TOKYO)))


def fee_line(row: Fee) -> list[Any]:
    """One entry; a correction says why."""
    paid = ["", row.amount] if row.kind == Fee.Kind.REFUND else [row.amount, ""]
    return [
        row.charged_on, str(row.employer), FEE_KINDS[row.kind], *paid, row.basis, row.invoice,
        row.application.reference if row.application else "", row.entered_at.astimezone(TOKYO).date(),
        f"訂正済み：{row.why}" if row.corrects_id else "",
    ]  # fmt: skip
