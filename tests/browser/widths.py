"""How wide a page is laid out, to compare with its window."""


def width_of(page) -> int:
    """The pixels that `page` takes from left to right, once it has a body."""
    return page.locator("body").evaluate("() => document.documentElement.scrollWidth")
