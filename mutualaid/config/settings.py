"""All settings, read from the environment: MUTUALAID_* plus DATABASE_URL and PORT."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mutualaid.config.environment import (
    backups,
    flag,
    identity_providers,
    map_tiles,
    number,
    words,
)

PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("MUTUALAID_DATA", "var")).resolve()

DEMO = flag("MUTUALAID_DEMO")
DEBUG = flag("MUTUALAID_DEBUG")
ALLOWED_HOSTS = words("MUTUALAID_HOSTS", "localhost 127.0.0.1 [::1]")
# Only in the addresses of the demo's letters; elsewhere a proxy stands in front.
PORT = os.environ.get("PORT") or "8000"


def _key(variable: str, file_name: str) -> str:
    """The key from the environment, else the one `mutualaid` keeps in the data directory."""
    key = os.environ.get(variable, "").strip()
    key_file = DATA_DIR / file_name
    if not key and key_file.is_file():
        key = key_file.read_text().strip()
    return key


SECRET_KEY = (
    _key("MUTUALAID_SECRET_KEY", "secret-key")
    or "no-key-yet: good for commands that sign nothing"
)
# Former ones open what they sealed, and sign nothing new.
SECRET_KEY_FALLBACKS = (
    _key("MUTUALAID_OLD_SECRET_KEYS", "secret-old-keys").replace(",", " ").split()
)
# What seals the activity log; the old ones only verify what they sealed.
LOG_KEY = _key("MUTUALAID_LOG_KEY", "log-key")
LOG_OLD_KEYS = _key("MUTUALAID_LOG_OLD_KEYS", "log-old-keys").replace(",", " ").split()
ANCHORS_DIR = Path(os.environ.get("MUTUALAID_ANCHORS") or DATA_DIR / "anchors")
FILES_DIR = DATA_DIR / "files"  # what people hand in
# Where the keys of people are kept, outside the database and its backups, and what wraps them.
VAULT_DIR = Path(os.environ.get("MUTUALAID_VAULT") or DATA_DIR / "vault")
# Files of these are read at each use (privacy/key_files.py), so they may change meanwhile.
VAULT_KEY = os.environ.get("MUTUALAID_VAULT_KEY", "").strip()
VAULT_OLD_KEYS = words("MUTUALAID_VAULT_OLD_KEYS", "")
# What names are found by, without standing in the database.
HASH_KEY = os.environ.get("MUTUALAID_HASH_KEY", "").strip()
HASH_OLD_KEYS = words("MUTUALAID_HASH_OLD_KEYS", "")
# Backups: where they go, for whom they are sealed, how many days, weeks and months stay.
BACKUPS_DIR, BACKUPS_KEPT = backups()
BACKUP_RECIPIENT = os.environ.get("MUTUALAID_BACKUP_RECIPIENT", "").strip()
BACKUP_DATABASE_URL = os.environ.get("MUTUALAID_BACKUP_DATABASE_URL", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "mutualaid.core",
    "mutualaid.design_system",
    "mutualaid.activity_log",
    "mutualaid.messages",
    "mutualaid.duties",
    "mutualaid.accounts",
    "mutualaid.geography",
    "mutualaid.organisations",
    "mutualaid.privacy",
    "mutualaid.safeguarding",
    "mutualaid.documents",
    "mutualaid.indicators",
    "mutualaid.directory",
    "mutualaid.clients",
    "mutualaid.handouts",
    "mutualaid.care",
    "mutualaid.improvement_plan",
    "mutualaid.self_assessment",
    "mutualaid.backups",
    "mutualaid.demo",
]

MIDDLEWARE = [
    "mutualaid.accounts.steady.SteadyMiddleware",
    "mutualaid.core.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "mutualaid.documents.middleware.BodyLimitMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mutualaid.organisations.middleware.AreaMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mutualaid.accounts.middleware.DoorMiddleware",
    "mutualaid.organisations.middleware.HatMiddleware",
    "mutualaid.organisations.denials.DenialMiddleware",
]

ROOT_URLCONF = "mutualaid.config.urls"
WSGI_APPLICATION = "mutualaid.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "show_today"
LOGOUT_REDIRECT_URL = "show_home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "mutualaid.accounts.passwords.ShortPasswordValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "mutualaid.accounts.passwords.GuessedPasswordValidator"},
]
SESSION_ENGINE = "mutualaid.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_SECONDS = 15 * 60  # then the screen locks
CSRF_FAILURE_VIEW = "mutualaid.accounts.views.stale_forms.csrf_failure"
ACCOUNT_ADAPTER = "mutualaid.accounts.adapter.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An address has an account only after a letter to it was answered, or by the command line.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = False  # ours are in accounts/limits.py
MFA_ADAPTER = "mutualaid.accounts.mfa_adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_REAUTHENTICATION_REQUIRED = False  # ours is in accounts/proving.py
MFA_TOTP_TOLERANCE = 1
PASSWORD_RESET_TIMEOUT = 60 * 60
SOCIALACCOUNT_ADAPTER = "mutualaid.accounts.identity_providers.SocialAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": identity_providers()}
}
# How many proxies of our own stand in front, each adding to X-Forwarded-For.
TRUSTED_PROXIES = number("MUTUALAID_PROXIES", 0)
# Answers to what could tell whether somebody has an account leave at multiples of this.
STEADY_SECONDS = 0.25
# What is left to do once an answer has left begins within this time.
AFTER_REPLY_SECONDS: float | None = 3.0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "mutualaid.design_system.jinja.environment",
            "context_processors": [
                "mutualaid.design_system.context.page_context",
                "mutualaid.organisations.context.staff_context",
                "mutualaid.clients.context.emergency_context",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,
    },
]
FORM_RENDERER = "mutualaid.design_system.forms.Renderer"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;"
    ),
}
_DATABASE_RULE = (
    "{} must read postgresql://user:password@host:port/name, or be left out for SQLite."
)


def _database(name: str) -> dict[str, Any]:
    """Django's description of what this variable leads to; SQLite in the data directory if unset."""
    url, rule = os.environ.get(name, ""), _DATABASE_RULE.format(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "mutualaid.sqlite3",
            # Opening a connection and its eight settings costs more than a page's queries.
            "CONN_MAX_AGE": None,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    try:
        parts = urlsplit(url)
        port, database = parts.port, unquote(parts.path.lstrip("/"))
    except ValueError:
        # Not told further: the address may hold a password.
        raise ImproperlyConfigured(rule) from None
    if parts.scheme not in {"postgres", "postgresql"} or not database:
        raise ImproperlyConfigured(rule)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": {"pool": True, **dict(parse_qsl(parts.query))},
    }


def _owner_database() -> dict[str, Any]:
    """How the role that owns the tables reaches them; empty where it is the one that serves."""
    if not os.environ.get("MUTUALAID_OWNER_DATABASE_URL"):
        return {}
    if not os.environ.get("DATABASE_URL"):
        raise ImproperlyConfigured(
            "MUTUALAID_OWNER_DATABASE_URL is for PostgreSQL and needs DATABASE_URL beside it; "
            "set that too, or leave both out for SQLite."
        )
    owner = _database("MUTUALAID_OWNER_DATABASE_URL")
    del owner["OPTIONS"]["pool"]
    return owner


DATABASES = {"default": _database("DATABASE_URL")}
OWNER_DATABASE = _owner_database()
# SQLite knows nothing of rows that belong to somebody else.
ONE_AREA_ONLY = not os.environ.get("DATABASE_URL")

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Where "Leave this page" leads: an ordinary page of no interest to anybody.
EXIT_URL = os.environ.get("MUTUALAID_EXIT_URL", "https://www.bbc.co.uk/weather")

# Pictures of streets under the map's markers: none, unless somebody runs a source of them.
MAP_TILES, MAP_ATTRIBUTION = map_tiles()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Behind a proxy that ends TLS and says so; the demo on this machine has neither.
IS_PUBLIC = not (DEMO or DEBUG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_PUBLIC and not flag("MUTUALAID_PLAIN_HTTP")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other hosts of a council are not ours to bind
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
# The prefix binds a cookie to this host; a browser takes it over https only.
SESSION_COOKIE_NAME = "__Host-session" if SECURE_SSL_REDIRECT else "session"
DEVICE_COOKIE_NAME = "__Host-browser" if SECURE_SSL_REDIRECT else "browser"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_SSL_REDIRECT else "csrf"
# Cookies for a part of the site cannot be bound to the host by name, only to https.
PATH_COOKIE_PREFIX = "__Secure-" if SECURE_SSL_REDIRECT else ""
CSRF_COOKIE_HTTPONLY = True  # our scripts read the token from the form
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # those other hosts again
# "same-origin" keeps a typed place out of the address a fellowship's site is told.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# Letters: how they leave, and whom they are from.
_MAIL = urlsplit(os.environ.get("MUTUALAID_EMAIL_URL", ""))
if _MAIL.scheme not in {"", "smtp", "smtps"}:
    raise ImproperlyConfigured(
        "MUTUALAID_EMAIL_URL must read smtp://user:password@host:port, or smtps:// for TLS "
        "from the start."
    )
EMAIL_BACKEND = (
    "mutualaid.demo.outbox.OutboxBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or (
    465 if _MAIL.scheme == "smtps" else 587 if _MAIL.scheme else 25
)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get(
    "MUTUALAID_EMAIL_FROM", f"noreply@{ALLOWED_HOSTS[0].removeprefix('.')}"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mutualaid.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own lines carry whole addresses; RequestLogMiddleware says the same without.
        "django.server": {"handlers": [], "propagate": False},
        "django.request": {"handlers": [], "propagate": False},
    },
}
