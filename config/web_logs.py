"""What the web server writes down about requests."""

import re

from gunicorn.glogging import Logger

SIGNED_PART = re.compile(r"[^/]*:[^/]+")
"""A signed token within a path: its parts are joined by colons."""


class WebLogger(Logger):
    """Gunicorn's log without signed links: whoever reads the log must not be able to use them."""

    # Whoever collects the log adds the time.
    error_fmt = "%(levelname)s %(process)d %(message)s"

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["U"] = SIGNED_PART.sub("(signed)", atoms["U"] or "")
        return atoms
