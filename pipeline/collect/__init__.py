"""Collect: from the files in ``raw/`` to the received copy and the ``staged`` rows."""

from pipeline.collect.receiving import Received, receive
from pipeline.collect.rejections import Rejected
from pipeline.collect.staging import stage

__all__ = ["Received", "Rejected", "receive", "stage"]
