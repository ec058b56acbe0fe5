# ruff: noqa: E501 - tables read better in one line each
"""A lawful vacancy as plain values, for the rule tests to bend."""

from datetime import date, time

from jobs.wages import Rate

TODAY = date(2026, 11, 23)
TOKYO = (Rate(yen=1226, from_on=date(2025, 10, 3)), Rate(yen=1280, from_on=date(2026, 10, 1)))
FAIR = {
    "title_en": "Backend developer", "title_ja": "バックエンド開発者", "duties_en": "Build services in Go.", "duties_ja": "Goによるサービス開発",
    "requirements_en": "Three years of Go.", "requirements_ja": "Goの実務経験3年", "duties_change_range": "変更なし",
    "contract_kind": "indefinite", "contract_ends_on": None, "renewal_criteria": "", "probation_months": 3, "probation_conditions": "",
    "prefecture_code": "13", "workplace_address": "東京都千代田区1-1", "workplace_change_range": "変更なし",
    "starts_at": time(9), "ends_at": time(18), "hours_system": "", "break_minutes": 60, "holidays": "土日祝", "annual_holidays": 125,
    "has_overtime": True, "overtime_hours": 15, "pay_unit": "month", "base_pay": 300_000, "yearly_hours": 1920, "daily_hours": 8,
    "counted_allowances": 0, "excluded_allowances": 15_000, "allowances_note": "通勤手当", "fixed_overtime_pay": 0,
    "fixed_overtime_hours": 0, "fixed_overtime_excess_paid": False, "insurance_health": True, "insurance_pension": True,
    "insurance_employment": True, "insurance_accident": True, "employer_name": "架空株式会社", "is_dispatch": False, "dispatch_client": "",
    "smoking": "indoor_ban", "seats": 2, "starts_on": date(2027, 4, 1), "closes_on": date(2027, 1, 15), "visa_routes": ["engineer"],
    "renewal_kind": "", "renewal_limit_years": None, "renewal_limit_times": None, "rent_deducted": None, "utilities_deducted": None,
    "meals_deducted": None, "deductions_note": "", "bonus": "", "housing_kind": "", "housing": "", "remote_work": "", "work_language": "",
    "field_code": "", "japanese_level": "N3", "english_level": "B1", "no_fee_declared": True, "equal_pay_declared": True,
}  # fmt: skip
