"""`pipeline check`: what would be said of single files if they were sent, and nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.catalogue.model import Area, Catalogue
from pipeline.collect.checking import Inspected, Inspection, Said, files_under
from pipeline.collect.folders import named_area
from pipeline.collect.reader.lexicon import Lexicon, build_lexicon
from pipeline.collect.reader.titles.stated import Titles
from pipeline.commands.answers import (
    Answer,
    as_json,
    cells_of,
    in_order,
    rejected_answer,
    texts_of,
    uncompared,
)
from pipeline.commands.report import Report
from pipeline.commands.season import explanations, open_season, today
from pipeline.commands.steps import Steps
from pipeline.commands.telling import told
from pipeline.errors import Exit, UsageError
from pipeline.rules.explanation import Explanation
from pipeline.rules.finding import Finding
from pipeline.validate import judge, judging_needs
from pipeline.vocabulary import Verdict
from pipeline.warehouse import Warehouse, passing_warehouse
from pipeline.workspace import Workspace

AUTO = "auto"  # the encoding of each file is recognised


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says of the files (blank: their folder and title lines say it), and wants."""

    area: str = ""
    year: int | None = None
    encoding: str = AUTO
    observations: bool = False
    html: Path | None = None

    @property
    def wants_cells(self) -> bool:
        return self.observations or self.html is not None


def check(data: Path, files: Sequence[Path], lang: str, options: Options) -> Report:
    """Reads and judges files as ``build`` would, beside what the workspace has received.

    Exit 1 unless every form is accepted. Raises UsageError for a path where nothing is.
    """
    paths = _paths(files, options.html)
    season = open_season(data, 0, Steps(lang, quiet=True))
    answers = answer(season.workspace, season.catalogue, paths, options)
    if options.html is not None:
        from pipeline.commands.slips import write_check_page

        write_check_page(answers, season.catalogue, today(), options.html)
    fine = all(one.verdict is Verdict.ACCEPTED for one in answers)
    return Report(
        Exit.DONE if fine else Exit.DATA,
        facts=(),
        spoken=lambda lang, shape: (
            _as_json(answers, with_cells=options.observations)
            if shape == "json"
            else told(answers, season.catalogue, lang)
        ),
    )


def answer(
    workspace: Workspace, catalogue: Catalogue, paths: Iterable[Path], options: Options
) -> list[Answer]:
    """One answer a form, in the order of the files and of their sheets."""
    lexicon = build_lexicon(catalogue)
    said = Said(_area(options.area, lexicon), options.year, _codec(options.encoding))
    inspection = Inspection(workspace, lexicon, today(), catalogue.related_forms)
    inspected = [inspection.inspect(path, said) for path in paths]
    if not any(one.reading.forms for one in inspected):
        return [_rejected(one) for one in inspected]
    with passing_warehouse((workspace.root,)) as warehouse:
        warehouse.materialise("codelist", judging_needs(), folder=str(workspace.catalogue))
        read = inspection.stage(inspected, warehouse, judging_needs())
        given = explanations(workspace, catalogue)
        judged = _judged(warehouse, catalogue, read, given)
        answers = [a for one in inspected for a in _answered(one, judged)]
        if options.wants_cells:
            answers = [_with_content(one, warehouse) for one in answers]
        return answers


@dataclass(frozen=True, slots=True)
class _Judged:
    """The staged forms as judged: by submission the verdict, and the findings of all of them."""

    rows: dict[str, dict[str, Any]]
    findings: tuple[Finding, ...]

    def compared(self, titles: Titles) -> bool:
        """Whether what the form is compared with was there: last year's, or what a text cites."""
        if titles.form.kind == "narrative":
            return len(self.rows) > 1
        last_year = (titles.area.code, titles.form.code, titles.year - 1, True)
        known = ((r["area"], r["form"], r["year"], r["in_force"]) for r in self.rows.values())
        return last_year in known


def _judged(
    warehouse: Warehouse,
    catalogue: Catalogue,
    read: Sequence[Mapping[str, str | None]],
    given: Sequence[Explanation],
) -> _Judged:
    findings = tuple(judge(warehouse, catalogue, read, given))
    rows = warehouse.rows("select * from validated.submission")
    return _Judged({row["submission_id"]: row for row in rows}, findings)


def _answered(one: Inspected, judged: _Judged) -> Iterator[Answer]:
    """What is told of a file; what is about none of its forms in particular goes with the first."""
    forms = one.reading.forms
    if not forms:
        yield _rejected(one)
    for form in forms:
        whose = {form.submission_id, *([""] if form is forms[0] else [])}
        found = [f for f in one.reading.findings if f.submission_id in whose]
        found += [f for f in judged.findings if f.submission_id == form.submission_id]
        titles = form.titles
        yield Answer(
            file=one.file,
            sha256=one.reading.sha256,
            verdict=Verdict(judged.rows[form.submission_id]["verdict"]),
            form=titles.form.code,
            area=titles.area.code,
            year=titles.year,
            sheet=form.sheet,
            findings=in_order(found),
            submission_id=form.submission_id,
            remark=None if judged.compared(titles) else uncompared(titles.form),
        )


def _with_content(answer: Answer, warehouse: Warehouse) -> Answer:
    whose = answer.submission_id
    return replace(answer, cells=cells_of(warehouse, whose), texts=texts_of(warehouse, whose))


def _rejected(one: Inspected) -> Answer:
    return rejected_answer(one.file, one.reading.sha256, one.reading.findings)


def _paths(files: Sequence[Path], html: Path | None) -> list[Path]:
    """The files that are meant, each once."""
    paths: list[Path] = []
    for file in files:
        found = list(files_under(file))
        if not found:
            raise _nothing_there(file)
        paths += found
    if html is not None and html.exists() and any(html.samefile(p) for p in paths if p.exists()):
        raise UsageError(
            f"网页不能写到要查的文件上：{html}",
            f"the page would be written over a file that is to be checked: {html}",
            remedy_zh="给网页另取一个文件名，如 自查.html。",
            remedy_en="give the page a name of its own, e.g. check.html",
        )
    return list(dict.fromkeys(paths))


def _nothing_there(file: Path) -> UsageError:
    if file.is_dir():
        return UsageError(
            f"文件夹里没有可查的文件：{file}",
            f"there is no file to check in the folder {file}",
            remedy_zh="把报表放进该文件夹，或者指明文件。",
            remedy_en="put the forms into it, or name the files",
        )
    return UsageError(
        f"找不到文件：{file}",
        f"there is no file {file}",
        remedy_zh="核对文件名和所在文件夹；文件名含空格的，前后加引号。",
        remedy_en="check name and folder; put quotes around a name with spaces",
    )


def _area(text: str, lexicon: Lexicon) -> Area | None:
    if not text:
        return None
    if (area := named_area(text, lexicon)) is None:
        raise UsageError(
            f"目录中没有填报单位“{text}”",
            f"the catalogue has no reporting unit “{text}”",
            where="--area",
            remedy_zh="写行政区划代码或名称，如 450100 或 南宁市。",
            remedy_en="give an area code or a name, e.g. 450100 or Nanning",
        )
    return area


def _codec(encoding: str) -> str:
    if encoding == AUTO:
        return ""
    from pipeline.commands.collect import CODECS

    return CODECS.get(encoding, encoding)


def _as_json(answers: Iterable[Answer], *, with_cells: bool) -> str:
    files = [as_json(one, with_cells=with_cells) for one in answers]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)
