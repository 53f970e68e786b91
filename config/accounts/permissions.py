"""The permission table: which role may do what.

It says what a person may do at all; which rows, the querysets' `visible_to` says. Pages, API and
menus ask here and nowhere else.
"""

from config.accounts.roles import Role

ADMIN, RECRUITER, LEAD, INTERVIEWER = (
    Role.ADMIN,
    Role.RECRUITER,
    Role.HIRING_LEAD,
    Role.INTERVIEWER,
)
EVERYONE = frozenset(Role)
HIRING = frozenset({RECRUITER, LEAD})

ACTIONS: dict[str, frozenset[Role]] = {
    "company.view": frozenset({ADMIN, RECRUITER, LEAD}),
    "company.edit": frozenset({ADMIN}),
    "people.view": frozenset({ADMIN, RECRUITER, LEAD}),
    "people.edit": frozenset({ADMIN}),
    "people.view_as": frozenset({ADMIN}),
    "audit.view": frozenset({ADMIN}),
    "account.own": EVERYONE,
    "tokens.own": EVERYONE,
    "framework.view": EVERYONE,
    "framework.edit": frozenset({ADMIN, LEAD}),
    "specializations.view": frozenset({ADMIN, RECRUITER, LEAD}),
    "specializations.edit": frozenset({ADMIN, LEAD}),
    "processes.view": frozenset({ADMIN, RECRUITER, LEAD}),
    "processes.edit": frozenset({ADMIN, LEAD}),
    "emails.edit": frozenset({ADMIN, RECRUITER}),
    "openings.view": HIRING,
    "openings.edit": HIRING,
    "openings.weigh": frozenset({LEAD}),
    "approvals.give": EVERYONE,
    "boards.view": HIRING,
    "candidates.list": HIRING,
    "candidates.view": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "candidates.edit": HIRING,
    "candidates.reveal": HIRING,
    "candidates.merge": frozenset({RECRUITER}),
    "candidates.search": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "inbox.review": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "pools.view": HIRING,
    "pools.edit": HIRING,
    "tags.edit": HIRING,
    "works.verify": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "referrals.make": EVERYONE,
    "applications.move": HIRING,
    "applications.hold": HIRING,
    "notes.write": HIRING,
    "documents.add": HIRING,
    "documents.view": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "imports.run": frozenset({ADMIN, RECRUITER}),
    "panels.seat": HIRING,
    "scorecards.fill": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "scorecards.view": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "take_homes.review": frozenset({RECRUITER, LEAD, INTERVIEWER}),
    "offers.view": HIRING,
    "offers.edit": HIRING,
    "pay.view": HIRING,
    "reports.view": HIRING,
    "today.view": EVERYONE,
}


class Can:
    """What a template asks: `{% if can.openings_edit %}`."""

    def __init__(self, user):
        self._user = user

    def __getattr__(self, name):
        action = ACTION_OF_NAME.get(name)
        if action is None:
            raise KeyError(f"There is no action for “can.{name}” in the permission table.")
        return self._user.is_authenticated and self._user.can(action)


ACTION_OF_NAME = {action.replace(".", "_"): action for action in ACTIONS}


def who_and_can(request):
    """Context processor: `user`, `company` and `can`."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    return {"user": user, "company": request.company, "can": Can(user)}
