"""The site of the real knowledge base, built once, served from memory, and one browser for all."""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from kb_tools.search.querying import Index
from tests.conftest import ROOT

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def build(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a strict build of the site of a knowledge base."""
    clean = {k: v for k, v in os.environ.items() if k not in ("KB_LANGS", "KB_SITE_URL")}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=root,
        env=clean
        | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000", "PYTHONUTF8": "1"}
        | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def site(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; the index is the one that the other tests use."""
    target = tmp_path_factory.mktemp("site") / "site"
    run = build(ROOT, target)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stderr
    return target


class _Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: compressed, and with the 404 page of the site."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        code = 200 if path.is_file() else 404
        path = path if code == 200 else Path(self.directory) / "404.html"
        data = path.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.name.endswith(TEXT):
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on a port of its own, and return its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Pages, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def base(site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the built site."""
    return serve(site)


def chromium() -> str:
    """Return where a Chromium is; fail with what to do if there is none."""
    found = os.environ.get("KB_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("no Chromium: run `make browser`, or set KB_CHROMIUM to one", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for every test of the site."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


class Tab:
    """A page of the site in a browser; `complaints` are errors, and requests to other hosts."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        url = request.url
        if not url.startswith((self.base, "data:", "blob:")):
            self.complaints.append(f"foreign request: {url}")

    def open(self, address: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.base + address)
        return self.page


Open = Callable[..., Tab]


@pytest.fixture
def tab(browser: Browser, base: str) -> Iterator[Open]:
    """Open tabs of their own; whatever a page complains of fails the test."""
    opened = []

    def new(
        width: int = 1280, scheme: str = "light", address: str = base, **options: object
    ) -> Tab:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        context.set_default_timeout(10_000)
        made = Tab(context.new_page(), address)
        opened.append(made)
        return made

    yield new
    for each in opened:
        each.page.context.close()
    assert [each.complaints for each in opened if each.complaints] == []
