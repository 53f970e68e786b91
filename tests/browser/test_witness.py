"""The policy is in force, and the witness hears what a page complains of."""

import pytest

from tests.browser.witness import Witness

STYLE = "document.body.innerHTML = `<p style='color: red'>`"
SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {text: 'alert()'}))"


@pytest.fixture
def witness():
    """One whose word the test itself asks for."""
    return Witness()


@pytest.mark.parametrize(
    ("misdeed", "heard"),
    [
        (STYLE, "Content-Security-Policy: style-src"),
        (SCRIPT, "Content-Security-Policy: script-src"),
        ("setTimeout(() => nowhere.to.be.found)", "nowhere is not defined"),
        ("console.error('trouble')", "trouble"),
        ("fetch('/no-such-page/')", "status of 404"),
    ],
)
def test_what_a_page_must_not_do_is_heard(misdeed, heard, open_page, witness):
    page = open_page("/sign-in/")
    witness.check()
    page.evaluate(f"() => {{ {misdeed} }}")
    for _ in range(100):
        if any(heard in complaint for complaint in witness.complaints):
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail(f"nobody heard {heard!r}: {witness.complaints}")
    with pytest.raises(AssertionError):
        witness.check()
