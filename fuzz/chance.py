"""Tries targets by chance, without a fuzzer: `python -m fuzz.chance TARGET --seconds 60`, for sanitizers.

The same seed tries the same inputs. The first finding ends it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from . import corpus
from .mutate import mutate
from .seeds import MAX_SIZE, seeds
from .targets import TARGETS


def main() -> int:
    """0 if nothing was found."""
    parser = argparse.ArgumentParser("python -m fuzz.chance", description="Tries a target with changed inputs.")
    parser.add_argument("target", choices=list(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    run, chance = TARGETS[given.target], random.Random(given.seed)
    begun = [*seeds(given.target), *corpus.read(corpus.CORPUS / f"{given.target}.txt")]
    end, tried = time.monotonic() + given.seconds, 0

    def edit(data: bytes, size: int) -> bytes:
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(changed) + 1)
            changed[at : at + chance.randrange(2)] = bytes(
                [chance.choice((chance.randrange(256), *b'",:[]{}019. \\e-u'))]
            )
        return bytes(changed[:size])

    while time.monotonic() < end:
        data = chance.choice(begun)
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            data = mutate(given.target, data, MAX_SIZE, chance.getrandbits(32), edit)
        tried += 1
        try:
            run(data)
        except Exception:
            print(f"{given.target} fails for {corpus.line_of(data)}")
            raise
    print(f"{given.target}: {tried} inputs, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
