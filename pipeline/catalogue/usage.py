"""Words that are not to be used any more, and what is to be written in their place."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary import Text

_FORMERLY = "原"  # 原国土资源部: an old name that says it is one


@dataclass(frozen=True, slots=True)
class Usage:
    """A row of ``terms.csv``, or a former name that another file of the catalogue holds.

    ``kind`` is group, place, office or term. ``wrong`` was right up to and in ``last_year`` (none:
    it never was, or has not been for as long as the forms go back); ``unless`` are longer words in
    which it stands and is fine.
    """

    wrong: str
    right: Text
    kind: str
    last_year: int | None = None
    unless: tuple[str, ...] = ()

    @property
    def protected(self) -> tuple[str, ...]:
        """Every longer word in which it is fine, the right one among them."""
        own = (self.right.zh,) if self.wrong in self.right.zh else ()
        return (*own, *self.unless, _FORMERLY + self.wrong)
