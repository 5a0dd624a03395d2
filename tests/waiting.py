"""Waits for what a page comes to, and does what leads there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def until(page: Page, expression: str) -> None:
    """Wait for an expression to be true. The page's policy forbids Playwright's own way, `eval`."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never true: {expression}")


def until_it_runs(page: Page, module: str) -> None:
    """Wait until a script, "panels" say, is there and has run: what is loaded only then acts inside a tap."""
    named = f"performance.getEntriesByType('resource').find(each => each.name.endsWith('/{module}.js'))"
    until(page, f"Boolean({named})")
    page.evaluate(f"import({named}.name)")


def unfold(page: Page) -> Locator:
    """Return what shows another language beside the page's. Where there are many, they are folded."""
    fold = page.locator(".aids .folded:not([open]) > summary")
    if fold.count():
        fold.click()
    return page.locator(".aids")


def beside(page: Page, name: str) -> None:
    """Show a language beside the page's, or put it away."""
    unfold(page).get_by_role("button", name=name, exact=True).click()
