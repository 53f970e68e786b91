"""A board, as a hand and an eye find their way on it."""

from playwright.sync_api import expect


class Board:
    """The board of an opening on `page`, which may be another page by now."""

    def __init__(self, page, opening):
        self.page = page
        self.path = f"/openings/{opening.pk}/board/"

    def open(self):
        self.page.goto(self.path)
        return self

    def card(self, application):
        return self.page.locator(f"#card-{application.pk}")

    def column(self, stage):
        return self.page.locator(f"#cards-{stage.pk}")

    def drag(self, application, stage) -> None:
        """With the mouse: press, move in steps, let go."""
        mouse = self.page.mouse
        self.card(application).get_by_role("paragraph").first.hover()
        mouse.down()
        box = self.column(stage).bounding_box()
        mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=8)
        mouse.move(box["x"] + box["width"] / 2 + 4, box["y"] + 24, steps=2)
        mouse.up()

    def expect_in(self, stage, application) -> None:
        expect(self.column(stage).locator(f"#card-{application.pk}")).to_be_visible()

    def expect_counts(self, counts) -> None:
        """`counts` by stage."""
        for stage, count in counts.items():
            expect(self.page.locator(f"#count-{stage.pk}")).to_have_text(str(count))

    def toast(self, text):
        return self.page.locator("[data-toast]", has_text=text)
