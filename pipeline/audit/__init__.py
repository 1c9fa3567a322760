"""The audit: what could be worked out from everything that is about to be published.

It shares no code with ``pipeline.protect``, and reads ``disseminated`` and the public code lists;
of ``protected`` only which cells are primary, to know what must stay hidden.
"""

from pipeline.audit.inquiry import Audit, Leak, audit

__all__ = ["Audit", "Leak", "audit"]
