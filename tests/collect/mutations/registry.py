"""The register of mutations: each has a name, says what happens to the file, and does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.collect.mutations.grids import Grid, Shape, written
from tests.collect.mutations.sources import (
    EVERY_SHAPE,
    KINDS,
    TEXT_SHAPES,
    Sample,
    any_sample,
)

Damage = Callable[[Sample, Random], bytes | None]
_TRIES = 50


@dataclass(frozen=True)
class Mutation:
    """One way in which files are damaged, and which kinds of forms and shapes it is done to."""

    name: str
    says: str
    damage: Damage
    kinds: tuple[str, ...]
    shapes: tuple[Shape, ...]

    def applied(self, seed: str) -> tuple[Sample, bytes]:
        """Some form, damaged; the same for the same seed."""
        rng = Random(f"{self.name} {seed}")  # noqa: S311 # not for secrets
        for _ in range(_TRIES):
            sample = any_sample(rng, self.kinds, self.shapes)
            mutated = self.damage(sample, rng)
            if mutated is not None:
                return sample, mutated
        raise LookupError(self.name)


MUTATIONS: dict[str, Mutation] = {}


def of_files(
    *, kinds: tuple[str, ...] = KINDS, shapes: tuple[Shape, ...] = TEXT_SHAPES
) -> Callable[[Damage], Damage]:
    """Registers damage that makes a new file of a sample; none where it cannot be done to it."""

    def register(damage: Damage) -> Damage:
        name = damage.__name__
        assert name not in MUTATIONS
        says = (damage.__doc__ or "").partition("\n")[0]
        MUTATIONS[name] = Mutation(name, says, damage, kinds, shapes)
        return damage

    return register


def of_bytes(shapes: tuple[Shape, ...] = TEXT_SHAPES):
    """Registers damage to the bytes of a file."""

    def register(damage: Callable[[bytes, Random], bytes]):
        def applied(sample: Sample, rng: Random) -> bytes:
            return damage(sample.content, rng)

        applied.__name__, applied.__doc__ = damage.__name__, damage.__doc__
        of_files(shapes=shapes)(applied)
        return damage

    return register


def of_grids(*, kinds: tuple[str, ...] = KINDS, shapes: tuple[Shape, ...] = EVERY_SHAPE):
    """Registers damage to the cells of a form, whatever file they are in."""

    def register(damage: Callable[[Grid, Random], Grid | None]):
        def applied(sample: Sample, rng: Random) -> bytes | None:
            damaged = damage(sample.grid, rng)
            return None if damaged is None else written(damaged, sample.shape)

        applied.__name__, applied.__doc__ = damage.__name__, damage.__doc__
        of_files(kinds=kinds, shapes=shapes)(applied)
        return damage

    return register
