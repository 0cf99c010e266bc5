"""The tables of `ocpp_codec.bulk` on Apache Spark: the same rows, from as many frames as the cluster can take.

    messages = spark.decode(frames)
    messages.where("verdict <> 'ok'").groupBy("station").count().show()
    spark.sessions(messages, token_key=key).write.parquet("sessions")

`frames` is a DataFrame with the columns frame, time, station, sender ("station" or "csms"), protocol (as "ocpp1.6"),
and, if there are any, file and line. All functions are as lazy as those of Spark.

Names in this package, each imported when it is first used:

    decode                   frames -> the table of messages
    samples, sessions        that table -> the tables of the same names
    statuses, boots          so too
    payloads                 that table -> the messages of one class, typed
    ddl                      a schema of Arrow as Spark writes it

It needs pyspark 3.5 or 4, and pyarrow, on the driver and on the workers: `pip install 'ocpp-codec[spark]'`.
"""

from typing import TYPE_CHECKING

from .._core.on_demand import names_on_demand

if TYPE_CHECKING:
    from ._ddl import ddl
    from ._tables import boots, decode, payloads, samples, sessions, statuses

__all__ = ["boots", "ddl", "decode", "payloads", "samples", "sessions", "statuses"]

#: Where the names are defined.
_HOMES = {**dict.fromkeys(__all__, "_tables"), "ddl": "_ddl"}

if not TYPE_CHECKING:
    __getattr__, __dir__ = names_on_demand(__name__, _HOMES, {"pyarrow": "spark"})
