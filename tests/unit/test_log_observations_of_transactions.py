"""What is observed of transactions and their meters: for each kind a log that has it, and one that nearly has it."""

from __future__ import annotations

import pytest

from ocpp_codec.log.observations import Kind
from ocpp_codec.record import Sender
from tests.support.entries import Script, moment
from tests.support.sessions import (
    ACCEPTED,
    V201,
    event,
    kinds,
    observed,
    only,
    sample,
    session,
    start,
    status,
    stop,
    the,
)

# Transactions --------------------------------------------------------------------------------------------------------


def test_a_good_transaction() -> None:
    assert kinds(session(Script(), {300.0: 1000, 600.0: 3000}, end=900.0, meter=5000)) == []
    script = event(Script(V201).boot(), "Started", at=10.0, energy=0.0)
    event(script, "Updated", at=300.0, trigger="MeterValuePeriodic", energy=2000.0)
    assert kinds(event(script, "Ended", at=600.0, energy=5000.0, stoppedReason="Local")) == []


def test_transaction_without_end() -> None:
    found = only(start(Script().boot()).heartbeat(130.0))
    assert (found.kind, found.side) == (Kind.TRANSACTION_WITHOUT_END, Sender.STATION)
    assert found.text == (
        "1 transaction had not ended when the log ended: "
        'transaction 7 (connector 1, card "CARD"), started 2 min before;'
        " the station may be offline, or the log ends too early."
    )
    assert kinds(event(Script(V201), "Started", at=0.0)) == [Kind.TRANSACTION_WITHOUT_END]
    refused = start(Script().boot(), status="Invalid").heartbeat(130.0)
    assert kinds(refused) == [Kind.REFUSED_CARD]


def test_transaction_without_end_before_another_one() -> None:
    script = stop(start(start(Script().boot(), at=10.0, number=7), at=20.0, number=8), at=900.0, number=8)
    texts = [each.text for each in observed(script) if each.kind is Kind.TRANSACTION_WITHOUT_END]
    assert texts == [
        '1 transaction without end, although the connector began another one: transaction 7 (connector 1, card "CARD").'
    ]
    data = {"connectorId": 1, "idTag": "CARD", "meterStart": 100, "timestamp": moment(10.0)}
    repeated = start(Script().boot().call("StartTransaction", data), at=10.0)
    assert Kind.TRANSACTION_WITHOUT_END not in kinds(stop(repeated, at=900.0))


def test_stop_without_start() -> None:
    found = only(stop(Script().boot(), at=60.0))
    assert (found.kind, found.side) == (Kind.STOP_WITHOUT_START, Sender.STATION)
    assert kinds(stop(Script(), at=60.0)) == []  # it may have started before the log
    assert kinds(stop(Script().boot(), at=60.0, reason="PowerLoss")) == [Kind.STOPPED_BY_FAULT]
    assert kinds(stop(Script().boot(at=90.0), at=60.0)) == []  # it ended before the boot


def test_stopped_twice() -> None:
    script = stop(stop(start(Script().boot()), at=900.0), at=901.0)
    assert the(script, Kind.STOPPED_TWICE).side is Sender.STATION
    data = {"transactionId": 7, "meterStop": 5100, "timestamp": moment(900.0)}
    script = start(Script().boot()).call("StopTransaction", data, at=900.0)
    assert Kind.STOPPED_TWICE not in kinds(stop(script, at=960.0))


def test_unexpected_start() -> None:
    assert the(start(Script()), Kind.UNEXPECTED_START).side is Sender.STATION
    assert Kind.UNEXPECTED_START not in kinds(start(Script().boot()))
    authorized = Script().call("Authorize", {"idTag": "CARD"}).result({"idTagInfo": ACCEPTED})
    assert Kind.UNEXPECTED_START not in kinds(start(authorized))


def test_charging_without_transaction() -> None:
    script = status(
        status(status(Script().boot(), "Charging", at=5.0).heartbeat(), "SuspendedEV"), "Finishing", at=99.0
    )
    assert the(script, Kind.CHARGING_WITHOUT_TRANSACTION).places == (("a.log", 3),)
    late = start(status(Script().boot(), "Charging", at=5.0), at=6.0)
    assert Kind.CHARGING_WITHOUT_TRANSACTION not in kinds(status(stop(late, at=900.0), "Finishing"))
    assert kinds(status(status(Script(), "Charging", at=5.0).heartbeat().heartbeat(), "Finishing")) == []


def test_values_without_transaction() -> None:
    found = only(sample(Script().boot(), 5, at=9.0, number=99))
    assert (found.kind, '"99"' in found.text) == (Kind.VALUES_WITHOUT_TRANSACTION, True)
    assert kinds(sample(Script().boot(), 5, at=9.0, number=None)) == []
    assert kinds(sample(Script().boot(), 5, at=9.0, number=0)) == []
    assert kinds(sample(Script().heartbeat(), 5, at=9.0, number=99)) == []
    assert Kind.VALUES_WITHOUT_TRANSACTION not in kinds(sample(start(Script().boot()), 500, at=90.0))


def test_transaction_id_reused() -> None:
    script = stop(start(Script().boot(), at=10.0), at=900.0)
    assert the(start(script, at=1000.0), Kind.TRANSACTION_ID_REUSED).side is Sender.CSMS
    script = stop(start(Script().boot(), at=10.0), at=900.0)
    assert Kind.TRANSACTION_ID_REUSED not in kinds(start(script, at=1000.0, number=8))


def test_stopped_by_fault() -> None:
    found = the(stop(start(Script().boot()), at=900.0, reason="EmergencyStop"), Kind.STOPPED_BY_FAULT)
    assert found.side is Sender.STATION
    assert Kind.STOPPED_BY_FAULT not in kinds(stop(start(Script().boot()), at=900.0, reason="EVDisconnected"))
    script = event(event(Script(V201), "Started", at=0.0), "Ended", at=900.0, stoppedReason="GroundFault")
    assert kinds(script)[0] is Kind.STOPPED_BY_FAULT


def test_abnormal_condition() -> None:
    script = event(Script(V201), "Started", at=0.0)
    assert Kind.ABNORMAL_CONDITION in kinds(event(script, "Updated", at=1.0, trigger="EVCommunicationLost"))
    assert Kind.ABNORMAL_CONDITION not in kinds(event(Script(V201), "Started", at=0.0))


def test_short_transaction() -> None:
    found = only(stop(start(Script().boot()), at=18.0, meter=200))
    assert (found.kind, found.side) == (Kind.SHORT_TRANSACTION, Sender.STATION)
    assert found.text == '1 transaction lasted 60 s or less: transaction 7 (connector 1, card "CARD") 8 s.'
    assert "8 s, without energy" in only(stop(start(Script().boot()), at=18.0, meter=100)).text
    assert kinds(stop(start(Script().boot()), at=71.0, meter=200)) == []


def test_a_transaction_without_times_of_its_own() -> None:
    """The times of the log tell how long it lasted."""
    script = Script().boot().call("StartTransaction", {"connectorId": 1, "idTag": "A", "meterStart": 0}, at=10.0)
    script.result({"transactionId": 1, "idTagInfo": ACCEPTED})
    script.call("StopTransaction", {"transactionId": 1, "meterStop": 100}, at=18.0).result()
    assert kinds(script) == [Kind.SHORT_TRANSACTION]


def test_transaction_without_energy() -> None:
    found = only(session(Script(), {200.0: 100}, end=400.0, meter=100))
    assert (found.kind, found.side) == (Kind.TRANSACTION_WITHOUT_ENERGY, Sender.STATION)
    assert "after 6 min, the meter at 100 Wh" in found.text
    script = event(event(Script(V201), "Started", at=0.0, energy=5.0), "Updated", at=90.0, energy=5.0)
    assert kinds(event(script, "Ended", at=180.0, energy=5.0)) == [Kind.TRANSACTION_WITHOUT_ENERGY]
    assert kinds(session(Script(), {200.0: 100}, end=400.0, meter=101)) == []


def test_transaction_without_meter_values() -> None:
    found = only(stop(start(Script().boot()), at=320.0))
    assert (found.kind, found.side) == (Kind.TRANSACTION_WITHOUT_METER_VALUES, Sender.STATION)
    assert kinds(stop(start(Script().boot()), at=300.0)) == []
    assert kinds(session(Script(), {200.0: 3000}, end=400.0, meter=5000)) == []
    data = [{"timestamp": moment(9.0), "sampledValue": [{"value": "5"}]}]
    assert kinds(stop(start(Script().boot()), at=900.0, transactionData=data)) == []


# Meters --------------------------------------------------------------------------------------------------------------


def test_meter_gap() -> None:
    regular = {60.0 * n: 100 + 500 * n for n in range(1, 6)}
    found = only(session(Script(), {**regular, 1200.0: 9000}, end=1210.0, meter=9100))
    assert (found.kind, found.side) == (Kind.METER_GAP, Sender.STATION)
    assert "had no meter values for up to 15 min; usual are 60 s" in found.text
    assert kinds(session(Script(), {**regular, 700.0: 5000}, end=710.0, meter=5100)) == []


def test_meter_runs_back() -> None:
    found = only(session(Script(), {100.0: 2000, 200.0: 1500}, end=400.0, meter=5100))
    assert (found.kind, found.side) == (Kind.METER_RUNS_BACK, Sender.STATION)
    assert "from 2000 Wh to 1500 Wh" in found.text
    assert kinds(session(Script(), {100.0: 2000, 200.0: 2500}, end=400.0, meter=2000)) == [Kind.METER_RUNS_BACK]
    assert kinds(session(Script(), {100.0: 2000, 200.0: 2000}, end=400.0, meter=5100)) == []
    # A reading that was sent late, and a register that counts the transaction alone.
    late = start(Script().boot())
    sample(sample(late, 2000, at=200.0), 1500, at=200.0)
    assert kinds(session(Script(), {100.0: 50, 200.0: 80}, end=400.0, meter=200)) == []


def test_meter_jump() -> None:
    found = only(session(Script(), {100.0: 2000, 160.0: 60_000}, end=900.0, meter=61_000))
    assert (found.kind, found.side) == (Kind.METER_JUMP, Sender.STATION)
    assert "jumped by 58 kWh in 60 s: 3480 kW on average" in found.text
    assert kinds(session(Script(), {100.0: 2000, 160.0: 8000}, end=900.0, meter=9000)) == []
    assert kinds(session(Script(), {100.0: 2000, 100.5: 2900}, end=900.0, meter=9000)) == []  # rounding


def test_meter_stands_still() -> None:
    def script(energy: int) -> Script:
        log = start(Script().boot())
        for n in range(1, 5):
            pair = [
                {"value": str(100 + energy * n)},
                {"value": "7.2", "measurand": "Power.Active.Import", "unit": "kW"},
            ]
            values = [{"timestamp": moment(60.0 * n), "sampledValue": pair}]
            log.call("MeterValues", {"connectorId": 1, "transactionId": 7, "meterValue": values}, at=60.0 * n).result()
        return stop(log, at=400.0)

    assert the(script(0), Kind.METER_STANDS_STILL).side is Sender.STATION
    assert kinds(script(120)) == []


@pytest.mark.parametrize(
    ("measurand", "value", "expected"),
    [("SoC", 130, [Kind.IMPLAUSIBLE_VALUE]), ("SoC", 100, []), ("Voltage", 23_000, [Kind.IMPLAUSIBLE_VALUE])],
)
def test_implausible_value(measurand: str, value: float, expected: list[Kind]) -> None:
    assert kinds(sample(Script().heartbeat(), value, at=9.0, number=None, measurand=measurand)) == expected
