"""The ledgers of a placement agency, Employment Security Act (Japan) 32-15: vacancies (求人), job seekers (求職), fees (手数料管理簿).

One line for each introduction. Candidates stand in them by number: name, address and birth date lie with OEC under that number,
and are shown to the labour bureau there. Always in Japanese: the bureau reads them. The columns are general knowledge (G) until
a labour lawyer has read them.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Min, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import override

from applications.models import Application
from applications.states import ApplicationState
from candidates.models import Profile
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
UNITS = {"month": "月給", "day": "日給", "hour": "時給"}


def vacancies(year: int) -> QuerySet[Vacancy]:
    """Those that were received in this year of Japan's calendar, with who was introduced."""
    steps = Entry.objects.filter(subject_kind="vacancy", subject_id=OuterRef("pk"), kind="vacancy.submit").order_by()
    first = steps.values("subject_id").annotate(first=TruncDate(Min("at"), tzinfo=TOKYO)).values("first")
    received = Vacancy.objects.annotate(received_on=Subquery(first))
    rows = received.filter(received_on__gte=date(year, 1, 1), received_on__lte=date(year, 12, 31))
    near = rows.select_related("employer__party", "prefecture")
    return near.prefetch_related(Prefetch("applications", introduced(), to_attr="introduced")).order_by("received_on", "pk")


def introduced() -> QuerySet[Application]:
    """Those presented to an employer, with the day on which they were hired."""
    hired = Entry.objects.filter(subject_kind="application", subject_id=OuterRef("pk"), kind="application.accept").order_by()
    taken = hired.values("subject_id").annotate(first=TruncDate(Min("at"), tzinfo=TOKYO)).values("first")
    shown = Application.objects.filter(presented_at__isnull=False).select_related("candidate").order_by("presented_at")
    return shown.annotate(hired_on=Subquery(taken))


def lines(year: int) -> Iterator[list[Any]]:
    """One line for each introduction; a vacancy without any has one line too."""
    with override("ja"):
        for vacancy in vacancies(year).iterator(chunk_size=200):
            head = head_of(vacancy)
            for application in vacancy.introduced or [None]:
                yield [*head, *(introduction(application) if application else ["", "", "", ""])]


def head_of(vacancy: Vacancy) -> list[Any]:
    """What the law asks of the vacancy."""
    employer = vacancy.employer
    term = term_of(vacancy)
    pay = f"{UNITS[vacancy.pay_unit]} {vacancy.base_pay:,}円" if vacancy.base_pay else ""
    place = vacancy.workplace_address or str(vacancy.prefecture or "")
    return [
        vacancy.received_on, vacancy.reference, employer.name_ja or employer.name_en, employer.address, employer.representative_ja,
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


# Received by the agency: the first application that OEC endorsed and handed on.
RECEIVED = """
SELECT a.candidate_id, min(e.at) FROM workflow_entry e JOIN applications_application a ON a.id = e.subject_id
WHERE e.kind = 'application.endorse' AND e.at >= %(begins)s AND e.at < %(ends)s AND NOT EXISTS (
    SELECT FROM applications_application o
    JOIN workflow_entry f ON f.subject_kind = 'application' AND f.subject_id = o.id AND f.kind = 'application.endorse'
    WHERE o.candidate_id = a.candidate_id AND f.at < %(begins)s)
GROUP BY 1 ORDER BY 2, 1
"""
AT_ONCE = 200


def received(begins: datetime, ends: datetime) -> list[tuple[int, datetime]]:
    """Who was received as a job seeker in this time, and when: ids in their order."""
    with connection.cursor() as cursor:
        cursor.execute(RECEIVED, {"begins": begins, "ends": ends})
        return cursor.fetchall()


def year_of(year: int, first_month: int = 1) -> tuple[datetime, datetime]:
    """The year in Tokyo that begins with this month."""
    begins, ends = (datetime(which, first_month, 1, tzinfo=TOKYO) for which in (year, year + 1))
    return begins, ends


def seeker_lines(year: int) -> Iterator[list[Any]]:
    """One line for each introduction of those received in this year; a job seeker without any has one line too."""
    rows = received(*year_of(year))
    with override("ja"):
        fields = {field.code: field.name_ja for field in SswField.objects.all()} | {"it": "IT・技術者"}
        for start in range(0, len(rows), AT_ONCE):
            days = dict(rows[start : start + AT_ONCE])
            near = Prefetch("applications", introduced().select_related("vacancy__employer"), to_attr="introduced")
            people = Profile.objects.filter(pk__in=days).only("reference", "wanted_fields").prefetch_related(near).in_bulk()
            refunds = refunded([row.pk for person in people.values() for row in person.introduced])
            for pk, moment in days.items():
                yield from seeker(people[pk], moment.astimezone(TOKYO).date(), fields, refunds)


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


def fee_lines(year: int) -> Iterator[list[Any]]:
    """What employers paid and got back in this year; what a later entry corrects or takes away is left out."""
    rows = Fee.objects.standing().filter(charged_on__year=year).select_related("employer", "application").order_by("charged_on", "pk")
    with override("ja"):
        for row in rows.iterator(chunk_size=500):
            paid = ["", row.amount] if row.kind == Fee.Kind.REFUND else [row.amount, ""]
            number = row.application.reference if row.application else ""
            entered = row.entered_at.astimezone(TOKYO).date()
            yield [
                row.charged_on, str(row.employer), FEE_KINDS[row.kind], *paid, row.basis, row.invoice, number, entered,
                f"訂正済み：{row.why}" if row.corrects_id else "",
            ]  # fmt: skip
