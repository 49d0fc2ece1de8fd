"""Answers Prometheus as an Alertmanager would and writes each alert it gets as one CloudEvent per line.

Usage: recorder.py PORT FILE
"""
import json
import sys
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SOURCE = "http://prometheus.example/alerts"
SEVERITIES = {"critical": "critical", "high": "high", "warning": "medium", "info": "info"}


def fingerprint(labels):
    """The 64 bit FNV-1a hash of the sorted labels, as Prometheus and the Alertmanager compute it."""
    value = 14695981039346656037
    for name in sorted(labels):
        for byte in name.encode() + b"\xff" + labels[name].encode() + b"\xff":
            value = (value ^ byte) * 1099511628211 % 2**64
    return f"{value:016x}"


def to_event(alert, received, sequence):
    labels = alert["labels"]
    key = fingerprint(labels)
    sequence[key] = sequence.get(key, 0) + 1
    ends = datetime.fromisoformat(alert["endsAt"].replace("Z", "+00:00"))
    return {
        "specversion": "1.0",
        "id": f"{key}-{sequence[key]}",
        "source": SOURCE,
        "type": "alert." + labels["alertname"],
        "subject": next(labels[name] for name in ("instance", "service", "rack", "alertname") if name in labels),
        "time": received.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "severity": SEVERITIES.get(labels.get("severity"), "low"),
        "status": "firing" if ends > received else "resolved",
        "datacontenttype": "application/json",
        "data": {name: alert[name] for name in ("labels", "annotations", "startsAt", "endsAt", "generatorURL")},
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    sequence = {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/api/v2/alerts":
            return self.reply(404)
        with self.lock:
            received = datetime.now(timezone.utc)
            events = [to_event(alert, received, self.sequence) for alert in json.loads(body)]
            OUTPUT.write("".join(json.dumps(event, separators=(",", ":"), ensure_ascii=False) + "\n" for event in events))
            OUTPUT.flush()
        return self.reply(200)

    def reply(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as OUTPUT:
        ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
