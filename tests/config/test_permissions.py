"""The permission table, role by role."""

import pytest

from config.accounts.models import User
from config.accounts.permissions import ACTIONS
from config.accounts.roles import Role


@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize("role", list(Role))
def test_a_person_may_do_just_what_the_table_gives_their_role(role, action):
    assert User(roles=[role]).can(action) == (role in ACTIONS[action])


def test_a_person_without_roles_may_do_nothing():
    assert not any(User(roles=[]).can(action) for action in ACTIONS)


def test_roles_add_up():
    both = User(roles=[Role.ADMIN, Role.INTERVIEWER])
    assert both.can("people.edit")
    assert both.can("scorecards.fill")
    assert not both.can("pay.view")


def test_an_interviewer_never_sees_pay(acme, interviewer):
    assert not interviewer.can("pay.view")
    assert not interviewer.can("offers.view")
