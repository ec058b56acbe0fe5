from jobs.models.demand import DemandLetter
from jobs.models.employer import Employer
from jobs.models.standards import FieldOpening, MinimumWage, Prefecture, SswField
from jobs.models.vacancy import Remark, Vacancy

__all__ = ["DemandLetter", "Employer", "FieldOpening", "MinimumWage", "Prefecture", "Remark", "SswField", "Vacancy"]
