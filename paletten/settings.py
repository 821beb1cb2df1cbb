"""The desk's settings: safe for production as they stand; what differs between machines comes from the environment.

Importing this file needs no environment, key file or server (docs/deployment.md lists every variable).
"""

import os

import environ
from django.utils.translation import gettext_noop as _

from paletten.environment import data_folder, database, log, mail, secret_key, sources, storage

env = environ.Env()

ROOT = data_folder.ROOT
DATA_DIR = data_folder.read_data_dir(env=env)

# --- What kind of desk this is -----------------------------------------------------------------------------------
DEBUG = False  # never: Django's error pages show the values of local variables
DESK_DEMO = env.bool("DESK_DEMO", default=False)  # invented people, mails shown on the start page, plain HTTP
DESK_HTTPS = env.bool("DESK_HTTPS", default=not DESK_DEMO)
SECRET_KEY = secret_key.read_secret_key(env=env, data_dir=DATA_DIR)
SECRET_KEY_FALLBACKS = env.list("DESK_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("DESK_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("DESK_ORIGINS", default=[])

# --- Keys of the sealed packages and of the ledger's checkpoints (never SECRET_KEY, never in the database) --------
DESK_KEYS = env.str("DESK_KEYS", default="")
DESK_KEY_FILE = env.str("DESK_KEY_FILE", default=str(DATA_DIR / "desk.keys"))
DESK_LEASE_SECONDS = env.int("DESK_LEASE_SECONDS", default=30)  # a worker holds a job for so long, no task runs longer
DESK_JOB_ATTEMPTS = env.int("DESK_JOB_ATTEMPTS", default=8)  # then the job is dead and waits for a person

DESK_ACCESS_DAYS = env.int("DESK_ACCESS_DAYS", default=180)  # access records are kept for so long, then deleted
DESK_DRAFT_DAYS = env.int("DESK_DRAFT_DAYS", default=90)  # what was begun and never filed is kept for so long
DESK_RETENTION_DAYS = {  # for so long a case that is over keeps what it says and holds, by how it ended
    "closed": env.int("DESK_RETENTION_DAYS_CLOSED", default=1095),
    "refused": env.int("DESK_RETENTION_DAYS_REFUSED", default=1095),
    "withdrawn": env.int("DESK_RETENTION_DAYS_WITHDRAWN", default=365),
}

INSTALLED_APPS = [
    "paletten.apps.PalettenConfig",
    "accounts.apps.AccountsConfig",
    "disclosures.apps.DisclosuresConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # so that pages' templates can draw its fields
    "django_htmx",  # for htmx itself, served from here
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",  # the assets of the API pages, served from here and not from a CDN
]
MIDDLEWARE = [
    "paletten.content_policy.ContentPolicyMiddleware",  # these two first: redirects, files and refusals carry them too
    "paletten.freshness.FreshnessMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "paletten.plain_requests.PlainRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "paletten.body_limit.BodyLimitMiddleware",
    "accounts.cookies.middleware.CookieChoiceMiddleware",  # around everything that could set a cookie
    "accounts.sign_in.session_cookie.SessionCookieMiddleware",
    "paletten.shell.language.LanguageMiddleware",
    "paletten.api_addresses.ApiAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paletten.shell.cookies.SignInCookiesMiddleware",
    "paletten.doors.DoorMiddleware",
    "paletten.agreement.AgreementMiddleware",
    "accounts.sign_in.gate.GateMiddleware",  # after all that asks: what it stops is played again past them
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.access.middleware.AccessRecordMiddleware",  # here it is known who asks, and for what
    "paletten.shell.problems.RefusalMiddleware",
]
ROOT_URLCONF = "paletten.urls"
WSGI_APPLICATION = "paletten.wsgi.application"
FORM_RENDERER = "paletten.kit.renderer.KitRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "paletten.shell.context.shell",
            ]
        },
    }
]

# --- Where things are kept -----------------------------------------------------------------------------------------
DATABASES = {"default": database.read_database(env=env, data_dir=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = storage.read_storages(env=env, data_dir=DATA_DIR)
DESK_SOURCES = env.str("DESK_SOURCES", default="")  # a mapping file: what a platform's database or API holds
DESK_SOURCE_SECRETS = sources.read_secrets(environ=os.environ)
REDIS_URL = env.str("REDIS_URL", default="")
# `memory://` reaches no worker: with no broker at all, jobs wait in their table until one is there.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL or "memory://")
# Lock-outs and used codes of sign-in are counted in the database, as sessions are; what only saves work, in the quick
# cache. In-process memory is right for commands that serve nobody.
CACHES = {
    "default": {"BACKEND": "accounts.counters.Counters"},
    "quick": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache"
        if REDIS_URL
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": REDIS_URL or "scratch",
        "KEY_PREFIX": "desk",
    },
}
SESSION_ENGINE = "accounts.sign_in.session_store"  # in the database: what matters for security is never only in Redis

# How many proxies of ours stand before the desk: as many entries at the end of X-Forwarded-For can be believed.
DESK_PROXIES = env.int("DESK_PROXIES", default=1) if env.bool("DESK_BEHIND_PROXY", default=False) else 0

# --- Who signs in --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.sign_in.passwords.UnlikeTheAddress"},
    {"NAME": "accounts.sign_in.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.sign_in.adapter.DeskAccounts"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.forms.SignInForm",
    "change_password": "accounts.sign_in.forms.OtherPasswordForm",
    "reset_password_from_key": "accounts.sign_in.forms.NewPasswordForm",
    "signup": "accounts.sign_in.forms.SignUpForm",
    "reset_password": "accounts.sign_in.forms.ForgottenPasswordForm",
    "add_email": "accounts.sign_in.forms.OtherAddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None  # the name is a handle that nobody types
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes to type, no links to press: what scans mail presses every link, and a link is forwarded.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # seconds: a mail may take its time
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whose password or second factor was changed hears of it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "3/m/key",
}
MFA_ADAPTER = "accounts.sign_in.factors.DeskFactors"
MFA_FORMS = {
    "add_webauthn": "accounts.sign_in.forms.NewKeyForm",
    "edit_webauthn": "accounts.sign_in.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey that asked for finger or PIN is two factors by itself
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds: clocks differ, and people type slowly
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DESK_HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = DESK_PROXIES

# --- Browser's side of safety --------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = DESK_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/v1/health/"]  # a load balancer asks over plain HTTP and learns nothing
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DESK_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if DESK_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = DESK_HTTPS
SECURE_HSTS_PRELOAD = DESK_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = DESK_HTTPS
# With the prefix a browser takes the cookie from this very host over HTTPS only, so that no neighbour can plant one.
COOKIE_PREFIX = "__Host-" if DESK_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = (
    f"{COOKIE_PREFIX}{name}" for name in ("session", "csrf", "lang")
)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax, not Strict: who follows the link of a mail arrives signed in; a form or call of another site brings no cookie.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: a working day
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what was done is no cookie's business
CSRF_FAILURE_VIEW = "paletten.shell.problems.show_csrf"
X_FRAME_OPTIONS = "DENY"
DESK_EVIDENCE_FILE_LIMIT = env.int("DESK_EVIDENCE_FILE_LIMIT", default=25 * 1024 * 1024)  # bytes of one file
DESK_EVIDENCE_CASE_LIMIT = env.int("DESK_EVIDENCE_CASE_LIMIT", default=250 * 1024 * 1024)  # of all files of one case
DESK_CLAMAV = env.str("DESK_CLAMAV", default="")  # unix:/run/clamav/clamd.ctl or tcp://host:3310; empty: none
# Sealed as it comes: no upload is ever a plain file on a disk, whatever address it is sent to.
FILE_UPLOAD_HANDLERS = ["disclosures.delivery.evidence.arriving.SealingUploadHandler"]
DESK_BODY_LIMIT = DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes: the largest honest filing is a few kilobytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- Language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # files are served from the apps' own folders: `collectstatic` is never needed

# --- Mail, logs ----------------------------------------------------------------------------------------------------
DESK_URL = env.str("DESK_URL", default="http://127.0.0.1:8000")  # what a mail links to; mails carry a reference only
DESK_MAIL_DOMAIN = env.str("DESK_MAIL_DOMAIN", default="localhost")  # of Message-IDs, so that a resent mail is known
DEFAULT_FROM_EMAIL = env.str("DESK_MAIL_FROM", default="Paletten Disclosure Desk <desk@localhost>")
_MAIL = mail.read_mail(env=env)
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST = _MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = _MAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10  # seconds: a notice is a job and will be tried again
DESK_MAIL_DIR = env.str("DESK_MAIL_DIR", default=str(DATA_DIR / "mail"))
LOGGING = log.read_logging(level=env.str("DESK_LOG_LEVEL", default="INFO"))

# --- Who keeps the data: stands in every consent receipt ------------------------------------------------------------
DESK_COMPANY = {
    "name": env.str("DESK_COMPANY_NAME", default="Paletten Camera"),
    "contact": env.str("DESK_COMPANY_CONTACT", default=_("The privacy officer")),
    "address": env.str("DESK_COMPANY_ADDRESS", default=_("Write to the privacy officer by mail")),
    "email": env.str("DESK_COMPANY_EMAIL", default="privacy@localhost"),
    "phone": env.str("DESK_COMPANY_PHONE", default=_("None published")),
}

# --- API -----------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "disclosures.api.authentication.BearerAuthentication",  # first: it makes a missing sign-in a 401
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["disclosures.api.permission.MayUseDesk"],  # a forgotten view is a closed one
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["disclosures.api.parsing.StrictJSONParser"],
    "EXCEPTION_HANDLER": "disclosures.api.problems.answer",
    "NUM_PROXIES": DESK_PROXIES,  # whose address a rate limit counts
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
    "UPLOADED_FILES_USE_URL": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Paletten Disclosure Desk",
    "DESCRIPTION": "Requests to disclose members' personal data: filing, signatures, releases and the ledger.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],  # how to file is no secret
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "BasisEnum": "disclosures.domain.basis.BasisCode",
        "CaseStatusEnum": "disclosures.api.cases.rows.STATUSES",
        "ComplaintSideEnum": "disclosures.api.complaints.shapes.SIDES",
        "CircumstanceEnum": "disclosures.domain.facts.Circumstance",
        "DrawnReviewResultEnum": "disclosures.models.DrawnReview.Result",
        "EmergencyResultEnum": "disclosures.models.EmergencyFollowUp.Result",
        "FactEnum": "disclosures.domain.facts.Fact",
        "GroundEnum": "disclosures.domain.grounds.Ground",
        "InstrumentKindEnum": "disclosures.domain.particulars.InstrumentKind",
        "ItemEnum": "disclosures.domain.catalogue.ItemKey",
        "OrganisationKindEnum": "disclosures.domain.roles.OrganisationKind",
        "OutcomeEnum": "disclosures.api.cases.rows.OUTCOMES",
        "PolicyVersionStateEnum": "disclosures.api.policy_versions.STATES",
        "PartyEnum": "disclosures.domain.roles.Party",
        "PerformanceKindEnum": "disclosures.models.Performance.Kind",
        "RelayEndEnum": "disclosures.domain.threads.RelayEnd",
        "ReleaseStatusEnum": "disclosures.models.Release.Status",
        "NoticeKindEnum": "disclosures.models.Notice.Kind",
        "HoldKindEnum": "disclosures.domain.holds.HoldKind",
        "EnteredHoldKindEnum": "disclosures.domain.holds.ENTERED",
        "WaitKindEnum": "disclosures.queries.waiting.KINDS",
        "RoleEnum": "disclosures.domain.roles.Role",
        "ShapeEnum": "disclosures.domain.particulars.Shape",
        "StandingEnum": "disclosures.queries.standing.Standing",
        "StepEnum": "disclosures.domain.route.StepName",
        "ThreadEnum": "disclosures.domain.threads.Thread",
        "TransactionStatusEnum": "disclosures.models.Transaction.Status",
    },
}
