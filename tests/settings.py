"""Settings of the tests: plain static files, no pool, quick password hashes."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, MIDDLEWARE, STORAGES

DATABASES["default"]["OPTIONS"] = {
    name: value for name, value in DATABASES["default"]["OPTIONS"].items() if name != "pool"
}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
