"""What both houses' settings share. A house's own module (`course`, `network`) begins with it.

Read from the environment, so that one installation runs one house:
WIRWISSEN_VAR (database, media, logs), WIRWISSEN_KEYS (secret, instance key, key store; outside the
former), WIRWISSEN_DATABASE_URL (empty: SQLite), WIRWISSEN_HOST, WIRWISSEN_PORT, WIRWISSEN_SCHEME,
WIRWISSEN_SMTP_HOST, _PORT, _USER, _PASSWORD_FILE, _TLS, WIRWISSEN_MAIL_FROM, WIRWISSEN_EXIT_TO.
"""

import os
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from wirwissen.foundation.jobs.rules import Timing
from wirwissen.houses.database import database_from
from wirwissen.houses.environment import (
    host_from,
    one_of,
    password_from_file,
    port_from,
    web_address_from,
)

PACKAGE = Path(__file__).resolve().parent.parent
HOUSE = os.environ.get("WIRWISSEN_HOUSE", "course")
VAR = Path(os.environ.get("WIRWISSEN_VAR", f"var/{HOUSE}")).resolve()
KEYS = Path(os.environ.get("WIRWISSEN_KEYS", f"var/keys/{HOUSE}")).resolve()


def read_secret(path: Path) -> str:
    """A secret file's text; empty where it does not exist yet (`wirwissen init` makes it)."""
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


SECRET_FILE = KEYS / "secret"
KEY_FILE = KEYS / "instance.key"
KEY_STORE = KEYS / "data_keys.sqlite3"
SECRET_KEY = read_secret(SECRET_FILE)
CLOCK_MOVES = False
IS_DEMO = False
HAS_COURSES = False  # whether people lead courses here and release certificates
HAS_UMBRELLA = False  # whether an umbrella association takes the last step of a certificate
DEBUG = False

HOST = host_from("WIRWISSEN_HOST", "localhost")
PORT = str(port_from("WIRWISSEN_PORT", 8000))
SCHEME = one_of("WIRWISSEN_SCHEME", ("https", "http"))
HOUSE_ADDRESS = f"{SCHEME}://{HOST}" + ("" if SCHEME == "https" else f":{PORT}")
ALLOWED_HOSTS = [HOST]
CSRF_TRUSTED_ORIGINS = [HOUSE_ADDRESS]
EXIT_TO = web_address_from("WIRWISSEN_EXIT_TO")  # empty: our own neutral page
OTHER_HOUSE = web_address_from("WIRWISSEN_OTHER_HOUSE")  # linked as a foreign site would be

DATABASES = {"default": database_from(os.environ.get("WIRWISSEN_DATABASE_URL", ""), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR / "media"
LOG_FOLDER = VAR / "log"
CACHES = {
    # Shared by all processes: rate limits must count across them.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wirwissen_cache",
        # Django culls from 300 entries on: three hundred visitors would wash every limit away.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

FOUNDATION_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "wirwissen.foundation.accounts",  # before the library: our templates win
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "wirwissen.foundation.core",
    "wirwissen.foundation.privacy",
    "wirwissen.foundation.sealed",
    "wirwissen.foundation.jobs",
    "wirwissen.foundation.mail",
    "wirwissen.foundation.pages",
]
INSTALLED_APPS = list(FOUNDATION_APPS)
MIDDLEWARE = [
    "wirwissen.foundation.core.middleware.EqualHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wirwissen.foundation.accounts.middleware.LoginNeeded",
    "wirwissen.foundation.core.middleware.SavedOnce",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "wirwissen.foundation.pages.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wirwissen.foundation.core.templatetags.house",
            ],
        },
    }
]
FORM_RENDERER = "wirwissen.foundation.core.forms.HouseRenderer"
WSGI_APPLICATION = "wirwissen.houses.wsgi.application"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our style sheet is for our pages alone

# Uploads stay in memory: a temporary file would lie on disk unsealed.
FILE_UPLOAD_HANDLERS = ["wirwissen.foundation.core.upload_handler.NamedInMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["wirwissen.foundation.accounts.backend.HouseBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = reverse_lazy("today")
ACCOUNT_ADAPTER = "wirwissen.foundation.accounts.adapter.HouseAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNTS_WITHOUT_ADDRESS = False  # ours: a made-up name, a passphrase, printed words
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 12 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    name: f"wirwissen.foundation.accounts.forms.sign_in.{form}"
    for name, form in {
        "login": "LoginForm",
        "request_login_code": "RequestLoginCodeForm",
        "confirm_login_code": "ConfirmLoginCodeForm",
        "reauthenticate": "ReauthenticateForm",
        "change_password": "ChangePasswordForm",
    }.items()
}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "ask_without_address": "20/m/ip,60/h/key",
    "recover": "20/m/ip,5/5m/key",
    "second_step": "5/5m/key",
    "second_step_all": "30/h/key",
    "passkey": "20/m/ip",
}
MFA_ADAPTER = "wirwissen.foundation.accounts.authenticators.HouseMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: clocks differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proved by its code, or there is none
ACCOUNT_USER_DISPLAY = "wirwissen.foundation.accounts.rules.no_display_name"

SESSION_ENGINE = "wirwissen.foundation.accounts.sessions"
SESSION_COOKIE_NAME = f"__Host-{HOUSE}"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"__Host-{HOUSE}-form"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wirwissen.foundation.pages.views.form_too_old"

SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would send `Origin: null` with every form
SECURE_HSTS_SECONDS = 63072000 if SCHEME == "https" else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Mail
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("WIRWISSEN_SMTP_HOST", "localhost")
EMAIL_PORT = port_from("WIRWISSEN_SMTP_PORT", 25)
EMAIL_HOST_USER = os.environ.get("WIRWISSEN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = password_from_file("WIRWISSEN_SMTP_PASSWORD_FILE")
EMAIL_USE_TLS = one_of("WIRWISSEN_SMTP_TLS", ("0", "1")) == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("WIRWISSEN_MAIL_FROM", f"post@{HOST}")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")

# Jobs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TIMETABLE: dict[str, Timing] = {
    "wirwissen.foundation.mail.services.send_mails": Timing(every=timedelta(minutes=1)),
    "wirwissen.foundation.accounts.services.addresses.keep_addresses": Timing(
        every=timedelta(minutes=15)
    ),
    "wirwissen.foundation.privacy.services.keep_the_hours": Timing(every=timedelta(minutes=15)),
    "wirwissen.foundation.privacy.services.keep_the_dates": Timing(daily_at=time(3, 10)),
}

# Logs: no addresses of pages or people, no names; seven days, a file a day.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "file": {
            "class": "wirwissen.foundation.core.logs.QuietFile",
            "folder": str(LOG_FOLDER),
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["file"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = [
    "security.W005",
    "security.W021",
    "security.W008",
    "security.W004",
]
