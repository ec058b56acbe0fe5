from applications.models.application import Answer, Application, Snapshot
from applications.models.consent import Consent
from applications.models.interview import Interview, Slot
from applications.models.offer import AcceptCode, Offer

__all__ = ["AcceptCode", "Answer", "Application", "Consent", "Interview", "Offer", "Slot", "Snapshot"]
