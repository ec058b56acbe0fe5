from candidates.models.evidence import Evidence
from candidates.models.profile import District, Education, Experience, Profile, ProfileSkill, SavedSearch, TestResult

__all__ = ["District", "Education", "Evidence", "Experience", "Profile", "ProfileSkill", "SavedSearch", "TestResult"]
