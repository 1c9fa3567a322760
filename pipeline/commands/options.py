"""The arguments and options of the command line, each said once, and the words they may take."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.vocabulary import Measure, Medium


class Lang(StrEnum):
    """The language of messages."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """The shape of what is printed on stdout."""

    TEXT = "text"
    JSON = "json"


class Encoding(StrEnum):
    """The encodings that can be forced; otherwise each file's is recognised."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    GB18030 = "gb18030"
    BIG5 = "big5"
    UTF_16 = "utf-16"


class Kind(StrEnum):
    """What a template is: a workbook, or a folder of CSV files."""

    XLSX = "xlsx"
    CSV = "csv"


Year = Annotated[int, typer.Argument(min=1949, max=2999, help="统计年度 reference year, e.g. 2024")]
Data = Annotated[Path, typer.Option("--data", help="工作区 workspace folder")]
Language = Annotated[Lang, typer.Option("--lang", help="提示语言 language of messages")]
Shape = Annotated[Format, typer.Option("--format", help="输出格式 text or json on stdout")]
Quiet = Annotated[bool, typer.Option("--quiet", help="不显示进度 no progress")]
Media = Annotated[
    list[Medium] | None,
    typer.Option(
        "--to",
        help="只写这些（可重复） write these only; 默认 by default: data, xlsx, html, pdf",
    ),
]
Because = Annotated[
    str, typer.Option("--reason", help="定稿后改动的理由 why a frozen edition changes")
]
Fresh = Annotated[
    bool, typer.Option("--no-cache", help="全部重排，不用上次留下的 set everything again")
]
OnlyCheck = Annotated[
    bool, typer.Option("--check", help="只检查，不发布 compute the checklist and stop")
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft", help="有未改正的错误也成书，每页标“征求意见稿” build despite open errors"
    ),
]
Encoded = Annotated[
    Encoding, typer.Option("--encoding", help="新文件的编码 force the encoding of new files")
]
Wait = Annotated[
    int,
    typer.Option(
        "--wait", min=0, help="别的命令在写时等几秒 seconds to wait while another command writes"
    ),
]
VerifyLog = Annotated[
    bool,
    typer.Option("--check", help="逐行核验，有误则退出码 1 verify the chain; exit 1 if broken"),
]
Html = Annotated[
    bool, typer.Option("--html", help="另写网页 internal/board.html as a page as well")
]
PageFile = Annotated[Path | None, typer.Option("--out", help="网页写到此文件 file of the page")]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today", formats=["%Y-%m-%d"], help="按此日计算迟报 count lateness up to this day"
    ),
]

Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="AREA", help="只要这个单位，可多次使用 only this unit, repeatable"
    ),
]
To = Annotated[Kind, typer.Option("--to", help="工作簿或 CSV a workbook or CSV files")]
Folder = Annotated[Path | None, typer.Option("--out", help="写到此目录 folder to write into")]
Unit = Annotated[str, typer.Argument(help="填报单位的代码或名称 code or name of the unit")]
FormName = Annotated[str, typer.Argument(help="表号 MT2, mt2 or 民统2表")]
Reason = Annotated[str, typer.Option("--reason", help="缘由，记入登记簿 why; it is recorded")]
Revision = Annotated[
    int | None, typer.Option("--revision", min=1, help="第几版，默认最新 which, else the newest")
]
Scan = Annotated[
    Path,
    typer.Option(
        "--scan", readable=False, help="签字盖章后的扫描件，不留存 the signed scan; it is not kept"
    ),
]

Files = Annotated[
    list[Path],
    typer.Argument(readable=False, help="报表文件或文件夹 files, or folders of them"),
]
Observations = Annotated[
    bool, typer.Option("--observations", help="JSON 中列出读到的数 list what was read, in JSON")
]
CheckPage = Annotated[
    Path | None, typer.Option("--html", readable=False, help="另写成网页 write a page as well")
]
OfArea = Annotated[str, typer.Option("--area", help="填报单位 reporting unit, e.g. 450100")]
OfYear = Annotated[
    int | None, typer.Option("--year", min=1949, max=2999, help="统计年度 reference year")
]

Due = Annotated[
    datetime | None,
    typer.Option("--due", formats=["%Y-%m-%d"], help="答复期限，默认两周 answer by, a fortnight"),
]
RuleName = Annotated[str, typer.Argument(metavar="RULE", help="规则编号 rule, e.g. V12 or S201")]
ReasonCode = Annotated[
    str, typer.Option("--reason", metavar="R1…", help="原因代码，见 reasons.csv code of the reason")
]
Explaining = Annotated[str, typer.Option("--text", help="一两句说明 the explanation")]
OfIndicator = Annotated[str, typer.Option("--indicator", help="指标代码 indicator, e.g. 510")]
PrintZh = Annotated[str, typer.Option("--print-zh", help="可刊印的中文 what may be printed")]
PrintEn = Annotated[str, typer.Option("--print-en", help="可刊印的英文 the same in English")]
OfClass = Annotated[str, typer.Option("--class", help="只列这一类 one class, e.g. outlier")]
MaybeYear = Annotated[
    int | None, typer.Argument(min=1949, max=2999, help="统计年度，默认全部 year, else all")
]

DATA, ZH, TEXT, WAIT = Path("data"), Lang.ZH, Format.TEXT, 30
MaybeArea = Annotated[str, typer.Argument(help="地区 area: 450100, 南宁, 全区 …")]
MaybeIndicator = Annotated[str, typer.Argument(help="指标 indicator: 201, or its name")]
OfTable = Annotated[str, typer.Option("--table", help="表号，如 3-1 what this table prints")]
OfColumn = Annotated[str, typer.Option("--column", help="同指标 the indicator, with --table")]
OfMeasure = Annotated[
    Measure,
    typer.Option(
        "--measure", help="N 水平 level, D1Y 增减, G1Y 增长, GAV 年均增长, SHR 比重, RNK 位次"
    ),
]
Against = Annotated[
    str,
    typer.Option("--against", help="对比哪一版：年份或校验码开头 a year, or a kept book's hash"),
]
Proof = Annotated[
    int,
    typer.Option(
        "--proof", min=0, help="末次校样与该次校样逐页对照 the last proof against this one"
    ),
]
ReleaseNumber = Annotated[
    int | None,
    typer.Option(
        "--release", min=1, help="第几次发布，缺省为末次 which release; the last if not said"
    ),
]
LEVEL = Measure.LEVEL
