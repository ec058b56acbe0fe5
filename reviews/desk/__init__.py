"""The pages of the desk, hung into the admin by name (desk_urls.py)."""
