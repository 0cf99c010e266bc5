"""Which fields and variables are secret, and which stay as they are: data.

Names are compared without case, hyphens, underscores, blanks and points: idTag, id_tag and ID-Tag are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import import_module

import msgspec

from ..._core.compat import DIALECTS, OcppJsonProtocol

__all__ = ["KEPT", "KNOWN_PRODUCTS", "VALUES", "Kind", "folded", "kind_of", "kind_of_variable", "words"]


class Kind(StrEnum):
    """What a secret is; the values are said in the summary."""

    TOKEN = "id tokens"  # noqa: S105 (no password)
    SERIAL = "serial numbers"
    SIM = "numbers of SIM cards"
    MAC = "MAC addresses"
    IP = "IP addresses"
    VEHICLE = "vehicle ids"
    STATION = "station ids"
    CERTIFICATE = "certificates"
    KEY = "keys and passwords"
    EMAIL = "e-mail addresses"
    TELEPHONE = "telephone numbers"
    USER = "names of users"
    OTHER = "others, asked for"


_SEPARATORS = re.compile(r"[-_. ]")


def folded(name: str) -> str:
    """A name as it is compared."""
    return _SEPARATORS.sub("", name).lower()


def _folded(names: str) -> frozenset[str]:
    return frozenset(map(folded, names.split()))


# Of all versions, and of what stations, back ends and loggers write beside them. Addresses show by their shape.
_SECRET = {
    Kind.TOKEN: """
        idTag parentIdTag idTags idToken idTokens groupIdToken additionalIdToken prioritizedEMAIDs customerIdentifier
        tagId tagUid token tokenUid rfid rfidTag rfidUid cardId cardNumber cardUid visualNumber contractId emaid authId
        identTag""",
    Kind.SERIAL: """
        chargePointSerialNumber chargeBoxSerialNumber meterSerialNumber serialNumber evInverterSerialNumber
        serial serialNo serialNr cpSn""",
    Kind.SIM: "iccid imsi imei simId simCard simPin",
    Kind.MAC: "mac macAddress macAddr ethMac wifiMac bssid hwAddress",
    Kind.VEHICLE: "vin evccId vehicleId vehicleIdentificationNumber pcid licensePlate",
    Kind.STATION: """
        stationId chargingStationId chargePointId chargePointIdentity chargeBoxId chargeBoxIdentity chargerId cpId csId
        station charger chargingStation chargePoint chargeBox identity stationIdentity seccId""",
    Kind.CERTIFICATE: """
        certificate certificateChain cert childCertificate signingCertificate csr ocspResult exiRequest exiResponse
        issuerNameHash issuerKeyHash caCertificate clientCertificate rootCertificate""",
    Kind.KEY: """
        password passwd pwd passphrase secret authorizationKey basicAuthPassword apnPassword clientSecret apiKey authKey
        accessKey privateKey publicKey accessToken refreshToken authToken apiToken bearerToken sessionToken psk wifiKey
        signedMeterData meterValueSignature encodedMeterValue""",
    Kind.TELEPHONE: "phone phoneNumber telephone telephoneNumber tel mobile mobileNumber msisdn",
    Kind.USER: "user userName apnUserName",
}
_KIND_OF = {folded(name): kind for kind, names in _SECRET.items() for name in names.split()}
#: How names end that nobody has listed.
_ENDINGS = {
    "password": Kind.KEY,
    "passwd": Kind.KEY,
    "passphrase": Kind.KEY,
    "secret": Kind.KEY,
    "apikey": Kind.KEY,
    "authkey": Kind.KEY,
    "privatekey": Kind.KEY,
    "serialnumber": Kind.SERIAL,
    "macaddress": Kind.MAC,
    "idtag": Kind.TOKEN,
    "idtoken": Kind.TOKEN,
    "emaid": Kind.TOKEN,
    "iccid": Kind.SIM,
    "imsi": Kind.SIM,
    "phonenumber": Kind.TELEPHONE,
}
#: Configuration keys and variables are secret too if they end so: HmacKey, WifiPin.
_ENDINGS_OF_VARIABLES = {**_ENDINGS, "key": Kind.KEY, "pin": Kind.KEY, "puk": Kind.KEY, "username": Kind.USER}

#: The fields that hold the value of a configuration key or a variable.
VALUES = _folded("value attributeValue actualValue")

#: Vendors, models and firmware: their fields stay, and so do their values in other text.
KNOWN_PRODUCTS = _folded("""
    chargePointVendor chargePointModel firmwareVersion meterType vendorName model vendor vendorId
    evInverterManufacturer evInverterModel evInverterHwVersion evInverterSwVersion""")

#: Fields that stay even if their value is a secret somewhere else: ids of messages and transactions. Times, numbers and
#: members of enumerations need no mention: they are never taken for a secret.
KEPT = KNOWN_PRODUCTS | _folded("""
    transactionId transaction txId messageId uniqueId msgId callId requestId correlationId traceId spanId uuid controlId
    tariffId tariffIds supersededIds pspRef receiptId checksum digestValue unknownKey""")


@cache
def kind_of(name: str) -> Kind | None:
    """What the values of a field are; None if they are no secrets."""
    return _kind(folded(name), _ENDINGS)


@cache
def kind_of_variable(name: str) -> Kind | None:
    """What the value of a configuration key or a variable is; None if it is no secret."""
    return _kind(folded(name), _ENDINGS_OF_VARIABLES)


def _kind(name: str, endings: dict[str, Kind]) -> Kind | None:
    return _KIND_OF.get(name) or next((kind for end, kind in endings.items() if name.endswith(end)), None)


# Words of logs, beside those of the protocol. None of them is taken for a secret in running text.
_WORDS_OF_LOGS = """
    trace debug verbose info information notice warn warning error err fatal critical severe emergency alert panic
    send sent sending receive received receiving recv reply request response call result callresult callerror answer
    from to in out rx tx incoming outgoing inbound outbound upstream downstream client server central system csms
    station charger chargepoint chargebox charging charge point box connector evse ocpp ocpp16 ocpp20 ocpp201 ocpp21
    json soap websocket websockets ws wss http https get post put path host port user admin root test demo default
    local localhost none null true false undefined unknown empty message messages payload frame data text utf8 utf
    ascii binary string open opened opening close closed closing connect connected connecting connection disconnect
    disconnected connections start started stop stopped begin end timeout success successful failed failure invalid
    valid missing required wrong password passwd secret token tokens idtag idtoken card rfid serial number
    certificate authorization basic bearer version vendor model firmware meter mainthread main python java node
    stdout stderr docker journal kernel service accepted rejected stream container date time timestamp level logger"""


@cache
def words() -> frozenset[str]:
    """What is no secret in running text: the words of the protocol, in lower case, and those of logs."""
    return frozenset(word.lower() for word in _words_of_the_protocol()).union(_WORDS_OF_LOGS.split())


def _words_of_the_protocol() -> Iterator[str]:
    for protocol in OcppJsonProtocol:
        yield protocol.value
        package = f"ocpp_codec.{DIALECTS[protocol].package}"
        for member in vars(import_module(f"{package}.enums")).values():
            if isinstance(member, type) and issubclass(member, StrEnum):
                yield from member
        messages = import_module(f"{package}.messages")
        yield from messages.IMPLEMENTED
        payloads = [
            payload for action in messages.IMPLEMENTED.values() for payload in (action.Request, action.Response)
        ]
        for definition in (*payloads, *vars(import_module(f"{package}.datatypes")).values()):
            if isinstance(definition, type) and issubclass(definition, msgspec.Struct):
                yield from definition.__struct_fields__
