"""The ledger of vacancies (求人管理簿) of a placement agency, Employment Security Act (Japan) 32-15: one line for each introduction.

Candidates stand in it by number. Always in Japanese: the labour bureau reads it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import override

from applications.models import Application
from applications.states import ApplicationState
from jobs.models import Vacancy
from jobs.models.vacancy import TOKYO
from workflow.models import Entry

A = ApplicationState
HEADS = (
    "求人受付年月日", "求人番号", "求人者", "所在地", "代表者", "求人の有効期限", "求人数", "職種", "就業場所", "雇用期間", "賃金",
    "求職者番号", "紹介年月日", "結果", "採用年月日",
)  # fmt: skip
HIRED = (A.ACCEPTED, A.DEPARTED, A.ARRIVED)
UNITS = {"month": "月給", "day": "日給", "hour": "時給"}


def vacancies(year: int) -> QuerySet[Vacancy]:
    """Those that were received in this year of Japan's calendar, with who was introduced."""
    steps = Entry.objects.filter(subject_kind="vacancy", subject_id=OuterRef("pk"), kind="vacancy.submit").order_by()
    first = steps.values("subject_id").annotate(first=TruncDate(Min("at"), tzinfo=TOKYO)).values("first")
    hired = Entry.objects.filter(subject_kind="application", subject_id=OuterRef("pk"), kind="application.accept").order_by()
    taken = hired.values("subject_id").annotate(first=TruncDate(Min("at"), tzinfo=TOKYO)).values("first")
    shown = Application.objects.filter(presented_at__isnull=False).select_related("candidate").order_by("presented_at")
    shown = shown.annotate(hired_on=Subquery(taken))
    received = Vacancy.objects.annotate(received_on=Subquery(first))
    rows = received.filter(received_on__gte=date(year, 1, 1), received_on__lte=date(year, 12, 31))
    near = rows.select_related("employer__party", "prefecture")
    return near.prefetch_related(Prefetch("applications", shown, to_attr="introduced")).order_by("received_on", "pk")


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
    term = f"有期（{vacancy.contract_ends_on}まで）" if vacancy.contract_ends_on else "無期"
    pay = f"{UNITS[vacancy.pay_unit]} {vacancy.base_pay:,}円" if vacancy.base_pay else ""
    place = vacancy.workplace_address or str(vacancy.prefecture or "")
    return [
        vacancy.received_on, vacancy.reference, employer.name_ja or employer.name_en, employer.address, employer.representative_ja,
        vacancy.closes_on, vacancy.seats, vacancy.title_ja or vacancy.title_en, place, term, pay,
    ]  # fmt: skip


def introduction(application: Application) -> list[Any]:
    """Who was introduced, when, and what became of it."""
    is_hired, is_open = application.state in HIRED, application.state in (A.PRESENTED, A.INTERVIEWING, A.OFFERED)
    result = "採用" if is_hired else "選考中" if is_open else "不採用・辞退"
    day = application.presented_at.astimezone(TOKYO).date() if application.presented_at else ""
    return [application.candidate.reference, day, result, (application.hired_on or "") if is_hired else ""]
