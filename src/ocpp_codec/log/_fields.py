"""Log records with fields: what each field means, by its name; frames that were taken apart into fields.

The tables are all that there is to extend for another logger. Names are compared in lower case, by their letters and
digits only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from .._core.compat import OcppJsonProtocol
from .._core.jsonvalues import as_list, as_object
from .._core.names import folded
from .._core.version import get_error_codes, get_implemented_messages
from ._entries import Direction
from ._notation import to_json
from ._times import Clock, clock_of_value
from ._words import Seen, word_of_value

__all__ = [
    "clock_of",
    "clock_of_field",
    "flat",
    "frame_of",
    "holds_call",
    "id_of",
    "known_columns",
    "protocol_of",
    "station_of",
    "word_of_fields",
]


_ACTION = re.compile(r"[A-Z][A-Za-z]{3,60}")
_ROLE = re.compile(r"(?<=[a-z])(?:Request|Response|Req|Conf)\Z")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TIMES = _names(
    "timestamp time ts t datetime eventtime eventtimestamp logtime logtimestamp createdat created receivedat sentat "
    "loggedat date asctime realtimetimestamp sourcerealtimetimestamp timegenerated timestamputc timestampms "
    "startedat instant epoch timeepoch epochms tsus tsms requesttime zeitstempel datum horodatage fecha timemillis "
    "observedtimestamp timeunixnano syslogtimestamp occurredat at when ingestiontime starteddatetime"
)
STATIONS = _names(
    "stationid chargepointid chargingstationid chargeboxid chargestationid chargerid cpid csid ocppid ocppidentity "
    "identity stationidentity chargepointidentity station chargepoint chargingstation chargebox charger cp cpname "
    "cpserial clientid client peer borne ladepunkt ladestation chargestation wallboxid unitid chargepointname "
    "wallbox evseserial deviceid assetid"
)
#: Those that name nothing but a direction, and those that may mean something else.
DIRECTIONS = _names(
    "direction dir d flow messagedirection msgdirection richtung sens direccion way inout io txrx rxtx type event "
    "kind op operation topic"
)
SENDERS = _names("sender from source src origin sentby initiator initiatedby")
RECEIVERS = _names("receiver to destination dst dest target sentto recipient")
PROTOCOLS = _names("ocppversion ocppprotocol subprotocol protocol protocolversion version ocpp")
_SURE_TYPES = _names("messagetypeid messagetype msgtype messagetypenumber calltype mti msgtypeid")
TYPES = (*_SURE_TYPES, *_names("typeid type kind"))
IDS = _names("uniqueid messageid msgid uuid callid correlationid requestid uid unique ocppmessageid mid id")
ACTIONS = _names("action actionname command method messagename ocppaction operation name")
PAYLOADS = _names(
    "payload data body content params arguments request response message json nachricht messagepayload ocpppayload "
    "requestpayload"
)
ERROR_CODES = _names("errorcode code")
ERROR_DESCRIPTIONS = _names("errordescription description errormessage")
ERROR_DETAILS = _names("errordetails details")
TEXTS = _names("msg message log line text event mt m messagetemplate name logger body payload")
FLAGS = _names("incoming inbound outgoing outbound received issent isincoming fromstation fromcsms")
#: What an object says of those in it, and of those beside it.
_ABOVE = frozenset((*TIMES, *STATIONS, *DIRECTIONS, *SENDERS, *RECEIVERS, *PROTOCOLS, *TEXTS, *FLAGS, "url"))
_BESIDE = frozenset((*TIMES, *STATIONS, *PROTOCOLS, "url"))

_TYPE_NUMBERS = {
    2: _names("2 call request req callrequest calltype2"),
    3: _names("3 callresult result response res resp conf confirmation callresponse answer"),
    4: _names("4 callerror error err"),
    5: _names("5 callresulterror resulterror"),
    6: _names("6 send"),
}
_NUMBER_OF = {word: number for number, words in _TYPE_NUMBERS.items() for word in words}
_STATION_WORD = re.compile(
    r"(?:charg\w*[ _-]?(?:point|station|box)|charger|cp|cs|station|evse|client|device|wallbox)\Z", re.IGNORECASE
)
_CSMS_WORD = re.compile(
    r"(?:csms|central[ _-]?system|server|back[ _-]?end|cms|cpms|cloud|platform|system)\Z", re.IGNORECASE
)
_ODD = re.compile(r"[^a-z0-9]+")


def name_of(key: str) -> str:
    """A name of a field as the tables have it."""
    return _ODD.sub("", key.lower())


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields by their names as the tables have them; of equal names the first one counts."""
    fields: dict[str, Any] = {}
    for key, value in record.items():
        if _is_attributes(value):  # OpenTelemetry
            for name, inner in flat({str(each["key"]): each["value"] for each in value}).items():
                fields.setdefault(name, inner)
        else:
            fields.setdefault(name_of(key.rpartition(".")[2] or key), _untyped(value))
    return fields


def _is_attributes(value: Any) -> bool:
    items = as_list(value) or []
    return bool(items) and all(
        (each := as_object(item)) is not None and {"key", "value"} <= each.keys() for item in items
    )


def _untyped(value: Any) -> Any:
    """A value without the type that some databases and collectors write around it."""
    typed = as_object(value)
    if typed is not None and len(typed) == 1:
        kind, inner = next(iter(typed.items()))
        if kind in _TYPE_NAMES and not isinstance(inner, dict | list):
            return inner
    return value


_TYPE_NAMES = {"S", "N", "BOOL", "stringValue", "intValue", "boolValue", "$numberLong", "$oid", "string", "long"}


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) not in (None, "")), None)


def clock_of(fields: Mapping[str, Any]) -> Clock | None:
    """The time of a record: the fullest one of its fields."""
    best: Clock | None = None
    for name in TIMES:
        if name not in fields:
            continue
        value = fields[name]
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        instant = as_object(value)
        clock = _instant(instant) if instant and "epochSecond" in instant else clock_of_value(value)
        if clock is not None and (
            best is None or (clock.has_year, clock.offset is not None) > (best.has_year, best.offset is not None)
        ):
            best = clock
    return best


def clock_of_field(fields: Mapping[str, Any], name: str) -> Clock | None:
    """The time of one of several frames in a record: that of "response" is in "response_time"."""
    value = fields.get(f"{name}time") or fields.get(f"{name}timestamp")
    return clock_of_value(value) if value else None


def _instant(value: Mapping[str, Any]) -> Clock | None:
    """The time as log4j2 writes it."""
    seconds, nanos = value.get("epochSecond"), value.get("nanoOfSecond", 0)
    return clock_of_value(seconds + nanos / 1e9) if isinstance(seconds, int) and isinstance(nanos, int) else None


def station_of(fields: Mapping[str, Any]) -> str | None:
    """The id of the station that a record names."""
    value = _first(fields, STATIONS)
    if (nested := as_object(value)) is not None:
        value = nested.get("id") or nested.get("identity")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and 0 < len(value) <= 100 and not value.startswith(("[", "{")) else None


def protocol_of(fields: Mapping[str, Any]) -> str | None:
    """What a record says of its version."""
    return next((str(fields[name]) for name in PROTOCOLS if isinstance(fields.get(name), str | float)), None)


def word_of_fields(fields: Mapping[str, Any]) -> Direction | Seen | None:
    """What a record says of the way of its frame."""
    for name in DIRECTIONS[:-6]:
        if isinstance(value := fields.get(name), str) and (
            said := word_of_value(value) or _end(value, Direction.TO_CSMS)
        ):
            return said
    for names, to_csms in ((SENDERS, True), (RECEIVERS, False)):
        value = _first(fields, names)
        if isinstance(value, str) and (said := _end(value, Direction.TO_CSMS if to_csms else Direction.TO_STATION)):
            return said
    for name in (*DIRECTIONS[-6:], *TEXTS):
        value = fields.get(name)
        if (
            isinstance(value, str)
            and len(value) < 200
            and not value.lstrip().startswith(("[", "{"))
            and (said := word_of_value(value))
        ):
            return said
    for name in FLAGS:
        if isinstance(value := fields.get(name), bool):
            return _flag(name, is_so=value)
    return None


def _flag(name: str, *, is_so: bool) -> Direction | Seen:
    if name.startswith("from"):
        return Direction.TO_CSMS if (name == "fromstation") is is_so else Direction.TO_STATION
    return Seen.RECEIVED if (name in {"incoming", "inbound", "received", "isincoming"}) is is_so else Seen.SENT


def _end(value: str, if_station: Direction) -> Direction | None:
    """The direction of what comes from (or goes to) the side that a value names."""
    if _STATION_WORD.match(value.strip()):
        return if_station
    return if_station.opposite if _CSMS_WORD.match(value.strip()) else None


def known_columns(names: list[str]) -> bool:
    """Whether a row of a table is its header, and the table one of frames."""
    known = {name_of(name) for name in names}
    holds = known & {*PAYLOADS, *TEXTS, "frame", "raw", "rawmessage", "ocppmessage", "ocpp"}
    tells = known & {*TIMES, *STATIONS, *DIRECTIONS, *IDS, *ACTIONS, *SENDERS, *TYPES}
    return bool(holds) and len(tells - holds) >= 1


def holds_call(text: str) -> bool:
    """Whether it is worth while to look for a frame as a call with named arguments."""
    return "Call" in text and _CALL.search(text) is not None


def id_of(own: Mapping[str, Any]) -> str | None:
    """A field "id" of a record that holds a whole frame: it may be that of the station."""
    value = own.get("id")
    is_id = isinstance(value, str) and _STATION_ID.fullmatch(value) and frame_of(own) is None
    return value if is_id else None


_STATION_ID = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9][\w.*@+-]{2,39}")


def frame_of(fields: Mapping[str, Any]) -> str | None:
    """The frame whose parts are the fields of a record, as JSON text; None if they are none.

    Other software has ids, actions, and types of messages too. Where no field says that it is the type of a frame, the
    action or the error code must be one of OCPP.
    """
    unique_id = _first(fields, IDS)
    if isinstance(unique_id, dict | list | float | bool) or unique_id is None:
        return None
    kind, is_sure = _kind(fields)
    action, code = _first(fields, ACTIONS), _first(fields, ERROR_CODES)
    if kind in {4, 5} and code is None and (payload := _payload_of(fields)) is not None:
        fields = flat(json.loads(payload))
        code = _first(fields, ERROR_CODES)
    if kind in {4, 5} or (kind is None and isinstance(code, str) and not isinstance(action, str)):
        if not isinstance(code, str) or not (is_sure or code in _error_codes()):
            return None
        details = _object(_first(fields, ERROR_DETAILS)) or "{}"
        description = _first(fields, ERROR_DESCRIPTIONS)
        return f"[{kind or 4},{_text(str(unique_id))},{_text(code)},{_text(str(description or ''))},{details}]"
    payload = _payload_of(fields)
    name = _ROLE.sub("", action) if isinstance(action, str) and _ACTION.fullmatch(action) else ""
    is_sure = is_sure or folded(name) in _actions()
    if kind == 3:
        return f"[3,{_text(str(unique_id))},{payload}]" if is_sure and payload is not None else None
    if not (is_sure and name) or (payload is None and kind is None):
        return None
    return f"[{kind or 2},{_text(str(unique_id))},{_text(name)},{payload or '{}'}]"


def _payload_of(fields: Mapping[str, Any]) -> str | None:
    return next((text for name in PAYLOADS if (text := _object(fields.get(name))) is not None), None)


def _kind(fields: Mapping[str, Any]) -> tuple[int | None, bool]:
    """The type of the frame, and whether the field can mean nothing else."""
    for name in TYPES:
        value = fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            word = name_of(str(value))
            if word in _NUMBER_OF:
                return _NUMBER_OF[word], name in _SURE_TYPES or word.startswith("call")
    return None, False


@cache
def _actions() -> frozenset[str]:
    return frozenset(folded(name) for protocol in OcppJsonProtocol for name in get_implemented_messages(protocol))


@cache
def _error_codes() -> frozenset[str]:
    return frozenset(str(code) for protocol in OcppJsonProtocol for code in get_error_codes(protocol))


def _object(value: Any) -> str | None:
    """An object as JSON text: itself, or a text that holds one."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, str) and value.strip().startswith("{") and value.strip().endswith("}"):
        try:
            return value.strip() if isinstance(json.loads(value), dict) else None
        except (ValueError, RecursionError):
            return None
    return None


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


#: `Call(unique_id=...)`, `<Call - unique_id=...>`, `CallMessage{uniqueId=...}`.
_CALL = re.compile(r"\bCall(?P<kind>Result|Error)?(?:Message|Request|Response|Frame)?\s?(?:\(|\{|- )(?=\w+=)")


def call_in(text: str) -> tuple[str, int] | None:
    """The frame that a text shows as a call with named arguments, `Call(unique_id='17', ...)`, and where it stands."""
    if (call := _CALL.search(text)) is None:
        return None
    kind = {None: 2, "Result": 3, "Error": 4}[call["kind"]]
    end = text.rfind({"(": ")", "{": "}"}.get(call[0][-1], ">"))
    read = to_json(f"{{{text[call.end() : end]}}}", 0)[0] if end > call.end() else None
    if read is None:
        return None
    parts = flat(json.loads(read))
    frame = frame_of({**parts, "messagetypeid": kind})
    return None if frame is None else (frame, call.start())


def walk(record: Any, above: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every object in a record with its own fields, and with those of the objects around it."""
    if depth > _MAX_DEPTH:
        return
    if (items := as_list(record)) is not None:
        for item in items:
            if is_frame_list(item):
                yield {"": item}, dict(above)
            elif _is_stamped(item):  # Loki: [nanoseconds, line]
                own: dict[str, Any] = {"timestamp": item[0], "line": item[1]}
                yield own, {**above, **own}
            else:
                yield from walk(item, above, depth + 1)
    elif (fields := as_object(record)) is not None:
        own = flat(fields)
        around = {**above, **_told(own)}
        yield own, around
        is_frame = frame_of(own) is not None
        for name, value in own.items():
            if not is_frame_list(value) and not (is_frame and name in PAYLOADS):
                yield from walk(value, around, depth + 1)


def _told(own: dict[str, Any]) -> dict[str, Any]:
    """What an object tells the ones in it: its plain fields, and what stands beside: `{"metadata": {"id": ...}}`."""
    told: dict[str, Any] = {
        name: own[name] for name in own.keys() & _ABOVE if not isinstance(own[name], dict | list) or name in STATIONS
    }
    for name, value in own.items():
        beside = as_object(value)
        if beside is not None and (name not in PAYLOADS or "url" in beside):
            for inner, each in flat(beside).items():
                if inner in _BESIDE and not isinstance(each, dict | list):
                    told.setdefault(inner, each)
    return told


def is_frame_list(value: Any) -> bool:
    """Whether a list in a record is a frame."""
    items = as_list(value)
    return items is not None and len(items) >= 3 and str(items[0]) in _KINDS and isinstance(items[1], str | int)


def _is_stamped(value: Any) -> bool:
    items = as_list(value)
    if items is None or len(items) not in {2, 3}:
        return False
    return isinstance(items[0], str) and items[0].isdecimal() and isinstance(items[1], str)


_MAX_DEPTH = 12  # of objects in a record
_KINDS = frozenset("23456")
