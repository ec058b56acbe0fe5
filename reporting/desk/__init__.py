"""The pages of the reports, hung into the desk by name (desk_urls.py)."""
