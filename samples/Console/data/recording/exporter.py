"""Plays the incident: serves the metrics of a small fleet whose rack r3 loses the network.

Usage: exporter.py PORT
  /targets/JOB        the targets of a job, for Prometheus' HTTP service discovery
  /metrics/INSTANCE   the metrics of one target; an unreachable target never answers

Every value is a function of the seconds since the start; nothing is random.
"""
import json
import math
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

START = time.time()
DAY = 86400

# The story, in seconds since the start.
OUTAGE_1 = (110, 290)      # rack r3 is cut off ...
OUTAGE_2 = (330, 470)      # ... comes back for a moment, and is cut off again
HALF_RACK = (210, 320)     # the upper half of rack r4 hangs on the same switch
ECHO = (590, 650)          # caches are cold: the front services suffer once more
DEAD = "n307:9100"         # never comes back
BLINKING = {"n104:9100": 95, "n206:9100": 130}    # lose the network for 25 s in every so many seconds

SERVICES = {               # service: team, how much it depends on rack r3
    "gateway": ("edge", 0.6), "checkout": ("payments", 1.0), "cart": ("shop", 0.8), "pricing": ("shop", 0.7),
    "search": ("discovery", 0.1), "accounts": ("identity", 0.5), "mailer": ("messaging", 0.3), "images": ("media", 0.05),
}
QUEUES = {                 # queue: the service that reads it, messages per second that pile up, messages per second that drain
    "orders": ("checkout", 40, 60), "payments": ("checkout", 25, 45), "invoices": ("checkout", 15, 30), "carts": ("cart", 20, 50),
    "prices": ("pricing", 12, 40), "signups": ("accounts", 10, 25), "mails": ("mailer", 30, 35), "dead-letters": ("mailer", 9, 0),
}


def part(name, low=0.0, high=1.0):
    """A fixed number between low and high that depends on the name only."""
    return low + (high - low) * (zlib.crc32(name.encode()) % 1000) / 999


def fleet():
    targets = {}

    def add(job, instance, cluster, rack, team, **more):
        targets[instance] = {"job": job, "instance": instance, "cluster": cluster, "rack": rack, "team": team, **more}

    for rack in range(1, 5):
        for n in range(1, 9):
            add("node", f"n{rack}{n:02}:9100", "north", f"r{rack}", "infrastructure")
    for n in range(1, 5):
        add("node", f"s1{n:02}:9100", "south", "s1", "infrastructure")
    for s, (service, (team, _)) in enumerate(SERVICES.items()):
        for n in range(3):
            add("app", f"{service}-{n + 1}:8080", "north", f"r{(s + n) % 4 + 1}", team, service=service)
    for d, service in enumerate(["stock", "audit", "orders", "users"]):    # member 1 is the primary; that of "orders" is in r3
        for n in range(3):
            add("database", f"{service}-db-{n + 1}:9187", "north", f"r{(d + n) % 4 + 1}", "data", service=service)
    add("broker", "broker-1:9419", "north", "r2", "messaging")
    for site in ["shop", "accounts", "api", "images", "status"]:
        add("site", f"https://{site}.example.com", "north", "edge", "edge")
    return targets


TARGETS = fleet()


def within(t, span):
    return span[0] <= t < span[1]


def cut_off(target, t):
    """Whether the target does not answer."""
    name = target["instance"]
    if name in BLINKING:
        return t > 60 and t % BLINKING[name] < 25
    if target["rack"] == "r3":
        return within(t, OUTAGE_1) or within(t, OUTAGE_2) or (name == DEAD and t >= OUTAGE_1[0])
    return within(t, HALF_RACK) and upper_half(target)


def upper_half(target):
    return target["rack"] == "r4" and (target["job"] != "node" or target["instance"] >= "n405")


def last_return(target, t):
    """When the target's network came back last, or None."""
    ends = [OUTAGE_1[1], OUTAGE_2[1]] if target["rack"] == "r3" else [HALF_RACK[1]] if upper_half(target) else []
    return max((end for end in ends if end <= t), default=None)


def impact(t):
    """How badly the rest of the fleet suffers, from 0 to 1."""
    def of(span, rise, fall):
        return max(0.0, min(1.0, (t - span[0]) / rise, 1 - (t - span[1]) / fall))
    return max(of(OUTAGE_1, 25, 35), of(OUTAGE_2, 25, 90), 0.5 * of(HALF_RACK, 20, 40))


def wave(name, t, shortest=70, longest=140):
    """A sine between -1 and 1 with a period of its own."""
    return math.sin(2 * math.pi * (t / part(name + "/period", shortest, longest) + part(name + "/phase")))


class Counters:
    """Requests, errors and seconds of an application, summed up from scrape to scrape."""

    def __init__(self):
        self.at, self.requests, self.errors, self.seconds = 0.0, 0.0, 0.0, 0.0

    def advance(self, t, rate, error_ratio, latency):
        while self.at < t:
            step = min(1.0, t - self.at)
            self.at += step
            n = rate(self.at) * step
            self.requests += n
            self.errors += n * error_ratio(self.at)
            self.seconds += n * latency(self.at)


COUNTERS = {name: Counters() for name, target in TARGETS.items() if target["job"] == "app"}
LOCK = threading.Lock()


def app(target, t):
    name, service = target["instance"], target["service"]
    dependence = SERVICES[service][1]

    def echo(at):
        return 0.8 if within(at, ECHO) and service in ("gateway", "checkout", "cart") else 0.0

    def cold(at):
        back = last_return(target, at)
        return 0.0 if back is None else max(0.0, 1 - (at - back) / 70)

    def rate(at):
        return part(name, 20, 60) * (1 + 0.1 * wave(name, at))

    def error_ratio(at):
        trouble = dependence * max(impact(at), echo(at)) * (1 + 0.5 * wave(name + "/e", at)) + 0.4 * cold(at)
        return min(0.9, 0.002 + 0.25 * trouble)

    def latency(at):
        trouble = (0.3 + dependence) * max(impact(at), echo(at)) + 0.6 * cold(at)
        return 0.12 + part(name + "/l", 0.5, 1.1) * trouble * (1 + 0.7 * wave(name + "/l", at))

    started = START - part(name, 3, 40) * DAY
    back = last_return(target, t)
    if back is not None:
        started = START + back - part(name + "/boot", 2, 8)
    elif service == "mailer" and t >= 260:    # runs out of memory while its queue grows
        started = START + 260
    with LOCK:
        counters = COUNTERS[name]
        counters.advance(t, rate, error_ratio, latency)
        return {
            "process_start_time_seconds": started,
            "http_requests_total": counters.requests,
            "http_errors_total": counters.errors,
            "http_seconds_sum": counters.seconds,
        }


def node(target, t):
    name = target["instance"]
    cpus = 8
    load = part(name, 0.2, 0.7) + 0.05 * wave(name, t)
    if part(name + "/busy") < 0.5 and target["cluster"] == "north":    # takes over the work of r3
        load += impact(t) * part(name + "/load", 0.8, 1.8) * (1 + 0.6 * wave(name + "/load", t))
    if name in ("n107:9100", "s102:9100"):    # a batch job that comes and goes all the time
        load = 1.4 + 0.6 * wave(name + "/batch", t, 110, 160)
    free = part(name + "/disk", 0.35, 0.6)
    stuck = name in ("n203:9100", "n401:9100")
    if stuck or part(name + "/logs") < 0.35:    # errors fill the logs; most nodes rotate them later
        rotated = part(name + "/rotate", 500, 690)
        begin = OUTAGE_1[0] + part(name + "/begin", 10, 150)
        if stuck or t < rotated:
            free = max(part(name + "/full", 0.02, 0.12), free - 0.0025 * max(0.0, t - begin))
    size = 512 * 2**30
    return {"cpu_count": cpus, "load1": load * cpus, "disk_size_bytes": size, "disk_free_bytes": int(size * free)}


def database(target, t):
    name, service = target["instance"], target["service"]
    if name.endswith("-db-1:9187"):
        return {"database_connections": 40 + 10 * wave(name, t)}
    lag = part(name, 0.1, 2)
    spans = []
    if service == "orders" or target["rack"] == "r3":
        spans = [OUTAGE_1, OUTAGE_2]
    elif service == "users" or upper_half(target):
        spans = [HALF_RACK]
    behind, at = 0.0, 0.0
    for begin, end in spans:    # falls behind while cut off, then catches up
        if t <= begin:
            break
        behind = max(0.0, behind - part(name + "/speed", 1, 4) * (begin - at))
        at = min(t, end)
        behind += at - begin
    if spans and t > at:
        behind = max(0.0, behind - part(name + "/speed", 1, 4) * (t - at))
    if name == "audit-db-3:9187":    # its disk is too slow for the nightly load
        behind += max(0.0, 14 * wave(name, t, 150, 151))
    return {"replication_lag_seconds": lag + behind}


def broker(_, t):
    metrics = {}
    for queue, (service, fill, drain) in QUEUES.items():
        depth = part(queue, 10, 200)
        for begin, end in [OUTAGE_1, OUTAGE_2]:
            depth += fill * max(0.0, min(t, end) - begin)
        depth -= drain * max(0.0, min(t, OUTAGE_2[0]) - OUTAGE_1[1]) + 2.5 * drain * max(0.0, t - OUTAGE_2[1] - 20)
        metrics[f'queue_messages{{queue="{queue}",service="{service}"}}'] = max(part(queue, 10, 200), depth)
    return metrics


def site(target, t):
    days = {"shop": 3, "accounts": 6, "api": 90 if t > 380 else 5, "images": 40, "status": 60}
    return {"certificate_not_after_seconds": START + days[target["instance"][8:].split(".")[0]] * DAY}


METRICS = {"app": app, "node": node, "database": database, "broker": broker, "site": site}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        t = time.time() - START
        _, kind, name = (self.path.split("/", 2) + ["", ""])[:3]
        if kind == "targets":
            groups = [
                {
                    "targets": [f"127.0.0.1:{PORT}"],
                    "labels": {"__metrics_path__": "/metrics/" + instance.split("//")[-1],
                               **{key: value for key, value in target.items() if key != "job"}},
                }
                for instance, target in TARGETS.items() if target["job"] == name
            ]
            return self.reply(json.dumps(groups), "application/json")
        target = TARGETS.get(name) or TARGETS.get("https://" + name)
        if kind != "metrics" or target is None:
            return self.send_error(404)
        if cut_off(target, t):
            time.sleep(4)    # longer than the scrape timeout
            self.close_connection = True
            return None
        lines = [f"{metric} {value!r}" for metric, value in METRICS[target["job"]](target, t).items()]
        return self.reply("\n".join(lines) + "\n", "text/plain; version=0.0.4")

    def reply(self, text, content_type):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    PORT = int(sys.argv[1])
    ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
