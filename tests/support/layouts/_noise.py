"""Lines that stand between frames and are none, though some open like one."""

JAVA = (
    "java.lang.IllegalStateException: Session closed [2, reason=1006]",
    "\tat org.eclipse.jetty.websocket.common.WebSocketSession.getRemote(WebSocketSession.java:252)",
    "\tat java.base/java.util.Arrays$ArrayList.forEach([3, 4])",
    "Caused by: java.io.IOException: Broken pipe",
)
PYTHON = (
    "Traceback (most recent call last):",
    '  File "/usr/lib/python3.11/site-packages/ocpp/charge_point.py", line 217, in start',
    "    message = await self._connection.recv()",
    "websockets.exceptions.ConnectionClosedError: no close frame received or sent",
    "[2, 3]",
    "[1,2,3]",
)
BRACKETS = (
    "[2024-05-01 10:00:00] keep-alive",
    "[2, 3]",
    '[1,"a","b",{}]',
    '["BootNotification","Heartbeat"]',
    "values: [2,3,4] offsets: [3]",
    '{"type":"ping","seq":[2,17]}',
    "[3]",
    "[4, 5, 6, [7, 8]]",
    "[2 of 3] retrying",
)
CLUSTER = (
    'I0501 08:00:02.114711       1 leaderelection.go:258] "Successfully acquired lease" lock="kube-system/ocpp"',
    '{"level":"info","ts":1714550402.123,"caller":"probe/main.go:42","msg":"readiness","codes":[200,204]}',
    '[GIN] 2024/05/01 - 08:00:03 | 200 |     113.4µs |      10.42.0.1 | GET      "/healthz"',
    '10.42.0.1 - - [01/May/2024:08:00:04 +0000] "GET /metrics HTTP/1.1" 200 4242 "-" "Prometheus/2.45.0"',
)
