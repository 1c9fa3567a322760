"""The files that come with the project are canonical to the last cell."""

from pathlib import Path

from pipeline.catalogue import load
from pipeline.collect.dropfolder import take, walk
from pipeline.collect.reader.lexicon import build_lexicon
from pipeline.collect.reader.reading import read_file
from pipeline.collect.reader.titles.sender import Place
from pipeline.workspace import Workspace

DATA = Workspace(Path(__file__).resolve().parents[2] / "data")


def test_every_shipped_file_is_read_without_a_finding():
    lexicon = build_lexicon(load(DATA.catalogue))
    told, n = [], 0
    for year in sorted(int(folder.name) for folder in (DATA.root / "raw").iterdir()):
        for dropped in walk(DATA.raw(year), DATA.root):
            content = take(dropped.path)
            assert isinstance(content, bytes), dropped.name
            place = Place(dropped.name, lexicon.units[dropped.folders[0]], year)
            told += [f.told("en") for f in _messages(read_file(content, place, lexicon))]
            n += 1
    assert told == []
    assert n > 400


def test_the_shipped_texts_use_no_word_of_the_list_and_tell_figures_by_reference():
    catalogue = load(DATA.catalogue)
    lexicon = build_lexicon(catalogue)
    told, methods = [], set()
    for year in (2021, 2022, 2023, 2024):
        for dropped in walk(DATA.raw(year), DATA.root):
            place = Place(dropped.name, lexicon.units[dropped.folders[0]], year)
            for form in read_file(take(dropped.path), place, lexicon).forms:
                seen = form.content.told
                told += [word.piece for _, word in seen.words]
                told += [figure.piece for _, figure in seen.figures]
                methods |= {seen.method.method.name.zh} if seen.method else set()
    assert told == []
    assert {"“五同”工作法", "“五大举措”", "“三有”机制", "“五个坚持”"} <= methods


def _messages(reading):
    return [finding.message for finding in reading.findings]
