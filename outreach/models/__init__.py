"""Leads and the stock of talent."""

from outreach.models.lead import Lead, LeadInvitation, LeadNote
from outreach.models.talent import TalentCell

__all__ = ["Lead", "LeadInvitation", "LeadNote", "TalentCell"]
