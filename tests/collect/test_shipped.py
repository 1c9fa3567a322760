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


def _messages(reading):
    return [finding.message for finding in reading.findings]
