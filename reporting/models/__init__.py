from reporting.models.month import CountedMonth, Figure, Pace

__all__ = ["CountedMonth", "Figure", "Pace"]
