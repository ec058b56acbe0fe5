from candidates.models.evidence import Evidence
from candidates.models.profile import District, Education, Experience, Profile, TestResult

__all__ = ["District", "Education", "Evidence", "Experience", "Profile", "TestResult"]
