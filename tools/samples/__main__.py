"""``python -m tools.samples --data data``: writes the sample submissions under ``raw``."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from pipeline.catalogue import load
from pipeline.workspace import Workspace
from tools.samples.benchmark import extended_workspace
from tools.samples.published import read_published
from tools.samples.submissions import files


def main() -> None:
    """Replaces the sample years of a workspace; with --cities makes a larger workspace first."""
    options = _parser().parse_args()
    workspace = Workspace(options.data)
    if not options.cities:
        keep_real_years(workspace, options.years)
    elif options.into is None:
        raise SystemExit("--cities invents cities: say --into DIR, a new folder")
    else:
        workspace = extended_workspace(workspace, options.into, options.cities)
    print(f"{write_samples(workspace, options.years)} files under {workspace.root / 'raw'}")


def keep_real_years(workspace: Workspace, years: tuple[int, ...]) -> None:
    """Stops before a year is replaced in which anything lies that is not a sample."""
    for year in years:
        for path in workspace.raw(year).glob("*/*.csv"):
            if "资料性质,示例".encode() not in path.read_bytes():
                raise SystemExit(f"{path} is no sample; {year} is left alone")


def write_samples(workspace: Workspace, years: tuple[int, ...]) -> int:
    """Writes every file of ``years`` afresh and returns how many there are."""
    catalogue = load(workspace.catalogue)
    published = read_published(workspace.root / "raw")
    for year in years:
        shutil.rmtree(workspace.raw(year), ignore_errors=True)
    count = 0
    for file in files(catalogue, published, years):
        target = workspace.root / "raw" / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
        count += 1
    return count


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.samples", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the workspace")
    parser.add_argument("--years", type=_years, default="2022-2024", help="first-last")
    parser.add_argument("--cities", type=int, help="invent cities up to this number")
    parser.add_argument("--into", type=Path, help="the new workspace for --cities")
    return parser


def _years(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    return tuple(range(int(first), int(last or first) + 1))


if __name__ == "__main__":
    main()
