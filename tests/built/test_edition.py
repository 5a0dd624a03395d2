"""A fork that sets `site_url` and `extra.publisher`, and nothing else, served as a host serves it: below a path."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from guide.paper.codes import qr_code
from guide.project import Project
from guide.web.assets import fingerprint
from lxml import html
from playwright.sync_api import Browser, Page

from tests.built.serving import Quiet, served
from tests.built.test_accessibility import violations
from tests.conftest import ROOT
from tests.sites import built_strictly, shared

URL = "https://someone.github.io/guide/"
BLOCK = """  publisher:
    name: "Ysgol Gynradd y Bryn"
    address: "1 Stryd Fawr, Caerdydd"
    contact: "swyddfa@bryn.example"
    alnco:
      name: "Ms Rees"
      contact: "029 2087 2087"
    logo: "logo.svg"
    report: "https://github.com/someone/guide/issues/new"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><path d="M0 60 60 0l60 60z" fill="#00514f"/></svg>'


KEPT = ("en", "cy", "ar")  # languages in both directions, whatever the guide has: more of them show nothing more


def fork(folder: Path) -> None:
    """Copy the guide with few languages, and change address and block in mkdocs.yml as text, as a person does."""
    for name in ("docs", "hooks", "overrides", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / ".cache").symlink_to(ROOT / ".cache")
    (ROOT / ".cache").mkdir(exist_ok=True)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    addresses = (ROOT / "addresses.yml").read_text(encoding="utf-8")
    for dropped in {each.locale for each in Project(ROOT).site.languages} - set(KEPT):
        text = re.sub(rf"( +)- locale: {dropped}\n(\1  .*\n)*", "", text)
        addresses = re.sub(rf"^ +- {dropped}\n", "", addresses, flags=re.MULTILINE)
        (folder / "translations" / f"{dropped}.po").unlink()
        (folder / "translations" / "terms" / f"{dropped}.yml").unlink(missing_ok=True)
    (folder / "addresses.yml").write_text(addresses, encoding="utf-8")
    start, end = text.index("  publisher:\n"), text.index("\ntheme:")
    text = text[:start] + BLOCK + text[end:]
    lines = [f"site_url: {URL}" if line.startswith("site_url:") else line for line in text.splitlines()]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def built_fork(folder: Path) -> Path:
    """Build the fork into a folder `guide`, as it lies on its domain."""
    fork(folder)
    return built_strictly(folder, folder / "domain" / "guide")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the fork's site, built once."""
    return shared(tmp_path_factory, "fork", built_fork)


class Host(Quiet):
    """Serves as GitHub Pages does: what is not there is answered with the site's own 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page for lost readers."""
        page = (Path(self.directory) / "guide" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def home(edition: Path) -> Iterator[str]:
    """Yield the address of the fork on a server of its own."""
    with served(edition.parent, Host) as address:
        yield f"{address}guide/"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_every_link_and_every_file_stays_below_the_path(edition: Path) -> None:
    pages = [*edition.rglob("index.html"), edition / "404.html"]
    assert len(pages) > 50
    for file in pages:
        here = urljoin(URL, file.relative_to(edition).as_posix().removesuffix("index.html"))
        page = html.document_fromstring(file.read_text(encoding="utf-8"))
        for target in page.xpath("//@href[not(starts-with(., 'mailto:'))] | //@src"):
            url, _ = urldefrag(urljoin(here, target))
            if urlsplit(url).netloc == urlsplit(URL).netloc:
                assert url.startswith(URL), (here, target)
                there = edition / unquote(url.removeprefix(URL))
                assert (there / "index.html" if url.endswith("/") else there).is_file(), (here, target)


def test_nothing_still_names_the_old_address(edition: Path) -> None:
    for file in edition.rglob("*"):
        if file.suffix in {".html", ".xml", ".js", ".json", ".conf", ".svg"}:
            assert "working-together.example" not in file.read_text(encoding="utf-8"), file


def test_codes_and_headers_carry_the_path(edition: Path) -> None:
    assert (edition / "ar" / "before" / "qr.svg").read_text(encoding="utf-8") == qr_code(f"{URL}ar/before/")
    assert "\n/guide/assets/*\n" in (edition / "_headers").read_text(encoding="utf-8")
    assert 'ErrorDocument 404 "/guide/404.html"' in (edition / ".htaccess").read_text(encoding="utf-8")
    assert 'location "/guide/assets/" {' in (edition / "headers.nginx.conf").read_text(encoding="utf-8")


def test_the_school_stands_on_every_page_and_on_the_forms(edition: Path) -> None:
    for file in edition.rglob("index.html"):
        (foot,) = html.document_fromstring(file.read_text(encoding="utf-8")).xpath("//footer")
        assert "Ysgol Gynradd y Bryn" in foot.text_content(), file
        assert foot.xpath(".//img/@src"), file
        assert foot.xpath(".//a[contains(@href, '/issues/new?title=')]"), file
    sheet = edition / "ar" / "forms" / "prepare" / "prepare-ar.pdf"
    said = subprocess.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert "Ysgol Gynradd y Bryn" in said
    assert "someone.github.io/guide/ar/forms/prepare" in said


def test_a_lost_reader_finds_the_way_back_from_any_depth(edition: Path, home: str, phone: Page) -> None:
    faults: list[str] = []
    phone.on("response", lambda response: faults.append(response.url) if response.status > 399 else None)
    for path in ("nothing/", "ar/forms/nothing/here/", "nothing"):
        phone.goto(home + path)
        assert phone.locator("h1").text_content() == "404"
        assert faults == [home + path], "nothing that the page itself needs is missing"
        faults.clear()
    phone.locator("section[lang=ar] a").click()
    phone.wait_for_url(f"{home}ar/")
    assert phone.locator("html").get_attribute("lang") == "ar"


def test_the_guide_below_a_path_is_kept_on_the_phone(home: str, phone: Page) -> None:
    phone.goto(f"{home}before/", wait_until="networkidle")
    phone.get_by_role("button", name="Keep this guide on my phone").click()
    phone.get_by_role("button", name="Save", exact=True).click()
    phone.get_by_text("Saved. You can open the guide without a connection now.").wait_for()
    scope = phone.evaluate("async () => (await navigator.serviceWorker.ready).scope")
    assert scope == home, "other sites on the domain are none of its business"
    phone.context.set_offline(True)
    phone.goto(f"{home}forms/prepare/")
    assert phone.get_by_text("This is the copy that you saved on").is_visible()


def test_the_logo_has_a_light_ground_in_the_dark_and_keeps_its_shape(home: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{home}ar/before/")
    logo = page.locator("footer img")
    logo.scroll_into_view_if_needed()
    assert logo.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert logo.evaluate("image => getComputedStyle(image).backgroundColor") == "rgb(255, 255, 255)"
    box = logo.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (128, 64)
    context.close()


@pytest.mark.parametrize("path", ["ar/before/", "forms/prepare/", "nothing/"])
def test_axe_finds_nothing_in_the_edition(home: str, phone: Page, path: str) -> None:
    phone.goto(home + path)
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_version_in_the_link_is_that_of_the_project(edition: Path) -> None:
    source = (edition / "before" / "index.html").read_text(encoding="utf-8")
    project = Project(ROOT)
    text = "\n".join(project.strings.page_msgids["docs/before.md"])
    assert f"-{fingerprint(text)}" in unquote(source)


def test_the_checks_find_nothing_in_the_fork(edition: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "guide", "--project", edition.parent.parent, "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (0, "")
