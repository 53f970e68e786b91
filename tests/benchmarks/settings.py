"""Settings of the benchmarks: those of the product, with a floor page and a count beside."""

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE

ROOT_URLCONF = "tests.benchmarks.urls"
MIDDLEWARE = ["tests.benchmarks.floor.CountingMiddleware", *MIDDLEWARE]
