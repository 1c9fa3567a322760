"""The receiving desk in a test: collect, and look at what the ledger says afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from pipeline.catalogue.model import Catalogue
from pipeline.collect import Received, receive, stage
from pipeline.collect.ledger import Act
from pipeline.collect.receipts import Archive, Receipt
from pipeline.warehouse import Warehouse, open_warehouse
from pipeline.workspace import Workspace
from tests.collect.mini import CATALOGUE, TODAY


def collect(
    workspace: Workspace, year: int = 2024, today: date = TODAY, encoding: str = ""
) -> Received:
    return receive(workspace, CATALOGUE, year, today, encoding=encoding)


def acts(workspace: Workspace) -> list[Act]:
    return Archive(workspace.received).ledger.acts()


def receipts(workspace: Workspace) -> list[Receipt]:
    return Archive(workspace.received).receipts()


@contextmanager
def staged(
    workspace: Workspace, catalogue: Catalogue = CATALOGUE, year: int = 2024
) -> Iterator[Warehouse]:
    """The warehouse after one run of collect."""
    received = receive(workspace, catalogue, year, TODAY)
    with open_warehouse(workspace.warehouse) as warehouse:
        stage(workspace, catalogue, warehouse, received.rejections)
        yield warehouse
