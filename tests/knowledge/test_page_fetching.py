"""Getting a page over the wire: a live server of our own, its certificate made on the spot, and all its bad habits."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from infolinia.core.clock import now
from infolinia.knowledge.links.addresses import is_public
from infolinia.knowledge.pages import fetching
from infolinia.knowledge.pages.cleaning import LARGEST_PAGE
from infolinia.knowledge.pages.errors import BadPage

PAGE = "<h1>Ślub</h1>".encode()
Fetch = Callable[..., bytes]


class _Site(BaseHTTPRequestHandler):
    """A site whose paths say how they answer."""

    seen: list[tuple[str, str]] = []
    gate = threading.Event()

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Host"]))
        match self.path.strip("/").split("?")[0]:
            case "inside":
                self._send(302, b"", location="https://10.0.0.1/secret")
            case "loop":
                self._send(301, b"", location="/loop")
            case "data":
                self._send(200, b"%PDF-1.7", kind="application/pdf")
            case "large":
                self._send(200, b"x" * (LARGEST_PAGE + 1))
            case "endless":
                self._drip(200_000, announced=0)
            case "slow":
                self._drip(1, announced=1_000)
            case "short":
                self._drip(0, announced=1_000)
            case name:
                self._send(int(name) if name.isdigit() else 200, PAGE)

    def _send(self, status: int, body: bytes, *, kind: str = "text/html", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self._write(body)

    def _drip(self, size: int, *, announced: int) -> None:
        """Send pieces for ever, or nothing more, whatever was announced; stops when the other side hangs up."""
        self.send_response(200)
        if announced:
            self.send_header("Content-Length", str(announced))
        self.end_headers()
        while size and self._write(b"x" * size) and not self.gate.wait(0.02 if size < 1_000 else 0):
            pass

    def _write(self, body: bytes) -> bool:
        try:
            self.wfile.write(body)
        except OSError:
            return False
        return True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who hang up in the middle."""


def _certificate(folder: Path, name: str) -> Path:
    """Write a key and a certificate of its own for the name; returns their file."""
    key, at = ec.generate_private_key(ec.SECP256R1()), now()
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture(params=["localhost"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fetch]:
    """A live site on loopback; gives what fetches a path from it by the name `localhost`, its certificate trusted."""
    certificate = _certificate(tmp_path, request.param)
    family, *_rest, address = socket.getaddrinfo("localhost", 0, type=socket.SOCK_STREAM)[0]
    server = type("_Here", (_Server,), {"address_family": family})((address[0], 0), _Site)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    _Site.seen, _Site.gate = [], threading.Event()
    port = server.server_address[1]

    def fetch(path: str, **given: Any) -> bytes:
        told = {"hosts": ["localhost"], "is_allowed": lambda address: True, "port": port,
                "tls": ssl.create_default_context(cafile=certificate)}  # fmt: skip
        return fetching.fetch_page(f"https://localhost:{port}{path}", **(told | given))

    yield fetch
    _Site.gate.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_comes_over_a_checked_connection(site: Fetch) -> None:
    assert site("/ślub?kto=ja i ty") == PAGE
    ((path, host),) = _Site.seen
    assert path == "/%C5%9Blub?kto=ja%20i%20ty"
    assert host.startswith("localhost")


@pytest.mark.parametrize("site", ["other.example.org"], indirect=True)
def test_a_certificate_of_another_name_is_not_believed(site: Fetch) -> None:
    with pytest.raises(BadPage, match="nie odpowiedział"):
        site("/page")
    assert _Site.seen == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(site: Fetch) -> None:
    with pytest.raises(BadPage, match="nie odpowiedział"):
        site("/page", tls=None)
    assert _Site.seen == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/inside", "302"),
        ("/loop", "301"),
        ("/404", "404"),
        ("/500", "500"),
        ("/data", "nie jest strona HTML"),
        ("/large", "za duża"),
        ("/endless", "za duża"),
    ],
)
def test_what_is_no_page_is_refused_after_one_question(site: Fetch, path: str, why: str) -> None:
    with pytest.raises(BadPage, match=why):
        site(path)
    assert [asked for asked, _host in _Site.seen] == [path], "no redirect is followed, into the network or elsewhere"


def test_half_a_page_is_no_page(site: Fetch) -> None:
    with pytest.raises(BadPage, match="nie odpowiedział"):
        site("/short")


def test_a_server_that_never_comes_to_an_end_is_hung_up_on(site: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    started = monotonic()
    with pytest.raises(BadPage, match="nie odpowiedział"):
        site("/slow")
    assert monotonic() - started < 10, "a thousand bytes would take twenty seconds"


def test_a_server_that_is_silent_from_the_start_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(BadPage, match="nie odpowiedział"):
            fetching.fetch_page(
                f"https://127.0.0.1:{port}/", hosts=["127.0.0.1"], is_allowed=lambda address: True, port=port
            )


def test_a_name_that_also_leads_inside_the_network_is_not_asked(site: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    both = [(*entry, ("8.8.8.8", 443)), (*entry, ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: both)
    with pytest.raises(BadPage, match="nie wolno"):
        site("/page", is_allowed=is_public)
    assert _Site.seen == []


def test_a_name_is_resolved_once_so_that_no_second_answer_can_lead_inside(
    site: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def noted(host: str, *rest: Any, **how: Any) -> Any:
        asked.append(host)
        return resolve(host, *rest, **how)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    assert site("/page") == PAGE
    assert asked.count("localhost") == 1
