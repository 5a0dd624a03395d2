"""Firefox and WebKit, driven as a reader drives them. Each engine starts once and goes from page to page.

Firefox speaks Mozilla's Marionette, WebKitGTK the WebDriver of its own driver. Both know the same few acts; what is
looked for in a page, and waited for, is asked by a script.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from marionette_driver.marionette import Marionette
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.tools import firefox, webkit

ESCAPE, CONTROL, ENTER = "\ue00c", "\ue009", "\ue007"  # keys, as WebDriver names them
WIDTH, HEIGHT = 500, 740  # the narrowest that both engines go to on a desktop
PATIENCE = 15  # seconds

# The first visible element of a kind, with these words where some are named.
FIND = """
return [...document.querySelectorAll(arguments[0])].find(each =>
    each.checkVisibility() && (!arguments[1] || each.textContent.trim() == arguments[1]))
"""


class Engine(ABC):
    """A browser with one tab in front."""

    @abstractmethod
    def go(self, url: str) -> None:
        """Open an address, and come back when it is loaded, from wherever."""

    @abstractmethod
    def back(self) -> None:
        """Go back to the page before."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def new_tab(self) -> None:
        """Bring a new and empty tab to the front."""

    @abstractmethod
    def run(self, script: str, *given: object) -> Any:
        """Run the body of a function in the page, and return what it returns or promises."""

    def value(self, expression: str) -> Any:
        """Return what an expression comes to in the page."""
        return self.run(f"return {expression}")

    def until(self, expression: str) -> None:
        """Wait for an expression to be true. Raises AssertionError when it never is."""
        _wait(lambda: self.value(f"Boolean({expression})"), expression)

    def find(self, selector: str, words: str = "") -> Any:
        """Return the first visible element of a kind, once there is one. Raises AssertionError when there is none."""
        return _wait(lambda: self.run(FIND, selector, words), f"{selector} {words}")

    def tap(self, selector: str, words: str = "") -> None:
        """Click on the first visible element of a kind."""
        self.find(selector, words).click()

    def type(self, selector: str, words: str) -> None:
        """Type into the first visible place of a kind."""
        self.find(selector).send_keys(words)

    def press(self, *keys: str) -> None:
        """Press keys, one while the others are held, where the focus is."""
        self.value("document.activeElement").send_keys("".join(keys))

    def text(self, selector: str) -> str:
        """Return the words of an element."""
        return str(self.run("return document.querySelector(arguments[0])?.textContent.trim()", selector))


def _wait(look: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.03)
    raise AssertionError(f"never there: {what}")


class Firefox(Engine):
    """Firefox without a screen."""

    def __init__(self, driver: Marionette):
        self.driver = driver

    def go(self, url: str) -> None:
        """Open an address."""
        self.driver.navigate(url)

    def back(self) -> None:
        """Go back to the page before."""
        self.driver.go_back()

    def reload(self) -> None:
        """Load the page again."""
        self.driver.refresh()

    def new_tab(self) -> None:
        """Bring a new and empty tab to the front."""
        self.driver.switch_to_window(self.driver.open(type="tab")["handle"])

    def run(self, script: str, *given: object) -> Any:
        """Run the body of a function in the page."""
        return self.driver.execute_script(script, script_args=given, sandbox=None)


class WebKit(Engine):
    """WebKitGTK in its own small browser."""

    def __init__(self, driver: WebKitGTK):
        self.driver = driver

    def go(self, url: str) -> None:
        """Open an address."""
        self.driver.get(url)

    def back(self) -> None:
        """Go back to the page before."""
        self.driver.back()

    def reload(self) -> None:
        """Load the page again."""
        self.driver.refresh()

    def new_tab(self) -> None:
        """Bring a new and empty tab to the front."""
        self.driver.switch_to.new_window("tab")

    def run(self, script: str, *given: object) -> Any:
        """Run the body of a function in the page."""
        return self.driver.execute_script(script, *given)


@contextmanager
def running_firefox() -> Iterator[Engine]:
    """Yield a Firefox with a profile of its own."""
    driver = Marionette(bin=firefox(), port=0, headless=True, gecko_log=os.devnull)
    try:
        driver.start_session()
        driver.set_window_rect(width=WIDTH, height=HEIGHT)
        yield Firefox(driver)
    finally:
        driver.cleanup()


@contextmanager
def running_webkit() -> Iterator[Engine]:
    """Yield a WebKitGTK on a screen of its own."""
    options = Options()
    options.binary_location = str(webkit())
    options.add_argument("--automation")
    with screen() as display:
        driver = WebKitGTK(options, Service(shutil.which("WebKitWebDriver"), env={**os.environ, "DISPLAY": display}))
        try:
            driver.set_window_size(WIDTH, HEIGHT)
            yield WebKit(driver)
        finally:
            driver.quit()


@contextmanager
def screen() -> Iterator[str]:
    """Yield the name of a screen that nobody sees."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


RUNNING: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "Firefox": running_firefox,
    "WebKit": running_webkit,
}
