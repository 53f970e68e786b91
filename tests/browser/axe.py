"""What axe finds against the Web Content Accessibility Guidelines 2.2, A and AA."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
IS_THERE = "typeof axe === 'object'"
FIND_VIOLATIONS = """
async (rules) => {
  // What is still fading in or out has colours that nobody is meant to read.
  await Promise.allSettled(document.getAnimations().map((each) => each.finished));
  const { violations } = await axe.run({
    runOnly: rules,
    resultTypes: ["violations"],
    preload: false,
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}
"""


def violations(page) -> list[str]:
    """Return a line for each element of `page`, as it stands, that breaks a rule."""
    if not page.evaluate(IS_THERE):
        page.evaluate(Axe().axe_script)
    return page.evaluate(FIND_VIOLATIONS, RULES)
