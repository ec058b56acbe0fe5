"""One file of settings. Unsafe in production means: refuses to start, and says in one line what is missing."""

import json
import os
import sys
from pathlib import Path

import environ
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from accounts.redact import hide_links
from portal.logs import without_traces
from portal.style import FONT_HASH, STYLE_HASH
from portal.wiring import *  # noqa: F403 - what each app hangs into the others, by name

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

# ── where we are: the local demo, or a place that names its own servers ───────────────────────────────
DEMO = env.bool("DEMO", default="DATABASE_URL" not in os.environ)
LOCAL_DIR = Path(env("LOCAL_DIR", default=str(BASE_DIR / ".local")))
_servers = LOCAL_DIR / "servers.json"
_running = json.loads(_servers.read_text()) if DEMO and _servers.exists() else {}
_missing: list[str] = []


def _need(name: str, local: str) -> str:
    """The setting from the environment; the local demo has a default, production must say it."""
    if not DEMO and not os.environ.get(name):
        _missing.append(name)
    return env(name, default=local)


DATABASE_URL = _need("DATABASE_URL", _running.get("database_url", "postgres://safeer@127.0.0.1:5432/safeer"))
REDIS_URL = _need("REDIS_URL", _running.get("redis_url", "redis://127.0.0.1:6379/0"))
SECRET_KEY = _need("SECRET_KEY", "local-demo-only-this-key-protects-nothing-of-value-0123456789")
ALLOWED_HOSTS = [host.strip() for host in _need("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")]
KEYS_DIR = Path(_need("KEYS_DIR", str(LOCAL_DIR / "keys")))
EMAIL_URL = _need("EMAIL_URL", "consolemail://")
if _missing:
    raise ImproperlyConfigured("\n".join(f"{name} is not set: production needs it (see README, Configuration)." for name in _missing))

DEBUG = env.bool("DEBUG", default=False)
FILES_DIR = Path(env("FILES_DIR", default=str(LOCAL_DIR / "files")))
OUTBOX_FILE = LOCAL_DIR / "outbox.jsonl"
TESTING = "pytest" in sys.modules

# ── who we say we are, and facts that are not settled (domain.md 11): settings, never code ────────────
SITE_NAME = env("SITE_NAME", default="OEC Japan Jobs")
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
HELPLINE = env("HELPLINE", default="+92 51 111 000 000")
HELP_EMAIL = env("HELP_EMAIL", default="help@example.org")
INTER_SES_LICENCE = env("INTER_SES_LICENCE", default="")  # of fee-charging employment placement, such as 13-ユ-300000
INTER_SES_MANAGER = env("INTER_SES_MANAGER", default="")  # 職業紹介責任者
INTER_SES_ADDRESS = env("INTER_SES_ADDRESS", default="")
INTER_SES_FEES = env.str("INTER_SES_FEES", default="", multiline=True)  # 手数料表: what an employer pays, in the words that were filed
INTER_SES_REFUND = env.str("INTER_SES_REFUND", default="", multiline=True)  # 返戻金: what comes back when a person leaves early
AGENCY_CHARGES_FEE = env.bool("AGENCY_CHARGES_FEE", default=True)  # the stricter answer until it is settled
EXPORT_MOST_ROWS = env.int("EXPORT_MOST_ROWS", default=50_000)  # people in one list that leaves the house
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=not DEMO)
CLAMD_URL = env("CLAMD_URL", default="")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    "portal.apps.PortalConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "phonenumber_field",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "csp",
    "django_structlog",
    "workflow",
    "vault",
    "paper",
    "accounts",
    "privacy",
    "support",
    "jobs",
    "candidates",
    "register",
    "applications",
    "outreach",
    "programmes",
    "reporting",
    "exports",
    "reviews",
    "departure",
    "records",
    "notifications",
    "api",
]

MIDDLEWARE = [
    "portal.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.Compress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.middleware.RememberLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.From",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactor",
    "portal.middleware.OnePostPerForm",
    "records.middleware.Visits",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "portal.forms_renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portal.context.shell",
            ],
        },
    },
]

# ── the database: PostgreSQL only; the web may not wait long for anything ──────────────────────────────
_db = env.db_url_config(DATABASE_URL, engine="django.db.backends.postgresql")
DATABASES = {
    "default": _db
    | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "options": f"-c timezone=UTC -c lock_timeout={env.int('DB_LOCK_TIMEOUT_MS', default=3000)} "
            f"-c statement_timeout={env.int('DB_STATEMENT_TIMEOUT_MS', default=10000)} -c idle_in_transaction_session_timeout=60000 "
            "-c random_page_cost=1.1 -c jit=off",  # a page costs about the same wherever it lies on an SSD; no question is worth a compiler
        },
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# ── people and sign-in ─────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PhoneOrEmail"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.ContextWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_login"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "notifications.codes.Adapter"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.SetUpForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
# Codes, phones and sign-up are our own pages (accounts/proofs.py): a code proves the contact before an account is made or opened.
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours are exact counters in PostgreSQL: accounts/limits.py
MFA_RECOVERY_CODE_DIGITS = 16
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_TOTP_ISSUER = SITE_NAME
PHONENUMBER_DEFAULT_REGION = "PK"
PHONENUMBER_DB_FORMAT = "E164"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
STAFF_SESSION_AGE = 60 * 60 * 12
STAFF_SESSION_IDLE = 60 * 30

# ── words ──────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ur", "اردو"), ("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# ── what the browser may do ────────────────────────────────────────────────────────────────────────────
SECURE = not DEMO and not TESTING
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, STYLE_HASH, FONT_HASH],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": SECURE,
    },
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SECURE)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.pages.csrf_failure"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # a batch of 200 with 2,000 letters of their own each; tests/reviews/test_bulk_pages.py counts it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # a batch of 200 sends three fields a case
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static" if DEMO else Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000 if not DEBUG else 0

# ── telling people ─────────────────────────────────────────────────────────────────────────────────────
vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="OEC Japan Jobs <no-reply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CHANNELS = {
    "email": env("EMAIL_CHANNEL", default="notifications.channels.email.fake.send" if DEMO else "notifications.channels.email.smtp.send"),
    "sms": env("SMS_CHANNEL", default="notifications.channels.sms.fake.send" if DEMO else "notifications.channels.sms.http.send"),
}
SMS_URL = env("SMS_URL", default="")
SMS_KEY_FILE = env("SMS_KEY_FILE", default="")

# ── Celery: only ids travel (docs/decisions/0002) ──────────────────────────────────────────────────────
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_VISIBILITY_TIMEOUT = 120
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ROUTES = {"notifications.tasks.deliver_critical": {"queue": "critical"}, "notifications.tasks.deliver_bulk": {"queue": "bulk"}}

# ── the API: distrust by default ───────────────────────────────────────────────────────────────────────
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.keys.KeyAuthentication", "rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.SmallJSON"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Keyset",
    "PAGE_SIZE": 20,
    "DEFAULT_THROTTLE_CLASSES": ["api.throttles.PerCaller"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Safeer API",
    "DESCRIPTION": "The same house by another door: vacancies, applications and their steps.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.document_problems"],
}

# ── logs: ids only ─────────────────────────────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": [structlog.stdlib.add_log_level, structlog.processors.TimeStamper("iso")],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING" if DEMO else "INFO")},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        hide_links,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper("iso"),
        without_traces,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DEMO_NOTICE = _("This is a demo. No real job, person or message is behind it.") if DEMO else ""
