"""The native path: the fast path in C (`_speed.c`), where it can be had. Everything works without it, more slowly.

Here are its tables, made from the very checks of the slow path, so there is one truth. Those of a payload are made on
first use. The module in C gives a result, or is not sure: then Python decides.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from .checks import (
    ANYTHING,
    Boolean,
    Check,
    Custom,
    Enumeration,
    FieldCheck,
    List,
    Moment,
    Number,
    Object,
    String,
    check_of,
)
from .compat import OcppJsonProtocol
from .datetimes import MOST_DIGITS, TIMESPECS
from .fields import URI_PATTERN, DateTime, Opt, decode_hook
from .limits import MAX_EXACT, MAX_SIZE
from .payload_text import date_names_of
from .record import NULL, Action, CustomDataType, Payload, Record
from .settings import Settings
from .strings import IDENTIFIER
from .structure import Call, CallError, CallResult, CallResultError, Envelope, Send
from .version import Version, version_of

if TYPE_CHECKING:
    from ._speed import Coder, Known, Plan, Row, Shape, Tables

_MOST = sys.maxsize
_LONG = 1 << 63  # the first integer that 64 bits do not hold

_speed: Any = None  # the module in C
if os.environ.get("OCPP_CODEC_PURE", "0") in ("", "0"):
    with suppress(ImportError):  # it may be absent: see hatch_build.py
        _speed = importlib.import_module("._speed", __package__)


_F = TypeVar("_F", bound=Callable[..., Any])


def asks_first(attribute: str, keyword: str, count: int) -> Callable[[_F], _F]:
    """A decorator for a method: where the instance has something native in an attribute, that is asked first.

    The method itself is called where that is None, or gives None. `keyword`: the one that the method has.
    `count`: how many arguments are handed on.
    """

    def decorated(method: _F) -> _F:
        return cast("_F", _speed.Method(method, attribute, keyword, count)) if IN_USE else method

    return decorated


def coder_of(settings: Settings, read_in_python: Callable[[Any, Any], Any]) -> Coder | None:
    """What reads and writes natively with these settings; None without the native path.

    It may read where the schemas decide, and write where the writer lets them. `read_in_python`: the fast path.
    """
    if not IN_USE:
        return None
    timespec = TIMESPECS.index(settings.timespec or "auto")
    coder: Coder = _speed.Coder(_tables_of(settings.version), min(settings.max_size, _MOST), timespec, read_in_python)
    return coder


class _Plainly(dict[type[Payload], Any]):
    """For each class of payloads a coder without settings; None without the native path."""

    def __missing__(self, payload: type[Payload]) -> Coder | None:
        version = version_of(OcppJsonProtocol(payload.action_class.protocol))
        coder = self[payload] = _plain_coder(version) if IN_USE else None
        return coder


@cache
def _plain_coder(version: Version) -> Coder:
    coder: Coder = _speed.Coder(_tables_of(version), MAX_SIZE, TIMESPECS.index("auto"), None)
    return coder


#: It tells whether there may be advice about a frame, and writes payloads.
PLAINLY = _Plainly()


@cache
def _tables_of(version: Version) -> Tables:
    requests: dict[str, Plan] = {}
    results: dict[str | type[Action], Plan] = {}
    payloads: dict[type, Plan] = {}
    for name, action in version.actions.items():
        request = _plan(action.Request, version, Send if action.Response is None else Call, name)
        requests[name] = payloads[action.Request] = request
        if action.Response is not None:
            response = _plan(action.Response, version, CallResult, None)
            results[name] = results[action] = payloads[action.Response] = response
    known = version.dialect.message_types
    errors = (_envelope(each) if each.messageTypeId in known else None for each in (CallError, CallResultError))
    envelopes = (_envelope(Call), _envelope(CallResult), *errors, _envelope(Send))
    limit = version.dialect.description_limit
    description = _MOST if limit is None else limit
    fraction = version.dialect.fraction or MOST_DIGITS
    names, codes = _known(requests), _known(version.codes)
    tables: Tables = _speed.Tables(
        names, results, payloads, codes, envelopes, description, fraction, NULL, CustomDataType
    )
    return tables


def _known(values: Mapping[str, Any]) -> Known:
    """A table of texts and what they mean."""
    known: Known = _speed.Known(tuple(values.items()))
    return known


def _plan(payload: type[Payload], version: Version, envelope: type[Envelope], name: str | None) -> Plan:
    few_decimals = version.dialect.decimals is not None and payload.action_class.goes_to_station(payload)
    number, prepare = int(envelope.messageTypeId), partial(_prepared, payload)
    plan: Plan = _speed.Plan(_envelope(envelope), number, name, few_decimals, prepare)
    return plan


def _prepared(payload: type[Payload]) -> tuple[Shape, bool] | None:
    """What a plan needs on first use: the table of its payload, and whether Python rewrites all such messages."""
    shape = shape_of(payload)
    return None if shape is None else (shape, date_names_of(payload) is None)


@cache
def _envelope(envelope: type[Record]) -> Shape:
    """The table of an envelope: only where its parts are."""
    shape: Shape = _speed.Shape(envelope)
    shape.fill([(name, name, _speed.ANYTHING, True, False, 0, 0, 0, 0, 0, None) for name in envelope.__struct_fields__])
    return shape


_SHAPES: dict[type[Record], Shape] = {}


@cache
def shape_of(definition: type[Record]) -> Shape | None:
    """The table of a definition; None if it holds what no table can say."""
    made: dict[type[Record], Shape] = {}
    try:
        shape = _made(definition, made)
    except (TypeError, ValueError, OverflowError):
        return None
    _SHAPES.update(made)
    return shape


def _made(definition: type[Record], made: dict[type[Record], Shape]) -> Shape:
    """`made`: the tables of this very call. Others must not see one that is not filled yet."""
    shape = _SHAPES.get(definition) or made.get(definition)
    if shape is None:
        made[definition] = shape = _speed.Shape(definition)
        shape.fill([_row(name, field, made) for name, field in check_of(definition).fields.items()])
    return shape


def _row(name: str, field: FieldCheck, made: dict[type[Record], Shape]) -> Row:
    check, is_list, least, most = field.check, False, 0, _MOST
    if isinstance(check, List):
        is_list, least, most, check = True, check.least, _MOST if check.most is None else check.most, check.item
    kind, low, high, detail = _kind(check, made)
    return field.name, name, kind, field.required, is_list, least, most, low, high, _letters(check), detail


def _letters(check: Check) -> int:
    """The characters of a text about which there is no advice."""
    letters: int = _speed.PRINTABLE
    if isinstance(check, String):
        if check.is_decimal_unless is not None:
            letters = _speed.DECIMAL
        elif check.alphabet == IDENTIFIER:
            letters = _speed.IDENTIFIER
    return letters


def _kind(check: Check, made: dict[type[Record], Shape]) -> tuple[int, int, int, Any]:
    """What a value is: its kind, its limits, and what else has to be known."""
    match check:
        case String():
            if check.uri is not None and check.uri.pattern != URI_PATTERN:
                raise ValueError(check.uri.pattern)
            kind = _speed.STRING if check.uri is None else _speed.URI
            return kind, check.min_length, _MOST if check.max_length is None else check.max_length, None
        case Boolean():
            return _speed.BOOLEAN, 0, 0, None
        case Number():
            most = _LONG - 1 if check.whole else MAX_EXACT
            least = -_LONG if check.whole else -MAX_EXACT
            kind = _speed.INTEGER if check.whole else _speed.TENTH if check.tenth else _speed.NUMBER
            return kind, least if check.ge is None else check.ge, most if check.le is None else check.le, None
        case Moment():
            return _speed.MOMENT, 0, 0, None
        case Enumeration():
            return _speed.ENUMERATION, 0, 0, _known(check.members)
        case Object():
            return _speed.OBJECT, 0, 0, _made(check.definition, made)
        case Custom():
            return _speed.CUSTOM, 0, 0, None
        case _ if check is ANYTHING:
            return _speed.ANYTHING, 0, 0, None
        case _:
            raise TypeError(check)


class _Probe(Record):
    """A definition to try the assumptions about msgspec with."""

    text: str
    inner: Opt[_Probe] = None
    moments: Opt[list[DateTime]] = None


_PROBE = b'[3,"1",{"inner":{"text":"caf\xc3\xa9"},"text":"","moments":["2024-05-17T09:41:33.5+02:00"]}]'
_PROBE_IN_UTC = b'[3,"1",{"text":"","inner":{"text":"caf\xc3\xa9"},"moments":["2024-05-17T07:41:33.500Z"]}]'


def _is_as_assumed() -> bool:
    """Whether a message that is made in C is the message that msgspec makes."""
    plan = _speed.Plan(_envelope(CallResult), 3, None, False, lambda: (shape_of(_Probe), False))
    envelopes = (_envelope(Call), _envelope(CallResult), None, None, _envelope(Send))
    none = _known({})
    tables = _speed.Tables(none, {"Probe": plan}, {_Probe: plan}, none, envelopes, 0, 6, NULL, CustomDataType)
    coder = _speed.Coder(tables, 1 << 10, TIMESPECS.index("milliseconds"), None)
    expected = msgspec.json.decode(_PROBE, type=CallResult[_Probe], dec_hook=decode_hook)
    seen = [coder.read(_PROBE, "Probe") for _ in range(3)]
    is_same = all(type(each) is CallResult and each == expected and repr(each) == repr(expected) for each in seen)
    return is_same and coder.write(expected) == _PROBE_IN_UTC


def _reason_against() -> str:
    if _speed is None:
        is_off = os.environ.get("OCPP_CODEC_PURE", "0") not in ("", "0")
        return "OCPP_CODEC_PURE is set" if is_off else "it has not been built"
    with suppress(AttributeError, TypeError, ValueError):  # it may be an older one, left in a source tree
        if _is_as_assumed():
            return ""
    return f"msgspec {msgspec.__version__} is not as it assumes, or it has been built from other sources"


#: Why the native path is not in use; "" if it is.
REASON = _reason_against()
IN_USE = not REASON

#: Takes the usual frames of a conversation; None without the native path. See `_speed.c`.
take_usual: Callable[..., Any] | None = _speed.take_usual if IN_USE else None
#: Writes the payloads of many messages as one text; None without the native path.
write_payloads: Callable[..., tuple[bytes, bytes]] | None = _speed.write_payloads if IN_USE else None
