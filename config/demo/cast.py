"""The plainly invented people and roles of the demo companies."""

from dataclasses import dataclass

PASSWORD = "fortnight-demo"  # noqa: S105 - published: `make demo` prints it


@dataclass(frozen=True)
class Colleague:
    """A person of a demo company; `login` stands before the company's mail domain."""

    login: str
    name: str
    roles: tuple[str, ...]

    def email_at(self, slug: str) -> str:
        return f"{self.login}@{slug}.example.com"


# The first of them hold one role each, in the order of the roles.
COLLEAGUES = (
    Colleague("admin", "Ada Admin", ("admin",)),
    Colleague("recruiter", "Rosa Recruiter", ("recruiter",)),
    Colleague("lead", "Lev Lead", ("hiring_lead",)),
    Colleague("interviewer", "Ines Interviewer", ("interviewer",)),
    Colleague("ravi", "Ravi Reviewer", ("interviewer",)),
    Colleague("mei", "Mei Modeller", ("interviewer",)),
)


@dataclass(frozen=True)
class Role:
    """An opening of the demo; `people` is how many are brought into it."""

    title: str
    specialization: str
    level: str
    location: str
    headcount: int
    people: int


PRIVACY = {
    "acme": """Acme reads what you send to decide about the role you applied for, and nothing else.

- The team that hires for the role reads it, and the people you talk to.
- We keep it for a year after our answer, then we erase it; say so and we erase it at once.
- Answer any of our mails to see what we keep, or to have it put right.""",
}
"""Their own privacy notices; a company without one shows what the software does."""

ROLES = {
    "acme": (
        Role("Senior Generative AI Engineer", "genai", "senior", "Berlin or remote", 2, 26),
        Role("ML Infrastructure Engineer", "infra", "mid", "Remote, Europe", 1, 12),
        Role("Applied ML Engineer", "applied", "junior", "Hamburg", 1, 8),
    ),
    "globex": (
        Role("Staff Research Engineer, Forecasting", "research", "staff", "Zurich", 1, 6),
        Role("Applied ML Engineer", "applied", "senior", "Remote", 2, 8),
    ),
}

# ruff: noqa: SIM905 - names in lines, not a column of quotes
FIRST_NAMES = """
Amara Jun Lucía Noor Tomás Ingrid Wei Farah Mateus Elena Kofi Sana Oskar Yara Dae Mina Nils Zoe
Anouk Idris Leila Hugo Priya Malik Sofia Teodor Aiko Ruben Selma Vikram
""".split()
LAST_NAMES = """
Osei Takeda Ferrer Haddad Vidal Solberg Linde Qureshi Rocha Petrova Mensah Iqbal Lindqvist Costa
Kimura Parkin Nairn Brandt Moreau Okafor Sattler Dahl Weiss Novak Aydin Romero
""".split()
