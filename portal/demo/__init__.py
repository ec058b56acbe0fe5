"""The demo's people, companies and jobs: fictional, seeded, and lawful in every field."""
