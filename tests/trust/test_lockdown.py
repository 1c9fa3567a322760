"""What the pipeline may touch: its workspace, its own files, the system's fonts; no network, no program."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter
from pathlib import Path

import pytest

from pipeline.collect.dropfolder import Refused, take, walk
from pipeline.errors import UsageError
from pipeline.warehouse import open_warehouse, passing_warehouse
from pipeline.workspace import HOUSE, TEMPLATES
from pipeline.yearbook import editorial, html
from pipeline.yearbook.typesetting import typeset
from tests.workspaces import workspace_in

TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.j2"))
SOURCES = sorted((HOUSE / "pipeline").rglob("*.py"))

# Reviewed: each is a drawing of ours (Vega or our own SVG, their texts escaped), or a literal.
SAFE = {
    "chapters/back.html.j2": {"chapter.back", "svg"},
    "chapters/city.html.j2": {"place.sample", "chapter.emblem.svg", "chapter.locator"},
    "chapters/cover.html.j2": {'"<br>"', "chapter.svg"},
    "chapters/extract_cover.html.j2": {"chapter.cover.svg"},
    "chapters/opener.html.j2": {"chapter.band", '"<br>"'},
    "macros/table.html.j2": {'"<br>"', "mark"},
}
MARKUP = {
    "pipeline/bilingual.py": 4,  # elements of ours around texts that format() or escape() has escaped
    "pipeline/publish/web/writing.py": 1,  # drawing(): charts
    "pipeline/yearbook/html.py": 1,  # css(): a string of CSS, escaped for it
}
STYLED = re.compile(r"<style.*?</style>", re.DOTALL)
# What texts of a submission are called where templates speak of them. In a style stand numbers of
# ours, inks of the catalogue and names of our pages, and where words must, they pass ``css``.
WORDS = re.compile(
    r"\b(?:text|body|heading|place|event|matter|narrative|paragraph|remark|note|raw|observed|message|source|file|cell)\b"
    r"|\.(?:zh|en)\b|\|\s*(?:lead|follow|both|joined|under)\b"
)
A_NUMBER = re.compile(r"\| ?(?:css|length|round)\b|shrunk_pt|beside_pt|\bplace\[[01]\]")


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_nothing_is_called_safe_but_what_was_reviewed(path):
    said = re.findall(r"([\w.]+|\"[^\"]*\")\s*\|\s*safe\b", path.read_text("utf-8"))
    if '" "' in said:
        said.remove('" "')
    assert set(said) - SAFE.get(str(path.relative_to(TEMPLATES)), set()) == set()
    assert not re.search(r"autoescape|\bMarkup\b|\|\s*(?:tojson|xmlattr)", path.read_text("utf-8"))


def test_markup_is_made_where_it_was_reviewed():
    made = Counter()
    for path in SOURCES:
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        made[str(path.relative_to(HOUSE))] += sum(
            getattr(n.func, "id", "") == "Markup" for n in calls
        )
    assert {path: n for path, n in made.items() if n} == MARKUP


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_no_text_of_a_city_gets_into_a_style(path):
    text = path.read_text("utf-8")
    styles = re.findall(r'style="([^"]*(?:\{\{.*?\}\}[^"]*)+)"', text) + STYLED.findall(text)
    if path.name.endswith(".css.j2"):
        styles.append(text)
    filled = [words for style in styles for words in re.findall(r"\{\{(.*?)\}\}", style)]
    assert [w for w in filled if WORDS.search(w) and not A_NUMBER.search(w)] == []


def test_every_jinja_environment_escapes_and_knows_no_undefined():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Environment":
                given = {k.arg: ast.unparse(k.value) for k in node.keywords}
                assert (given["autoescape"], given["undefined"]) == ("True", "StrictUndefined"), (
                    path
                )


def test_no_module_can_start_a_program_or_open_an_address():
    forbidden = {"subprocess", "socket", "ssl", "urllib.request", "http.client", "ftplib", "requests", "pickle", "marshal",
                 "shelve", "webbrowser", "smtplib", "pty", "telnetlib", "xmlrpc", "asyncio", "code", "runpy"}  # fmt: skip
    for path in [*SOURCES, HOUSE / "cli.py"]:
        tree = ast.parse(path.read_text("utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        called = {getattr(n.func, "id", "") for n in ast.walk(tree) if isinstance(n, ast.Call)}
        assert names & forbidden == set(), path
        assert called & {"eval", "exec", "compile", "__import__"} == set(), path


@pytest.mark.parametrize("text", ["a\nb", "a\r}b", "a\fb", '"; } *', "</style>", "\\", "&lt;"])
def test_a_text_in_a_style_ends_neither_the_string_nor_the_element(text):
    inside = str(html.css(text))[1:-1]
    assert not set(inside) & set('"<>&\n\r\f')
    assert re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), inside) == text


@pytest.mark.parametrize(
    "word", ["{year.real}", "{year:>999999999}", "{year.__class__}", "{0}", "{}", "{year[0]}"]
)
def test_a_text_of_the_editors_names_words_and_nothing_else(word):
    with pytest.raises(UsageError):
        editorial.read("foreword", f"# 序 | Foreword\n\n甲{word}", {"year": 2024})


# The warehouse ---------------------------------------------------------------------------------

OUTSIDE = {
    "read a file": "select * from read_text('/etc/hostname')",
    "read a table": "select * from read_csv('{outside}')",
    "list files": "select * from glob('/etc/*')",
    "climb out": "select * from read_csv('{inside}/../outside.csv')",
    "write a file": "copy (select 1) to '{outside}'",
    "attach a file": "attach '{outside}.duckdb'",
    "export": "export database '{outside}.d'",
    "ask the network": "select * from read_csv('http://127.0.0.1:9/x.csv')",
    "install": "install httpfs",
    "load": "load httpfs",
    "open up": "set enable_external_access = true",
    "unlock": "set lock_configuration = false",
    "widen": "set allowed_directories = ['/']",
    "take more memory": "set memory_limit = '64GB'",
    "use a variable of Python": "select * from rows_of_the_caller",
    "keep a secret": "create persistent secret x (type s3, key_id 'a', secret 'b')",
}


@pytest.mark.parametrize("kind", ["file", "memory"])
@pytest.mark.parametrize("wish", OUTSIDE)
def test_the_warehouse_refuses(wish, kind, tmp_path):
    import _duckdb

    rows_of_the_caller = [1]
    assert rows_of_the_caller
    outside, inside = tmp_path / "outside.csv", tmp_path / "inside"
    outside.write_text("a\n1\n")
    opened = open_warehouse(inside / "w.duckdb") if kind == "file" else passing_warehouse()
    with opened as warehouse, pytest.raises(_duckdb.Error):
        warehouse.rows(OUTSIDE[wish].format(outside=outside, inside=warehouse.folder))
    assert sorted(p.name for p in tmp_path.iterdir()) in (
        ["inside", "outside.csv"],
        ["outside.csv"],
    )


def test_the_warehouse_reads_where_it_is_told_to(tmp_path):
    (tmp_path / "it's").mkdir()
    (tmp_path / "it's" / "a.csv").write_text("a\n1\n")
    with open_warehouse(tmp_path / "w" / "w.duckdb", reads=(tmp_path / "it's",)) as warehouse:
        assert warehouse.rows(
            "select * from read_csv($path)", path=str(tmp_path / "it's" / "a.csv")
        )


# The book ----------------------------------------------------------------------------------------

FETCHED = {
    "a file of the system": '<img src="file:///etc/hostname">',
    "the network": '<img src="http://127.0.0.1:9/x.png">',
    "a style from the network": '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    "a style outside": '<link rel="stylesheet" href="../pyproject.toml">',
    "a template": '<link rel="stylesheet" href="yearbook.html.j2">',
    "out of the styles": '<link rel="stylesheet" href="styles/../../README.md">',
    "out of them in disguise": '<link rel="stylesheet" href="styles/%2e%2e/%2e%2e/README.md">',
    "a file of another host": '<link rel="stylesheet" href="file://evil.example{styles}/page.css">',
    "a font": "<style>@font-face {{ font-family: x; src: url(file:///etc/hostname) }} p {{ font-family: x }}</style>",
    "an import": "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "a background": '<p style="background: url(file:///etc/hostname)">x</p>',
    "an image in an image": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname' width='9' height='9'/></svg>\">",
    "an old protocol": '<img src="ftp://127.0.0.1:9/x.png">',
}  # fmt: skip


@pytest.mark.parametrize("what", FETCHED)
def test_the_book_fetches_nothing_but_our_own(what):
    opened: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if (
            event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname")
            and opened is not None
        ):
            opened.append(event)
        if event == "open" and str(arguments[0]) == "/etc/hostname":
            opened.append("/etc/hostname")

    sys.addaudithook(hear)
    body = FETCHED[what].format(styles=TEMPLATES / "styles")
    made = typeset(
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>x</title></head><body>{body}<p>甲</p></body></html>'
    )
    assert opened == []
    assert made.flaws  # and it is told, which stops a build


# The drop folder ---------------------------------------------------------------------------------


def test_a_link_in_the_drop_folder_leads_nowhere(tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "mt2.csv").write_text("geheim")
    raw = tmp_path / "raw" / "2024"
    raw.mkdir(parents=True)
    (raw / "450100").symlink_to(secret)
    (raw / "mt2.csv").symlink_to(secret / "mt2.csv")
    found = [*walk(raw, tmp_path)]
    assert [take(one.path).rule for one in found] == ["D51", "D51"]


def test_a_folder_that_becomes_a_link_while_it_is_read_leads_nowhere(tmp_path):
    secret, raw = tmp_path / "secret", tmp_path / "raw" / "2024" / "450100"
    for folder, words in ((secret, "geheim"), (raw, "报表")):
        folder.mkdir(parents=True)
        (folder / "mt2.csv").write_text(words)
    (found,) = walk(raw.parent, tmp_path)
    shutil.rmtree(raw)
    raw.symlink_to(secret)
    assert isinstance(take(found.path, raw.parent), Refused)


def test_a_pipe_holds_nobody_up_and_no_device_is_opened(tmp_path):
    os.mkfifo(tmp_path / "x.csv")
    assert take(tmp_path / "x.csv").rule == "D51"
    assert take(Path("/dev/zero")).rule == "D51"


# A build under observation -----------------------------------------------------------------------

PYTHON = tuple(map(str, {*sysconfig.get_paths().values(), Path(sys.base_prefix), Path(sys.prefix), Path(sys.executable).resolve().parent}))  # fmt: skip
SYSTEM = (
    "/usr/", "/lib", "/etc/fonts", "/etc/ld.so", "/etc/localtime", "/etc/timezone", "/etc/nsswitch.conf", "/etc/passwd",
    "/etc/mime.types", "/etc/ssl", "/etc/debian_version", "/proc/", "/sys/", "/dev/null", "/dev/urandom", "/dev/shm/", "/dev/tty",  # noqa: S108
    "/var/cache/fontconfig", "/var/lib/fontconfig", "/etc/python", "/etc/locale", "/etc/gai.conf", "/etc/host.conf",
)  # fmt: skip


def is_allowed(path: str, workspace: Path) -> bool:
    """The workspace, the house, Python, the system's libraries and fonts, and passing files."""
    if not path.startswith("/"):
        return True  # relative to the folder that it runs in, the house
    fonts = [
        str(Path.home() / folder)
        for folder in (
            ".cache/fontconfig",
            ".fontconfig",
            ".fonts",
            ".local/share/fonts",
            ".config/fontconfig",
        )
    ]
    places = (str(workspace), str(HOUSE), str(HOUSE.resolve()), *PYTHON, *SYSTEM, *fonts)
    return path.startswith(tuple(places))


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A city, its texts and one form."""
    folder = workspace_in(tmp_path_factory.mktemp("traced"), (2024,), ("450100",))
    for path in (folder / "raw" / "2024" / "450100").iterdir():
        if path.stem not in ("mt2", "mtn"):
            path.unlink()
    return folder


def _elsewhere(folder: Path) -> dict[str, str]:
    """The environment of a run whose passing files lie in the workspace, to be told apart."""
    (folder / "passing").mkdir(exist_ok=True)
    return os.environ | {"TMPDIR": str(folder / "passing")}


def _traced(folder: Path, *arguments: str) -> list[list[object]]:
    """What the command did, its workers included."""
    log = folder / "trace.jsonl"
    log.unlink(missing_ok=True)
    here = Path(__file__).parent
    environment = _elsewhere(folder) | {
        "YEARBOOK_TRACE": str(log),
        "PYTHONPATH": os.pathsep.join((str(here / "everywhere"), str(HOUSE))),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.trust.traced", str(log), *arguments, "--data", str(folder), "--quiet"],
        cwd=HOUSE, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def assert_kept_in(events: list[list[object]], workspace: Path) -> None:
    """No file but those that are allowed, no address but the sockets of the workers, no program."""
    by_kind: dict[str, list[str]] = {}
    for kind, *arguments in events:
        by_kind.setdefault(str(kind).partition(".")[0], []).append(" ".join(map(str, arguments)))
    opened = [str(e[1]) for e in events if e[0] == "open" and isinstance(e[1], str)]
    assert len(opened) > 500
    assert [path for path in opened if not is_allowed(path, workspace)] == []
    own = ("data:", TEMPLATES.as_uri())
    assert [one for one in by_kind.pop("urllib", ()) if not one.startswith(own)] == []
    reached = [str(e[-1]).strip("b'") for e in events if str(e[0]).startswith("socket.")]
    by_kind.pop("socket", None)
    assert [one for one in reached if not one.startswith((str(workspace), "\\x00"))] == []
    assert by_kind.keys() <= {"open", "ctypes"}, by_kind.keys()


def test_a_build_of_the_tables_keeps_to_its_place(small):
    assert_kept_in(_traced(small, "build", "2024", "--to", "data", "--to", "xlsx"), small)


@pytest.mark.slow
def test_a_build_of_the_whole_book_keeps_to_its_place_with_all_its_workers(small):
    assert_kept_in(_traced(small, "build", "2024", "--no-cache"), small)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_saw_no_connection_and_no_other_program(small, tmp_path):
    """What Python does not see of its libraries, the kernel does."""
    log = tmp_path / "strace"
    ended = subprocess.run(
        [shutil.which("strace"), "-f", "-qq", "-o", str(log), "-e", "trace=connect,sendto,execve,openat,open,creat",
         sys.executable, "cli.py", "build", "2024", "--no-cache", "--data", str(small), "--quiet"],
        cwd=HOUSE, env=_elsewhere(small), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in ended.stderr or "Operation not permitted" in ended.stderr:
        pytest.skip("this machine does not allow tracing")
    assert ended.returncode == 0, ended.stderr
    calls = log.read_text("utf-8", "replace").splitlines()
    assert [c for c in calls if re.search(r"connect\(.*AF_INET|sendto\(.*AF_INET", c)] == []
    started = {m[1] for c in calls if (m := re.search(r'execve\("([^"]+)"', c)) and " = 0" in c}
    assert {Path(path).resolve() for path in started} == {Path(sys.executable).resolve()}
    opened = {
        m[1]
        for c in calls
        if (m := re.search(r'open(?:at)?\([^"]*"([^"]+)"', c)) and " = -1" not in c
    }
    assert len(opened) > 500
    assert sorted(path for path in opened if not is_allowed(path, small)) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
def test_a_build_needs_no_network(small):
    command = [
        "unshare",
        "--map-root-user",
        "--net",
        "--",
        sys.executable,
        "cli.py",
        "build",
        "2024",
        "--no-cache",
    ]
    ended = subprocess.run(
        [*command, "--data", str(small), "--quiet"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in ended.stderr:
        pytest.skip("this machine does not allow namespaces")
    assert ended.returncode == 0, ended.stderr
