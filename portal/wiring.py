"""What each app hangs into the others, by name, so that imports go only downward. Part of the settings."""

NAVIGATION = "portal.navigation.for_role"
NAVIGATION_BADGES = {"notifications:inbox": "notifications.inbox.unread"}
CANDIDATE_PANELS = ["applications.panels.mine", "programmes.panels.mine", "support.panels.mine", "privacy.panels.mine"]
ASK_ABOUT = "applications.panels.own_numbers"
PASSPORT_WANTED = "applications.panels.wants_passport"
PLANNED_START = "applications.panels.planned_start"
EVIDENCE_USES = "applications.panels.uses_of_evidence"
EMPLOYER_PANELS = ["jobs.panels.first_steps", "applications.panels.for_employer"]
COMPANY_START = "outreach.invitations.start_values"
COMPANY_REGISTERED = "outreach.registering.company_registered"
COMPANY_LETTER = "notifications.outside.invite_company"
LETTER_PREVIEW = "notifications.preview.letters_to_candidate"
PERSON_LETTERS = "notifications.panels.letters_to"
CODE_SENDER = "notifications.codes.send_code"
OWN_DATA = [  # what each app keeps of a person, in the order in which it is erased
    "applications.own_data", "register.own_data", "exports.own_data", "departure.own_data", "support.own_data",
    "reviews.own_data", "outreach.own_data", "programmes.own_data",
    "reporting.own_data",
    "api.own_data",
    "privacy.own_history", "candidates.own_data", "notifications.own_data", "vault.own_data", "accounts.own_data",
    "records.own_data",
]  # fmt: skip
CONSENTS = "applications.consents"
SECOND_SIGNATURES = {  # what nobody does alone (accounts/second.py)
    "invite": "accounts.matters.INVITE", "change_role": "accounts.matters.CHANGE_ROLE", "unlock": "accounts.matters.UNLOCK",
    "reset_second_factor": "accounts.matters.RESET", "erase": "privacy.matters.ERASE",
    "export": "exports.matters.EXPORT", "merge": "register.matters.MERGE",
}  # fmt: skip
EXPORT_KINDS = {  # files that a worker writes (exports/kinds.py)
    "people": "exports.people.PEOPLE",
    "vacancies": "reporting.files.VACANCIES", "seekers": "reporting.files.SEEKERS", "fees": "reporting.files.FEES",
    "reach": "reporting.files.REACH",
}  # fmt: skip
DESK_PAGES = [
    "accounts.desk_urls.urlpatterns",
    "exports.desk_urls.urlpatterns",
    "jobs.desk_urls.urlpatterns",
    "reviews.desk_urls.urlpatterns",
    "support.desk_urls.urlpatterns",
    "register.desk_urls.urlpatterns",
    "outreach.desk_urls.urlpatterns",
    "programmes.desk_urls.urlpatterns",
    "reporting.desk_urls.urlpatterns",
    "records.desk_urls.urlpatterns",
]
DESK_TODAY = {
    "desk": "reviews.desk.today.today", "support": "support.desk.today.today", "vacancies": "jobs.desk.today.today",
    "claims": "register.desk.today.today", "seconds": "accounts.desk.today.today",
    "outreach": "outreach.desk.today.today", "programmes": "programmes.desk.today.today", "operations": "portal.operations.operations",
    "clock": "portal.operations.clock",
    "records": "records.desk.today.today",
}  # fmt: skip
OFFICES = "support.offices.open_offices"
DESK_STEPS = {"depart": "departure.transitions.depart", "arrive": "departure.transitions.arrive"}

# ── what happens by itself, and what follows from a step
CELERY_BEAT_SCHEDULE = {
    "expire-copies": {"task": "privacy.tasks.expire_copies", "schedule": 600.0},
    "erase-accounts": {"task": "privacy.tasks.erase_due", "schedule": 60.0},
    "sweep-counters": {"task": "accounts.tasks.sweep", "schedule": 3600.0},
    "write-exports": {"task": "exports.tasks.work", "schedule": 5.0},
    "expire-exports": {"task": "exports.tasks.expire", "schedule": 600.0},
    "lapse-seconds": {"task": "accounts.tasks.lapse_seconds", "schedule": 900.0},
    "heartbeat": {"task": "workflow.tasks.heartbeat", "schedule": 15.0},
    "clock": {"task": "reviews.tasks.clock", "schedule": 300.0},
    "close-vacancies": {"task": "jobs.tasks.close_due", "schedule": 300.0},
    "forget-discarded-vacancies": {"task": "jobs.tasks.forget_discarded", "schedule": 3600.0},
    "tend-vacancies": {"task": "jobs.tasks.tend_stale", "schedule": 3600.0},
    "end-vacancies": {"task": "applications.tasks.end_finished", "schedule": 900.0},
    "remind-interviews": {"task": "applications.tasks.remind", "schedule": 300.0},
    "remind-owners": {"task": "workflow.tasks.remind", "schedule": 900.0},
    "tend-silence": {"task": "applications.tasks.tend_silence", "schedule": 3600.0},
    "tend-silent-vacancies": {"task": "jobs.tasks.tend_silence", "schedule": 3600.0},
    "balance-cases": {"task": "reviews.tasks.balance", "schedule": 120.0},
    "count-loads": {"task": "reviews.tasks.count_loads", "schedule": 300.0},
    "send-digests": {"task": "reviews.tasks.send_digests", "schedule": 900.0},
    "lapse-proposals": {"task": "applications.tasks.lapse", "schedule": 3600.0},
    "release-batches": {"task": "reviews.tasks.release_batches", "schedule": 5.0},
    "release-decisions": {"task": "reviews.tasks.release_decisions", "schedule": 10.0},
    "count-months": {"task": "reporting.tasks.count_months", "schedule": 60.0},
    "count-years": {"task": "reporting.tasks.count_years", "schedule": 300.0},
    "count-field-use": {"task": "programmes.tasks.count_field_use", "schedule": 3600.0},
    "lapse-places": {"task": "programmes.tasks.lapse_places", "schedule": 900.0},
    "tell-of-groups": {"task": "programmes.tasks.tell_of_groups", "schedule": 300.0},
    "count-talent": {"task": "outreach.tasks.count_talent", "schedule": 3600.0},
    "measure-answers": {"task": "applications.tasks.measure_answers", "schedule": 86_400.0},
    "forget-keys": {"task": "api.tasks.forget_keys", "schedule": 3600.0},
    "expire-evidence": {"task": "candidates.tasks.expire_evidence", "schedule": 3600.0},
    "forget-resumes": {"task": "candidates.tasks.forget_resumes", "schedule": 3600.0 * 6},
    "tell-searches": {"task": "candidates.tasks.tell_searches", "schedule": 900.0},
    "finish-checks": {"task": "vault.tasks.finish_checks", "schedule": 60.0},
    "close-questions": {"task": "support.tasks.close_silent", "schedule": 3600.0},
    "import-register": {"task": "register.tasks.work", "schedule": 5.0},
    "look-for-pairs": {"task": "register.tasks.look_for_pairs", "schedule": 300.0},
    "sweep-register": {"task": "register.tasks.sweep", "schedule": 600.0},
    "seal-logs": {"task": "records.tasks.seal_logs", "schedule": 180.0},
    "sweep": {"task": "notifications.tasks.sweep", "schedule": 5.0},
}
REACTIONS = "portal.reactions.REACTIONS"
CLOSED_DAYS = "accounts.closures.closed_days"  # asked by the clock (workflow/deadlines.py)
CLOSED_HOUSES = "accounts.closures.closed_houses"  # the same of many at once
REACTION_FUNCTIONS = "portal.reactions.FUNCTIONS"
RELAY_SOURCES = ["workflow.relay.hand_out_reactions", "register.claiming.hand_out", "notifications.delivery.hand_out"]
