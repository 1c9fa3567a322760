"""The sound forms that are damaged: some that come with the project, and some small ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random

from pipeline.catalogue import load
from pipeline.catalogue.model import Catalogue
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.titles.sender import Place
from pipeline.workspace import HOUSE
from tests.collect import mini
from tests.collect.mutations.grids import SHAPES, SHEET, XLSX, Grid, Shape, grid_of, written

TABLE, NARRATIVE, EVENTS = "table", "narrative", "events"
KINDS = (TABLE, NARRATIVE, EVENTS)
_SHIPPED = (
    "2020/450100/mt1",  # census: half the lines are blank
    "2020/451400/mt1",  # 约;精确到209, 转述
    "2021/450100/mt7",
    "2021/450500/mt3",  # 精确到100, 多于
    "2022/450300/mt1",
    "2023/450200/mt4",
    "2023/450000/mt7",
    "2024/450100/mt2",
    "2024/450900/mt4",  # 不适用
    "2024/450700/mt4",  # 不详
    "2024/451000/mt6",  # 约;精确到10000, decimals
    "2024/451000/mt7",  # 初步, two decimals
    "2021/450300/mtn",
    "2024/450100/mtn",
    "2021/450000/mte",
    "2023/450100/mte",
)
_DECLARED = (
    "201,服务平台总数,个,830,800,多于,只有下限",
    "202,服务中心(联络站),个,,78,不详,",
    '203,办结率,%,94.10,93,转述,"报道为“达94.1%”,未公布件数"',
    "204,投入经费,万元,11700,980.25,约；精确到100;初步,1E3",
    "205,壮族工作人员,人,0,1,准确,",
)
TEXT_SHAPES = SHAPES
EVERY_SHAPE = (*SHAPES, SHEET)
_LOOSE = 0.15  # of the forms lie nowhere: pipeline check on a file


@dataclass(frozen=True)
class Source:
    """A sound form: its name, its cells, where it lay and what was known there."""

    name: str
    kind: str
    grid: Grid
    place: Place
    lexicon: Lexicon
    catalogue: Catalogue


@dataclass(frozen=True)
class Sample:
    """A source as a file of a certain shape."""

    source: Source
    shape: Shape
    place: Place
    content: bytes

    @property
    def grid(self) -> Grid:
        """A copy that may be damaged."""
        return self.source.grid.copy()


@cache
def sources() -> tuple[Source, ...]:
    return (*map(_from_the_project, _SHIPPED), *_small())


@cache
def sample(source_no: int, shape: Shape, *, loose: bool) -> Sample:
    """The source of this number, written down."""
    source = sources()[source_no]
    place = Place("x.csv") if loose else source.place
    if shape.container == XLSX:
        place = replace(place, file_name=place.file_name.replace(".csv", ".xlsx"))
    return Sample(source, shape, place, written(source.grid, shape))


def any_sample(rng: Random, kinds: tuple[str, ...], shapes: tuple[Shape, ...]) -> Sample:
    """Some source of the kinds as a file of one of the shapes; half of all are canonical."""
    numbers = [i for i, source in enumerate(sources()) if source.kind in kinds]
    shape = shapes[0] if rng.random() < 1 / 2 else rng.choice(shapes)
    return sample(rng.choice(numbers), shape, loose=rng.random() < _LOOSE)


def any_other(rng: Random, than: Sample, *, same_kind: bool = True) -> Sample:
    """Another source in the same shape, of the same kind of form."""
    wanted = than.source
    numbers = [
        i
        for i, source in enumerate(sources())
        if source is not wanted and (source.kind == wanted.kind or not same_kind)
    ]
    return sample(rng.choice(numbers), than.shape, loose=False)


@cache
def _shipped() -> tuple[Catalogue, Lexicon]:
    catalogue = load(HOUSE / "data" / "catalogue")
    return catalogue, build_lexicon(catalogue)


def _from_the_project(path: str) -> Source:
    year, area, form = path.split("/")
    catalogue, lexicon = _shipped()
    text = (HOUSE / "data" / "raw" / f"{path}.csv").read_text("utf-8-sig")
    place = Place(f"raw/{path}.csv", lexicon.units[area], int(year))
    kind = {"mtn": NARRATIVE, "mte": EVENTS}.get(form, TABLE)
    return Source(path, kind, grid_of(text), place, lexicon, catalogue)


def _small() -> tuple[Source, ...]:
    place = Place("raw/2024/450100/x.csv", mini.LEXICON.units[mini.NANNING], 2024)
    forms = (
        ("small", TABLE, mini.figures()),
        ("declared", TABLE, mini.figures(*_DECLARED, 数据时点="2024-06-30", 资料性质="示例")),
        ("small narrative", NARRATIVE, mini.narrative('0,题,"一,二\n三"', "1,做法,共[[201]]个。")),
        ("small events", EVENTS, mini.events()),
    )
    return tuple(
        Source(name, kind, grid_of(text), place, mini.LEXICON, mini.CATALOGUE)
        for name, kind, text in forms
    )
