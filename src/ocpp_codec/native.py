"""Whether the native path is in use: the fast path in C. Without it everything is the same, but slower.

`python -m ocpp_codec.native` says it in words. `OCPP_CODEC_PURE=1` in the environment turns it off.
"""

import sys

from ._core.native import IN_USE, REASON

__all__ = ["IN_USE", "REASON"]

if __name__ == "__main__":
    sys.stdout.write("The native path is in use.\n" if IN_USE else f"The native path is not in use: {REASON}.\n")
