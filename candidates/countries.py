# ruff: noqa: E501 - a table
"""The countries in which people of Pakistan study and sit tests, by ISO code; the rest is "another country"."""

from django.utils.translation import gettext_lazy as _

OTHER = "ZZ"
COUNTRIES = [
    ("PK", _("Pakistan")), ("JP", _("Japan")), ("AF", _("Afghanistan")), ("AU", _("Australia")), ("AZ", _("Azerbaijan")), ("BH", _("Bahrain")), ("BD", _("Bangladesh")),
    ("CA", _("Canada")), ("CN", _("China")), ("CY", _("Cyprus")), ("EG", _("Egypt")), ("FR", _("France")), ("DE", _("Germany")), ("HU", _("Hungary")), ("IN", _("India")),
    ("ID", _("Indonesia")), ("IR", _("Iran")), ("IE", _("Ireland")), ("IT", _("Italy")), ("KZ", _("Kazakhstan")), ("KR", _("South Korea")), ("KW", _("Kuwait")),
    ("KG", _("Kyrgyzstan")), ("MY", _("Malaysia")), ("MN", _("Mongolia")), ("MM", _("Myanmar")), ("NP", _("Nepal")), ("NL", _("Netherlands")), ("NZ", _("New Zealand")), ("OM", _("Oman")),
    ("PH", _("Philippines")), ("QA", _("Qatar")), ("RU", _("Russia")), ("SA", _("Saudi Arabia")), ("SG", _("Singapore")), ("LK", _("Sri Lanka")), ("SE", _("Sweden")),
    ("TW", _("Taiwan")), ("TH", _("Thailand")), ("TR", _("Turkey")), ("AE", _("United Arab Emirates")), ("GB", _("United Kingdom")), ("US", _("United States")), ("UZ", _("Uzbekistan")),
    ("VN", _("Vietnam")), (OTHER, _("another country")),
]  # fmt: skip
