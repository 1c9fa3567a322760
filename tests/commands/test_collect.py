"""`pipeline collect`: what came, counted as files and forms, and the encodings it can be told."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from pipeline.commands.pages import page

FORM = "raw/2024/450100/mt4.csv"


def test_files_and_forms_are_counted_apart(sent, ask):
    first = ask("collect", "2024")
    assert (first["new"], first["unchanged"], first["known"], first["rejected"]) == (19, 0, 0, 0)
    again = sent / "raw/2024/450100/again.csv"
    again.write_bytes((sent / FORM).read_bytes().decode("utf-8-sig").encode("gb18030"))
    second = ask("collect", "2024")
    assert (second["new"], second["unchanged"], second["known"]) == (0, 1, 19)
    assert ask("collect", "2024")["known"] == 20


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_an_encoding_can_be_forced(sent, ask, encoding):
    text = (sent / FORM).read_bytes().decode("utf-8-sig")
    (sent / FORM).write_bytes(text.encode(encoding))
    for path in (sent / "raw/2024").glob("450[12]00/*"):
        if path != sent / FORM:
            path.unlink()
    assert ask("collect", "2024", "--encoding", encoding)["new"] == 1


def test_an_unknown_encoding_is_a_mistake_in_the_call(sent, run):
    assert run("collect", "2024", "--encoding", "latin-1").exit_code == 2


def test_a_wrong_encoding_rejects_and_receives_nothing(sent, ask):
    answer = ask("collect", "2024", "--encoding", "utf-16")
    assert (answer["new"], answer["exit"]) == (0, 1)
    assert not (sent / "received").exists()


def test_a_page_lacks_no_fact_in_silence():
    with pytest.raises(UndefinedError):
        page("board")
