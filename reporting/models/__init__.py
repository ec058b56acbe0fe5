from reporting.models.fee import Fee
from reporting.models.month import CountedMonth, Figure, Pace
from reporting.models.year import AgencyYear

__all__ = ["AgencyYear", "CountedMonth", "Fee", "Figure", "Pace"]
