from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

STRING: int
URI: int
BOOLEAN: int
INTEGER: int
NUMBER: int
TENTH: int
MOMENT: int
ENUMERATION: int
OBJECT: int
ANYTHING: int
CUSTOM: int

PRINTABLE: int
IDENTIFIER: int
DECIMAL: int

#: (attribute, name, kind, is required, is a list, least items, most items, low, high, letters, detail)
Row: TypeAlias = tuple[str, str, int, bool, bool, int, int, int, int, int, Any]

class Known:
    def __init__(self, pairs: tuple[tuple[str, Any], ...], /) -> None: ...

class Shape:
    def __init__(self, definition: type, /) -> None: ...
    def fill(self, rows: list[Row], /) -> None: ...

class Plan:
    def __init__(
        self,
        envelope: Shape,
        message_type: int,
        action: str | None,
        few_decimals: bool,
        prepare: Callable[[], tuple[Shape, bool] | None],
        /,
    ) -> None: ...

class Tables:
    def __init__(
        self,
        requests: Known,
        results: dict[Any, Plan],
        payloads: dict[type, Plan],
        codes: Known,
        envelopes: tuple[Shape, Shape, Shape | None, Shape | None, Shape],
        description: int,
        fraction: int,
        null: object,
        custom: type,
        /,
    ) -> None: ...

class Coder:
    def __init__(
        self, tables: Tables, most_bytes: int, timespec: int, read_in_python: Callable[[Any, Any], Any], /
    ) -> None: ...
    def read(self, frame: Any, action: Any, /) -> Any: ...
    def read_message(self, frame: Any, action: Any, /) -> Any: ...
    def read_or_ask(self, frame: Any, action: Any, /) -> Any: ...
    def is_spotless(self, frame: Any, action: Any, /) -> bool: ...
    def write(self, message: Any, /) -> bytes | None: ...
    def write_text(self, message: Any, /) -> str | None: ...

class Method:
    def __init__(self, function: Callable[..., Any], attribute: str, keyword: str, count: int, /) -> None: ...

def take_usual(
    steps: Iterator[tuple[Any, ...]],
    pending: type,
    ends: list[Any],
    opened: frozenset[int],
    groups: dict[type, tuple[Any, ...]],
    calls: list[Any],
    suspects: list[int],
    /,
) -> tuple[Any, ...] | None: ...
def write_payloads(
    payloads: tuple[Any, ...], coders: Mapping[type, Coder], write: Callable[[Any], bytes], /
) -> tuple[bytes, bytes]: ...
