"""The IT engineers examination by the short codes that stand on its certificates, and their names in it_notice_exams.csv (GJ-3)."""

NOTICE_NAMES = {
    "FE": "fundamental_it_engineer",
    "AP": "applied_it_engineer",
    "SC": "information_security_specialist",
    "NW": "network_specialist",
    "DB": "database_specialist",
    "ES": "embedded_systems_specialist",
    "ST": "it_strategist",
    "SA": "systems_architect",
    "PM": "project_manager",
    "SM": "it_service_manager",
    "AU": "systems_auditor",
    "SG": "information_security_management",
    "IP": "it_passport",
}


def notice_name(code: str) -> str:
    """The exam's name in the dated list; what is no known code stays as it was written."""
    return NOTICE_NAMES.get(code.upper(), code)
