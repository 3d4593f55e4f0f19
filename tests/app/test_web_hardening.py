"""What a running server answers to raw requests: own hosts and origins, closed addresses, files of one browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus

from pages.ui import own_files, sent_along
from tests.fixtures.dashboard import ROOT, environment, serving
from tests.fixtures.wire import Visitor, arrive, ask

CLOSED = [
    "/_stcore/metrics",
    "/_stcore/agent",
    "/_stcore/agent/sessions",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/a/b",
    "/_stcore/%6detrics",
]
SECRETS = ["/app/static/dashboard.py", "/.streamlit/secrets.toml", "/data/settings.py", "/var/records.sqlite"]


@pytest.fixture(scope="module")
def site(proefdam: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the dashboard over the small town."""
    with serving(environment(proefdam), tmp_path_factory.mktemp("web") / "log") as address:
        yield address


@pytest.fixture
def visitor(site: str) -> Iterator[Visitor]:
    """Somebody who has the list of hot spots open, with its file to download."""
    with arrive(site) as arrived:
        arrived.run("hotspots", toon="building")
        yield arrived


def download(visitor: Visitor) -> str:
    """Give the address of the file that the page offers, without fetching it."""
    [button] = [told for told in visitor.widgets.values() if told["kind"] == "download_button"]
    assert visitor.file(button["deferredFileId"]).status == 200
    [name] = set(own_files._NAMED.findall(visitor.received[-1]))
    return str(name.decode())


@pytest.mark.parametrize("path", ["/", "/kaart", "/_stcore/health", "/health"])
@pytest.mark.parametrize("host", ["evil.test", "evil.test:80", "127.0.0.1.evil.test", "localhost@evil.test"])
def test_a_request_for_another_host_is_refused(site: str, path: str, host: str) -> None:
    assert ask(site, path, host=host).status == 400


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_what_nobody_needs_is_closed(site: str, path: str, method: str) -> None:
    assert ask(site, path, method=method).status in {400, 404}


@pytest.mark.parametrize("path", SECRETS)
def test_no_file_of_the_server_can_be_had(site: str, path: str) -> None:
    answer = ask(site, path)
    assert answer.status == 404 or answer.body.startswith(b"<!")


@pytest.mark.parametrize("path", ["/", "/kaart", "/health", "/_stcore/metrics", "/media/x", "/component/x", "//x"])
def test_every_answer_carries_the_policies(site: str, path: str) -> None:
    headers = ask(site, path, Accept="text/html").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors" in headers["content-security-policy"]


def test_another_site_may_not_read_an_answer_nor_open_the_websocket(site: str) -> None:
    foreign = ask(site, "/_stcore/health", Origin="https://evil.test")
    assert "access-control-allow-origin" not in foreign.headers
    with pytest.raises(InvalidStatus), arrive(site, origin="https://evil.test"):
        pass


def test_a_file_is_served_to_the_browser_that_was_told_of_it_and_to_no_other(site: str, visitor: Visitor) -> None:
    path = download(visitor)
    assert ask(site, path, cookies=visitor.cookies).status == 200
    with arrive(site) as other:
        other.run("hotspots")
        assert ask(site, path, cookies=other.cookies).status == 404
    assert ask(site, path).status == 404
    assert ask(site, path, cookies={own_files.COOKIE: "a" * 43}).status == 404


def sending(*names: str) -> BackMsg:
    """Ask where files may be sent."""
    asked = BackMsg()
    asked.file_urls_request.request_id = "r"
    asked.file_urls_request.file_names.extend(names)
    return asked


def test_a_file_comes_in_only_where_a_browser_was_told_to_send_it(site: str, visitor: Visitor) -> None:
    visitor.send(sending("lijst.csv"))
    [path] = {name.decode() for name in own_files._NAMED.findall(visitor.listen("file_urls_response"))}
    with arrive(site) as other:
        other.run("hotspots")
        assert ask(site, path, method="PUT", cookies=other.cookies).status == 404
    assert ask(site, f"{path}x", method="PUT", cookies=visitor.cookies).status == 404
    assert ask(site, path, method="PUT", cookies=visitor.cookies).status == 403, "no token against forged requests"


def test_one_page_sends_so_many_files_and_no_more() -> None:
    asked = sending("a", "b").SerializeToString()
    assert sent_along.allowed(asked, 2)
    assert not sent_along.allowed(asked, 1)
    assert sent_along.allowed(BackMsg(app_heartbeat=True).SerializeToString(), 0)


def test_the_cookie_of_a_browser_can_not_be_read_by_a_script(site: str) -> None:
    assert "httponly" in ask(site, Accept="text/html").headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "asked",
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(set_run_on_save=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(debug_disconnect_websocket=True),
    ],
    ids=lambda asked: str(asked.WhichOneof("type")),
)
def test_what_is_for_developers_does_not_pass(visitor: Visitor, asked: BackMsg) -> None:
    assert not sent_along.allowed(asked.SerializeToString())
    visitor.send(asked)
    before = len(visitor.received)
    visitor.run("hotspots")
    kinds = {kind for data in visitor.received[before:] for kind in (b"git_info",) if kind in data}
    assert kinds == set()


def test_installing_files_beside_the_code_does_not_pass() -> None:
    asked = BackMsg()
    asked.backend_operation_request.install_skills.SetInParent()
    assert not sent_along.allowed(asked.SerializeToString())
    asked.backend_operation_request.deferred_file.file_id = "x"
    assert sent_along.allowed(asked.SerializeToString())


def test_health_tells_whether_both_stores_answer_and_nothing_else(site: str) -> None:
    answer = ask(site, "/health")
    assert answer.status == 200
    assert answer.body == b'{"status":"ok","warehouse":true,"records":true}'


@pytest.mark.parametrize(
    ("real", "address", "sentence"),
    [
        (True, "127.0.0.1", "holds real figures about homes or households"),
        (False, "0.0.0.0", "bound to 0.0.0.0 and nobody has to sign in"),  # noqa: S104 - that is what is refused
        (True, "0.0.0.0", "bound to 0.0.0.0 and nobody has to sign in"),  # noqa: S104
    ],
)
def test_an_unsafe_set_up_does_not_start_and_says_the_mend_in_one_sentence(
    request: pytest.FixtureRequest, *, real: bool, address: str, sentence: str
) -> None:
    var: Path = request.getfixturevalue("real_proefdam" if real else "proefdam")
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", address, "--server.port", "0"],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "secrets.toml" in done.stderr
    assert "Traceback" not in done.stderr
