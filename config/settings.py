"""Settings. What differs between machines comes from the environment, read in one place."""

from pathlib import Path

import dj_database_url

from config.brokers import broker_of
from config.environment import environment_or_exit

ENVIRONMENT = environment_or_exit()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = ENVIRONMENT.data_dir
DEBUG = False
DEVELOPMENT = ENVIRONMENT.development
SECRET_KEY = ENVIRONMENT.secret_key
BASE_DOMAIN = ENVIRONMENT.base_domain
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
PUBLIC_HOSTS = frozenset({BASE_DOMAIN, f"www.{BASE_DOMAIN}"})
PUBLIC_SCHEME = "https" if ENVIRONMENT.secure else "http"
PUBLIC_PORT_SUFFIX = "" if ENVIRONMENT.secure else f":{ENVIRONMENT.port}"
SIGNUP_OPEN = ENVIRONMENT.signup_open

SHARED_APPS = ["django_tenants", "django.contrib.contenttypes", "config.tenancy"]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "config.accounts",
    "config.records",
    "pipeline",
    "assessments",
    "panels",
]
INSTALLED_APPS = [
    *SHARED_APPS,
    *[app for app in TENANT_APPS if app not in SHARED_APPS],
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "reports",
    "config.demo",
]
TENANT_MODEL = "tenancy.Company"
TENANT_DOMAIN_MODEL = "tenancy.Domain"
TENANT_LIMIT_SET_CALLS = True
PG_EXTRA_SEARCH_PATHS = ["extensions"]
SKIP_PG_EXTRA_VALIDATION = True  # schemas of companies begin with c_; spares a query at start
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TEST_RUNNER = None


def _database(url, pool=None):
    """A database setting; `pool` is an option of psycopg, absent where nothing is pooled."""
    setting = dj_database_url.parse(url, engine="django_tenants.postgresql_backend")
    options = {**setting.get("OPTIONS", {}), **({"pool": pool} if pool else {})}
    return {**setting, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


OWNER = _database(ENVIRONMENT.database_owner_url)
POOL = {"min_size": 1, "max_size": ENVIRONMENT.threads + 2, "max_lifetime": 600, "timeout": 15}
DATABASES = {
    "default": OWNER if ENVIRONMENT.as_owner else _database(ENVIRONMENT.database_url, POOL),
    "owner": OWNER,
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["config.accounts.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "pipeline:today"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
SESSION_COOKIE_NAME = "fortnight_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if ENVIRONMENT.secure:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.tenancy.hosts.HostMiddleware",
    "config.accounts.sessions.CompanySessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.accounts.sessions.CompanyUserMiddleware",
    "config.accounts.viewing.ViewingAsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

ROOT_URLCONF = "config.urls"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.accounts.permissions.who_and_can",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
MAX_UPLOAD_BYTES = 25 * 1024 * 1024

DEFAULT_FROM_EMAIL = ENVIRONMENT.default_from_email
EMAIL_BACKEND = ENVIRONMENT.mail.backend
EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = ENVIRONMENT.mail.use_tls
EMAIL_USE_SSL = ENVIRONMENT.mail.use_ssl
EMAIL_FILE_PATH = ENVIRONMENT.mail.folder
EMAIL_TIMEOUT = 20

CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = broker_of(
    ENVIRONMENT.broker_url, ENVIRONMENT.database_url
)
CELERY_BEAT_SCHEDULE = {"round": {"task": "look_everywhere", "schedule": 60.0}}
# It has one entry, so there is nothing to keep in a file.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "fortnight"
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_CONCURRENCY = ENVIRONMENT.task_processes
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 4  # with 1, pgmq hands out one message per poll

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},  # or each look would be two lines a minute
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "django": {"handlers": [], "propagate": True},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["config.records.api.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["config.records.api.permissions.NeedsAction"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.records.api.parsing.PlainJSONParser"],
    "EXCEPTION_HANDLER": "config.records.api.problems.problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fortnight API",
    "DESCRIPTION": "From first contact to offer in two weeks, with evidence behind every decision.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "StageKind": "pipeline.models.processes.StageKind",
        "MoveKind": "pipeline.models.moves.MoveKind",
        "OpeningStatus": "pipeline.models.openings.OpeningStatus",
        "OfferStatus": "pipeline.models.offers.OfferStatus",
        "OriginEnum": "pipeline.models.applications.Origin",
        "FrameworkOrigin": "pipeline.api.framework_bodies.ORIGINS",
        "InterviewKind": "pipeline.api.framework_bodies.INTERVIEWS",
    },
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # emails are unique without regard to case
    "security.W021",  # browsers' preload lists are for the domain's owner to ask for
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
