# ruff: noqa: E501 - tables read better in one line each
"""The values of the papers that a company prints: demand letter, power of attorney, and the 求人票 in Hello Work's order."""

import calendar
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from jobs.models import DemandLetter, Vacancy
from jobs.models.terms import SUPPORT
from jobs.models.vacancy import ENGLISH_LEVELS, JAPANESE_LEVELS, ROUTES
from jobs.presentation import Row, contract, hours, named, short_text

OEC = {"en": "Overseas Employment Corporation, Islamabad, Pakistan", "ja": "パキスタン海外雇用公社（OEC） 御中"}
LANGUAGES = ("en", "ja")
ALLOWANCES = {
    "commuting": "通勤",
    "family": "家族",
    "attendance": "皆勤",
    "housing": "住宅",
    "post": "役職",
    "qualification": "資格・技能",
    "region": "地域",
    "other": "その他の",
}
MONTHS = calendar.month_name[1:]  # a letter to Pakistan names the month


def letter_values(letter: DemandLetter, day: date) -> dict[str, Any]:
    """The letter in English and Japanese; the same values serve the power of attorney."""
    covered = list(letter.vacancies.select_related("prefecture", "field", "employer").order_by("reference"))
    company = letter.employer
    return {
        "oec": OEC,
        "day": {"en": f"{day.day} {MONTHS[day.month - 1]} {day.year}", "ja": f"{day.year}年{day.month}月{day.day}日"},
        "company": {
            "name_en": company.name_en,
            "name_ja": company.name_ja,
            "number": company.corporate_number,
            "address_en": company.address_en or company.address,
            "address_ja": company.address,
            "signer_en": company.representative_en,
            "signer_ja": f"{company.representative_title} {company.representative_ja}".strip(),
        },
        "seats": letter.seats,
        "jobs": {language: [job_row(vacancy, language) for vacancy in covered] for language in LANGUAGES},
    }


def job_row(vacancy: Vacancy, language: str) -> dict[str, str]:
    """One covered vacancy as the letter names it."""
    with translation.override(language):
        ends = f", {date_format(vacancy.contract_ends_on, 'DATE_FORMAT')}" if vacancy.contract_ends_on else ""
        return {
            "title": (vacancy.title_ja if language == "ja" else vacancy.title_en) or vacancy.title_ja,
            "reference": vacancy.reference,
            "seats": str(vacancy.seats),
            "pay": f"¥{vacancy.base_pay:,} {vacancy.get_pay_unit_display()}" if vacancy.base_pay else "",
            "hours": " - ".join(f"{at:%H:%M}" for at in (vacancy.starts_at, vacancy.ends_at) if at),
            "contract": f"{vacancy.get_contract_kind_display()}{ends}",
            "place": str(vacancy.prefecture or ""),
            "housing": str(vacancy.get_housing_kind_display() or short_text(vacancy, "housing")),
            "duties": (vacancy.duties_ja if language == "ja" else vacancy.duties_en) or vacancy.duties_ja,
            "requirements": (vacancy.requirements_ja if language == "ja" else vacancy.requirements_en) or vacancy.requirements_ja,
        }


# ── 求人票 ────────────────────────────────────────────────────────────────────────────────────────────
def sheet_values(vacancy: Vacancy) -> dict[str, Any]:
    """The job sheet in Japanese, in the order of Hello Work's form; empty rows are left out by the layout."""
    with translation.override("ja"):
        return {
            "reference": vacancy.reference,
            "is_draft": vacancy.published_at is None,
            "parts": [{"title": title, "rows": rows(vacancy)} for title, rows in PARTS],
        }


def texts(rows: Any) -> list[list[str]]:
    """Rows of the public page as label and plain text."""
    return [[str(row.label), _text(row)] for row in rows if row.value not in ("", None)]


def _text(row: Row) -> str:
    if row.kind == "day":
        return date_format(row.value, "DATE_FORMAT")
    if row.kind == "hours":
        return " ～ ".join(f"{at:%H:%M}" for at in row.value)
    return f"{row.value:,}円" if row.kind.startswith("pay_") else str(row.value)


def kind_part(vacancy: Vacancy) -> list[list[str]]:
    routes = "、".join(str(word) for code, word in ROUTES if code in vacancy.visa_routes)
    kind = "派遣" if vacancy.is_dispatch else "派遣・請負ではない" if vacancy.is_dispatch is False else ""
    return [["求人番号", vacancy.reference], ["就業形態", kind], ["派遣先・指揮命令者", vacancy.dispatch_client],
            ["在留資格", routes], ["特定技能の分野", str(vacancy.field or "")], ["採用人数", f"{vacancy.seats}人"]]  # fmt: skip


def company_part(vacancy: Vacancy) -> list[list[str]]:
    company = vacancy.employer
    size = f"{company.employees:,}人" if company.employees is not None else ""
    return [["事業所名", f"{company.name_ja} {company.name_kana}".strip()], ["法人番号", company.corporate_number],
            ["所在地", company.address if "〒" in company.address or not company.postal_code else f"〒{company.postal_code} {company.address}"], ["代表者", f"{company.representative_title} {company.representative_ja}".strip()],
            ["事業内容", company.industry], ["従業員数", size], ["ホームページ", company.website], ["会社の特長", company.about_ja]]  # fmt: skip


def work_part(vacancy: Vacancy) -> list[list[str]]:
    rows = vacancy.skills_wanted() if vacancy.pk else []
    return [["職種", vacancy.title_ja], ["仕事の内容", vacancy.duties_ja], ["業務の変更範囲", vacancy.duties_change_range],
            ["必要な経験等", vacancy.requirements_ja], ["必須スキル", "、".join(named(row) for row in rows if row.is_required)],
            ["歓迎スキル", "、".join(named(row) for row in rows if not row.is_required)],
            ["日本語", str(dict(JAPANESE_LEVELS).get(vacancy.japanese_level, ""))], ["英語", str(dict(ENGLISH_LEVELS).get(vacancy.english_level, ""))],
            ["就業場所", f"{vacancy.prefecture or ''} {vacancy.workplace_address}".strip()], ["転勤・就業場所の変更範囲", vacancy.workplace_change_range],
            ["受動喫煙対策", str(vacancy.get_smoking_display())], *texts(contract(vacancy))]  # fmt: skip


def pay_part(vacancy: Vacancy) -> list[list[str]]:
    beyond = "。超過分は別途支給" if vacancy.fixed_overtime_excess_paid else ""
    fixed = f"{vacancy.fixed_overtime_pay:,}円（{vacancy.fixed_overtime_hours}時間分{beyond}）" if vacancy.fixed_overtime_pay else "なし"
    paid = [[f"{ALLOWANCES[row.kind]}手当", f"{row.yen:,}円"] for row in vacancy.allowances.all()] if vacancy.pk else []
    off = [("家賃", vacancy.rent_deducted), ("水道光熱費", vacancy.utilities_deducted), ("食費", vacancy.meals_deducted)]
    base = f"{vacancy.base_pay:,}円（{vacancy.get_pay_unit_display()}）" if vacancy.base_pay else ""
    left = f"約{vacancy.take_home_pay:,}円（事業所の見積り）" if vacancy.take_home_pay else ""
    return [["基本給", base], *paid, ["手当の説明", vacancy.allowances_note], ["固定残業代", fixed], ["手取り額の目安", left],
            *[[f"控除：{name}", f"{yen:,}円"] for name, yen in off if yen], ["その他の控除", vacancy.deductions_note],
            ["賃金締切日・支払日", vacancy.pay_day], ["昇給", vacancy.raises], ["賞与", vacancy.bonus]]  # fmt: skip


def insurance_part(vacancy: Vacancy) -> list[list[str]]:
    names = (("健康", "health"), ("厚生年金", "pension"), ("雇用", "employment"), ("労災", "accident"))
    insured = "・".join(word for word, name in names if getattr(vacancy, f"insurance_{name}"))
    retired = f"{vacancy.retirement_age}歳" if vacancy.retirement_age else ""
    rehired = f"{vacancy.rehired_until}歳まで" if vacancy.rehired_until else ""
    paid = {True: "あり", False: "なし", None: ""}[vacancy.has_retirement_pay]
    home = f"{vacancy.get_housing_kind_display()} {vacancy.housing}".strip()
    return [
        ["加入保険", insured],
        ["定年", retired],
        ["再雇用", rehired],
        ["退職金", paid],
        ["退職に関する事項", vacancy.leaving],
        ["住居", home],
    ]


def pr_part(vacancy: Vacancy) -> list[list[str]]:
    helped = "、".join(str(word) for code, word in SUPPORT if code in (vacancy.support or []))
    return [["求人に関する特記事項", vacancy.pr_ja], ["外国人材への支援", helped]]


def selection_part(vacancy: Vacancy) -> list[list[str]]:
    rounds = f"面接（予定{vacancy.interview_rounds}回）" if vacancy.interview_rounds else "面接"
    steps = ["書類選考", *(["技術試験"] if vacancy.has_technical_test else []), rounds]
    asked = [[f"応募者への質問{row.order}", row.text_ja] for row in vacancy.questions.all()] if vacancy.pk else []
    within = f"{vacancy.answer_within_days}日以内" if vacancy.answer_within_days else ""
    last = date_format(vacancy.closes_on, "DATE_FORMAT") if vacancy.closes_on else ""
    return [
        ["選考方法", "、".join(steps)],
        ["通訳", "あり" if vacancy.has_interpreter else ""],
        ["選考結果の通知", within],
        *asked,
        ["応募期限", last],
    ]


PARTS = (
    ("1 区分", kind_part),
    ("2 事業所", company_part),
    ("3 仕事内容", work_part),
    ("4 賃金・手当", pay_part),
    ("5 労働時間", lambda vacancy: texts(hours(vacancy))),
    ("6 保険・年金・定年", insurance_part),
    ("7 PR", pr_part),
    ("8 選考方法", selection_part),
)
