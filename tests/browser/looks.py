"""Looking at a page as it stands: on a desk in the light, on a phone in the dark."""

from tests.browser.axe import violations
from tests.browser.widths import width_of

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 900}


def look(page, has_script=True):
    """Nothing is wrong for whoever needs assistance, nothing stands out sideways.

    Expect something of the page before: a page that is on its way is the one before it.
    """
    for size, scheme in ((PHONE, "dark"), (DESK, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert width_of(page) <= size["width"]
        if has_script:
            assert violations(page) == []
