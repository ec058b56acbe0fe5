"""Offices, guide pages, questions, reports."""

from support.models.guide import GuidePage, GuideVersion
from support.models.office import Office
from support.models.question import Line, Question
from support.models.report import Report, ReportNote

__all__ = ["GuidePage", "GuideVersion", "Line", "Office", "Question", "Report", "ReportNote"]
