"""Pages and a browser to open them in. Where there is no browser these tests are skipped and say why."""

import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from luoshi.cli.sources import example_sources
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.exchange.html_page import write_html
from luoshi.exchange.text import read_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.text import Document, DocumentId
from tests.browser import chromium
from tests.browser.marked import marked_plan
from tests.browser.sizes import WIDE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "page.txt"
AXE = "axe-core@4.10.3"


@pytest.fixture(scope="session")
def browser() -> Iterator["BrowserContext"]:
    reason = chromium.missing()
    if reason:
        pytest.skip(reason)
    with chromium.chromium() as context:
        yield context


def compiled(documents: list[Document]) -> bytes:
    outcomes = [compile_document(document) for document in documents]
    linked = link(tuple(outcome.value for outcome in outcomes))
    found: list[Diagnostic] = [each for outcome in outcomes for each in outcome.diagnostics]
    return write_html(linked.value, [*found, *linked.diagnostics])


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The path of the page called ``marked``, ``example`` or ``seed``, made when first asked for."""
    folder = tmp_path_factory.mktemp("pages")

    def file(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_bytes(_content(name))
        return path

    return file


def _content(name: str) -> bytes:
    if name == "marked":
        plan, found = marked_plan()
        return write_html(plan, found)
    if name == "example":
        read = [read_text(source.data or b"", source.name, source.id).value for source in example_sources()]
        return compiled([document for document in read if document is not None])
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here")
    return compiled([Document(id=DocumentId("page"), text=SEED.read_text(encoding="utf-8"), path="page.txt")])


@pytest.fixture
def open_page(browser: "BrowserContext", files: Callable[[str], Path]) -> Iterator[Callable[..., "Page"]]:
    """Opens a page; an error in its script, a refused script or a request to a network fails the test."""
    faults: list[str] = []
    opened: list[Page] = []

    def open_(name: str, *, size: dict[str, int] = WIDE, scheme: str = "light", fragment: str = "") -> "Page":
        page = browser.new_page()
        opened.append(page)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on(
            "request", lambda request: None if request.url.startswith("file:") else faults.append(request.url)
        )
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(files(name).as_uri() + fragment)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield open_
    for page in opened:
        page.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """The script of axe-core, fetched by npm into the cache of the tests."""
    folder = Path(request.config.cache.mkdir("axe-core"))
    script = folder / f"{AXE}.js"
    if not script.exists():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed")
        packed = subprocess.run(
            ["npm", "pack", "--silent", AXE], cwd=folder, capture_output=True, text=True, timeout=120
        )
        if packed.returncode:
            pytest.skip(f"npm pack {AXE} failed: {packed.stderr.strip()[-200:]}")
        with tarfile.open(folder / packed.stdout.strip().splitlines()[-1]) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            script.write_bytes(member.read())
    return script.read_text(encoding="utf-8")
