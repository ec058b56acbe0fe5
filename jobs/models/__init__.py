from jobs.models.allowances import Allowance
from jobs.models.company import SentSheet, UsualTerms, Workplace
from jobs.models.demand import DemandLetter
from jobs.models.employer import Employer
from jobs.models.skills import Level, Question, Skill, SkillWord, VacancySkill
from jobs.models.standards import ExchangeRate, FieldOpening, MinimumWage, Prefecture, SswField
from jobs.models.vacancy import Remark, Vacancy
from jobs.models.versions import VacancyDay, VacancyVersion

__all__ = [
    "Allowance",
    "DemandLetter",
    "Employer",
    "ExchangeRate",
    "FieldOpening",
    "Level",
    "MinimumWage",
    "Prefecture",
    "Question",
    "Remark",
    "SentSheet",
    "Skill",
    "SkillWord",
    "SswField",
    "UsualTerms",
    "Vacancy",
    "VacancyDay",
    "VacancySkill",
    "VacancyVersion",
    "Workplace",
]
