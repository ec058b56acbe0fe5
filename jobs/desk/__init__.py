"""Pages of Inter-SES inside the admin: what is to be translated, and the 求人票 that employers sent as files."""
