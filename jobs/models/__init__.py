from jobs.models.demand import DemandLetter
from jobs.models.employer import Employer
from jobs.models.skills import Level, Question, Skill, SkillWord, VacancySkill
from jobs.models.standards import ExchangeRate, FieldOpening, MinimumWage, Prefecture, SswField
from jobs.models.vacancy import Remark, Vacancy

__all__ = [
    "DemandLetter",
    "Employer",
    "ExchangeRate",
    "FieldOpening",
    "Level",
    "MinimumWage",
    "Prefecture",
    "Question",
    "Remark",
    "Skill",
    "SkillWord",
    "SswField",
    "Vacancy",
    "VacancySkill",
]
