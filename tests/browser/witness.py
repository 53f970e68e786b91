"""Who sees what a browser complains of: a page that complains fails its test."""

import re

# The policy's violations come as console errors too, but not where a script catches them.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`Content-Security-Policy: ${event.effectiveDirective} ${event.blockedURI}`);
});
"""


class Witness:
    """Gathers errors of the console and of scripts; some a test may expect."""

    def __init__(self):
        self.complaints: list[str] = []
        self._expected: list[str] = []

    def watch(self, context) -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def expect(self, pattern: str) -> None:
        """Demand that somebody complains like this, once or more."""
        self._expected.append(pattern)

    def check(self) -> None:
        unexpected = [
            complaint
            for complaint in self.complaints
            if not any(re.search(pattern, complaint) for pattern in self._expected)
        ]
        assert unexpected == []
        for pattern in self._expected:
            assert any(re.search(pattern, each) for each in self.complaints), pattern

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")
