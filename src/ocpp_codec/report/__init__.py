"""The report of a log: one HTML file that says what happened and who is wrong.

>>> from ocpp_codec import log
>>> from ocpp_codec.report import Report
>>> with Report() as report:
...     for turn in log.conversations(log.read(['CS001 received [2,"17","Heartbeat",{}]'])):
...         report.watch(turn)
...         report.add(turn)
...     html = report.page()
>>> "No fault found" in html
True
"""

from ._report import Report

__all__ = ["Report"]

Report.__module__ = __name__  # tracebacks name the module that users import
