"""The command line: one short function per command; what they do is in pipeline/commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.arguments import plainly
from pipeline.commands.leaving import leave
from pipeline.commands.options import (
    DATA,
    LEVEL,
    TEXT,
    WAIT,
    ZH,
    Against,
    Because,
    CheckPage,
    Data,
    Draft,
    Due,
    Encoded,
    Encoding,
    Explaining,
    Files,
    Folder,
    Format,
    FormName,
    Fresh,
    Html,
    Kind,
    Lang,
    Language,
    MaybeArea,
    MaybeIndicator,
    MaybeYear,
    Media,
    Observations,
    OfArea,
    OfClass,
    OfColumn,
    OfIndicator,
    OfMeasure,
    OfTable,
    OfYear,
    OnlyCheck,
    PageFile,
    PrintEn,
    PrintZh,
    Proof,
    Quiet,
    Reason,
    ReasonCode,
    ReleaseNumber,
    Revision,
    RuleName,
    Scan,
    Select,
    Shape,
    To,
    Today,
    Unit,
    VerifyLog,
    Wait,
    Year,
)
from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.commands.report import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="""民族工作统计年鉴：从各市报送的 CSV 到双语年鉴 PDF。
    From the cities' CSV submissions to a bilingual statistical yearbook.

    把各市文件放进 data/raw/<年份>/<市>/，然后运行 `pipeline build <年份>`；
    成书在 data/out/<年份>/yearbook.pdf。
    Put the cities' files into data/raw/<year>/<city>/ and run `pipeline build <year>`.

    退出码 exit codes：0 完成 done，1 数据未通过 the data failed，2 用法 usage，
    3 环境 environment，70 程序错误 our bug。""",
)

rules = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
app.add_typer(rules, name="rules")


@app.command()
def build(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    to: Media = None,
    reason: Because = "",
    draft: Draft = False,
    fresh: Fresh = False,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """一次完成：收集、审核、汇总、成书。Collect, validate, process and print the yearbook."""
    from pipeline.commands.build import Order
    from pipeline.commands.build import build as run

    order = Order(tuple(to or ()), draft=draft, reason=reason, fresh=fresh)
    _in_turn(
        f"build {year}", data, wait, lambda: run(data, year, lang, order, quiet=quiet), lang, shape
    )


@app.command()
def collect(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    encoding: Encoded = Encoding.AUTO,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """收件：登记并存档 data/raw 中的新文件。Receive new files and read them."""
    from pipeline.commands.collect import collect as run

    act = partial(run, data, year, lang, encoding=encoding, quiet=quiet)
    _in_turn(f"collect {year}", data, wait, act, lang, shape)


@app.command()
def validate(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """审核：对已收件逐条审核并列出发现。Judge what was received and list the findings."""
    from pipeline.commands.validate import validate as run

    _in_turn(
        f"validate {year}", data, wait, lambda: run(data, year, lang, quiet=quiet), lang, shape
    )


@app.command()
def render(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    to: Media = None,
    reason: Because = "",
    draft: Draft = False,
    fresh: Fresh = False,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """成书：用已收件重新排印，不再收新文件。Print the book from what has been received."""
    from pipeline.commands.build import Order
    from pipeline.commands.build import render as run

    order = Order(tuple(to or ()), draft=draft, reason=reason, fresh=fresh)
    _in_turn(
        f"render {year}", data, wait, lambda: run(data, year, lang, order, quiet=quiet), lang, shape
    )


@app.command("proof")
def print_proof(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """校样：印出编号校样和校对清单，列明与上次的不同。A numbered proof, and what differs in it."""
    from pipeline.commands.proof import proof as run

    _in_turn(f"proof {year}", data, wait, lambda: run(data, year, lang, quiet=quiet), lang, shape)


@app.command()
def freeze(
    year: Year, data: Data = DATA, wait: Wait = WAIT, lang: Language = ZH, shape: Shape = TEXT
) -> None:
    """定稿锁库：此后的改动须有理由，逐项列明。Close the edition; later changes want a reason."""
    from pipeline.commands.freeze import freeze_year as run

    _in_turn(f"freeze {year}", data, wait, lambda: run(data, year, lang), lang, shape)


@app.command()
def release(
    year: Year,
    check: OnlyCheck = False,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """发布：逐项检查，无误后封存为一次发布。Check everything, then stamp and keep a release."""
    from pipeline.commands.release import release as run

    _in_turn(f"release {year}", data, wait, lambda: run(data, year, lang, check=check), lang, shape)


@app.command()
def verify(
    year: Year,
    release: ReleaseNumber = None,
    data: Data = DATA,
    lang: Language = ZH,
    quiet: Quiet = False,
    shape: Shape = TEXT,
) -> None:
    """核对：据收件重做一次发布，逐数、逐字节比对。Make a release again and compare every byte."""
    from pipeline.commands.verify import verify as run

    _answer(lambda: run(data, year, lang, release, quiet=quiet), lang, shape)


@app.command()
def status(
    year: Year,
    data: Data = DATA,
    html: Html = False,
    out: PageFile = None,
    as_of: Today = None,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """进度：各市各表收到没有、通过没有、迟报几天。What has come, from whom, in which state."""
    from pipeline.commands.status import status as run

    _answer(lambda: run(data, year, lang, html=html, out=out, as_of=as_of), lang, shape)


@app.command()
def template(
    year: Year,
    select: Select = None,
    to: To = Kind.XLSX,
    out: Folder = None,
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """模板：预填好的各单位报表，带上年数。Forms for every unit, with last year's figures."""
    from pipeline.commands.template import template as run

    _answer(lambda: run(data, year, lang, select=select or (), to=to, out=out), lang, shape)


@app.command()
def init(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """开年：收件目录、截止日期、带上年数的模板。Open a year: folders, deadline, templates."""
    from pipeline.commands.init import init as run

    _in_turn(f"init {year}", data, wait, lambda: run(data, year, lang, quiet=quiet), lang, shape)


@app.command()
def remind(
    year: Year,
    data: Data = DATA,
    select: Select = None,
    as_of: Today = None,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """催报：给迟报或有退回未改的单位各写一封催报函。Write letters to the units that are late."""
    from pipeline.commands.remind import remind as run

    _answer(lambda: run(data, year, lang, select=select or (), as_of=as_of), lang, shape)


@app.command()
def withdraw(
    year: Year,
    area: Unit,
    form: FormName,
    reason: Reason,
    revision: Revision = None,
    undo: Annotated[bool, typer.Option("--undo", help="恢复 put it back")] = False,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """撤回一份报送（只登记，不删除）。Take a submission out of use; it is recorded, not deleted."""
    from pipeline.commands.acts import withdraw_or_reinstate as run

    act = partial(run, data, year, area, form, lang, revision=revision, reason=reason, undo=undo)
    _in_turn(f"withdraw {year}", data, wait, act, lang, shape)


@app.command()
def move(
    year: Year,
    area: Unit,
    form: FormName,
    to: Annotated[str, typer.Option("--to", help="应归的单位 the unit that it belongs to")],
    reason: Reason,
    revision: Revision = None,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """把放错单位的报送改归另一单位。Give a submission filed under the wrong unit to another."""
    from pipeline.commands.acts import move_to as run

    act = partial(run, data, year, area, form, lang, to=to, revision=revision, reason=reason)
    _in_turn(f"move {year}", data, wait, act, lang, shape)


@app.command()
def certify(
    year: Year,
    area: Unit,
    scan: Scan,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """确认：登记签字盖章的数据质量确认书。Record the scan of a signed certificate, by its hash."""
    from pipeline.commands.certify import certify_year as run

    _in_turn(f"certify {year}", data, wait, lambda: run(data, year, area, lang, scan), lang, shape)


@app.command()
def check(
    files: Files,
    observations: Observations = False,
    html: CheckPage = None,
    area: OfArea = "",
    year: OfYear = None,
    encoding: Encoded = Encoding.AUTO,
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """自查：报送之前先查一查，不留任何痕迹。What would be said of files; keeps nothing."""
    from pipeline.commands.check import Options
    from pipeline.commands.check import check as run

    asked = Options(area, year, encoding, observations, html)
    _answer(lambda: run(data, files, lang, asked), lang, shape)


@app.command("return")
def return_to_cities(
    year: Year,
    select: Select = None,
    due: Due = None,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """退回：给各市订正表和退回函，或数据质量确认书。What each city has to correct, or to sign."""
    from pipeline.commands.returning import return_to_cities as run

    act = partial(run, data, year, lang, select=select or (), due=due, quiet=quiet)
    _in_turn(f"return {year}", data, wait, act, lang, shape)


@app.command()
def explain(
    year: Year,
    area: Unit,
    rule: RuleName,
    reason: ReasonCode,
    text: Explaining,
    indicator: OfIndicator = "",
    print_zh: PrintZh = "",
    print_en: PrintEn = "",
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """说明：登记一条核实性发现为何属实。Record why a figure that was asked about is right."""
    from pipeline.commands.explaining import explain as run
    from pipeline.commands.explaining import worded

    words = worded(reason, text, print_zh, print_en)
    act = partial(run, data, year, area, rule, lang, indicator=indicator, words=words)
    _in_turn(f"explain {year}", data, wait, act, lang, shape)


@app.command()
def trace(
    year: Year,
    area: MaybeArea = "",
    indicator: MaybeIndicator = "",
    measure: OfMeasure = LEVEL,
    table: OfTable = "",
    of_area: OfArea = "",
    column: OfColumn = "",
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """追溯：印出的数从哪个文件哪一行来。From a printed figure back to the line of a file."""
    from pipeline.commands.trace import trace as run

    where, what = area or of_area, indicator or column
    _answer(lambda: run(data, year, where, what, lang, measure=measure, table=table), lang, shape)


@app.command()
def diff(
    year: Year,
    against: Against = "",
    proof: Proof = 0,
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """变动：与印过的一版相比，哪些数变了、为什么。What differs from an earlier book, and why."""
    from pipeline.commands.diff import diff as run
    from pipeline.commands.proof import compare_proofs

    if proof:
        _answer(lambda: compare_proofs(data, year, lang, proof), lang, shape)
    else:
        _answer(lambda: run(data, year, lang, against=against), lang, shape)


@app.command()
def audit(
    year: Year,
    data: Data = DATA,
    wait: Wait = WAIT,
    lang: Language = ZH,
    shape: Shape = TEXT,
    quiet: Quiet = False,
) -> None:
    """保密：检验不予公布的小数能否被推出。Try to work out what is withheld; exit 1 if one can."""
    from pipeline.commands.audit import audit_year as run

    _in_turn(f"audit {year}", data, wait, lambda: run(data, year, lang, quiet=quiet), lang, shape)


@app.command("log")
def show_log(
    year: MaybeYear = None,
    check: VerifyLog = False,
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """日志：做过什么、何时、用哪个命令；--check 核验。What was done, when, by which command."""
    from pipeline.commands.log import log as run

    _answer(lambda: run(data, year, lang, check=check), lang, shape)


@rules.callback()
def list_rules(
    asked: typer.Context,
    of_class: OfClass = "",
    data: Data = DATA,
    lang: Language = ZH,
    shape: Shape = TEXT,
) -> None:
    """规则：列出全部审核规则。List all rules; teach one (explain ID); how they do (health)."""
    if asked.invoked_subcommand is None:
        from pipeline.commands.rules import rules as run

        _answer(lambda: run(data, lang, of_class=of_class), lang, shape)


@rules.command("explain")
def explain_rule(
    code: RuleName, data: Data = DATA, lang: Language = ZH, shape: Shape = TEXT
) -> None:
    """讲解一条规则，附例子。Teach one rule, with an example."""
    from pipeline.commands.rules import explain as run

    _answer(lambda: run(data, lang, code), lang, shape)


@rules.command("health")
def rules_health(
    year: MaybeYear = None, data: Data = DATA, lang: Language = ZH, shape: Shape = TEXT
) -> None:
    """规则体检：从不触发、次次触发、不能判断、互相矛盾或重复的规则。How the rules themselves do."""
    from pipeline.commands.health import health as run

    _answer(lambda: run(data, lang, year=year), lang, shape)


@app.command()
def doctor(lang: Language = ZH, shape: Shape = TEXT) -> None:
    """体检：本机缺什么、怎样补。Say what this machine lacks and how to get it."""
    from pipeline.commands.doctor import doctor as run

    _answer(lambda: run(), lang, shape)


def _in_turn(
    name: str, data: Path, wait: int, command: Callable[[], Report], lang: Lang, shape: Format
) -> None:
    """As :func:`_answer`, for a command that writes: none does while another is at it."""
    from pipeline.commands.running import in_turn

    _answer(lambda: in_turn(name, data, wait, command, lang), lang, shape)


def _answer(command: Callable[[], Report], lang: Lang, shape: Format) -> None:
    """Runs a command; only here do reports and failures become words and exit codes."""
    try:
        report = command()
    except PipelineError as problem:
        typer.echo(problem.told(lang), err=True)
        raise typer.Exit(problem.exit) from problem
    except Exception as bug:
        from pipeline.commands.bug import told_of

        line, code = told_of(bug, lang)
        typer.echo(line, err=True)
        raise typer.Exit(code) from bug
    from pipeline.commands.report import told

    typer.echo(told(report, lang, shape))
    raise typer.Exit(report.exit)


def main() -> None:
    """The entry point; Chinese is written in UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        plainly(app, sys.argv[1:])()
    except SystemExit as end:
        leave(int(end.code or 0))


if __name__ == "__main__":
    main()
