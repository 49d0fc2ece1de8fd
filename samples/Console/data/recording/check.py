"""Checks a recording and prints its counts as Markdown.

Usage: check.py FILE
"""
import json
import os
import sys
from collections import Counter, defaultdict
from datetime import datetime

MEMBERS = ["specversion", "id", "source", "type", "subject", "time", "severity", "status", "datacontenttype", "data"]
SEVERITIES = {"critical": "critical", "high": "high", "warning": "medium", "info": "info"}


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def main(path):
    ids, last, starts, again = set(), {}, defaultdict(set), set()
    firing, resolved, sets, severities = Counter(), Counter(), defaultdict(set), Counter()
    before = first = None
    with open(path, encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            event = json.loads(line)
            data, name = event["data"], event["data"]["labels"]["alertname"]
            key = json.dumps(data["labels"], sort_keys=True)
            now = instant(event["time"])
            first = first or now

            def check(condition, what):
                if not condition:
                    sys.exit(f"{path}:{number}: {what}")

            check(list(event) == MEMBERS, "members")
            check(event["id"] not in ids, "id is not unique")
            check(before is None or before <= now, "time goes back")
            check(event["type"] == "alert." + name, "type")
            check(event["severity"] == SEVERITIES.get(data["labels"]["severity"], "low"), "severity")
            check(event["status"] == ("firing" if instant(data["endsAt"]) > now else "resolved"), "status")
            check(event["status"] == "firing" or key in last, "resolved before it fired")
            check(data["generatorURL"].startswith("http://prometheus.example/"), "generatorURL")
            check("127.0.0.1" not in line and "localhost" not in line, "address of the recording machine")
            if event["status"] == "firing" and last.get(key) == "resolved":
                again.add(key)
            ids.add(event["id"])
            last[key], before = event["status"], now
            starts[key].add(data["startsAt"])
            sets[name].add(key)
            severities[event["severity"]] += 1
            (firing if event["status"] == "firing" else resolved)[name] += 1

    still = {name: sum(last[key] == "firing" for key in keys) for name, keys in sets.items()}
    print(f"{len(ids)} events, {os.path.getsize(path)} bytes, {len(last)} label sets, {len(sets)} alert names;")
    print(f"{(before - first).total_seconds():.0f} seconds from {first.isoformat()} to {before.isoformat()};")
    print(f"{sum(map(len, starts.values()))} alerts by label set and start, {len(again)} label sets fire again after a resolve;")
    print("events by severity: " + ", ".join(f"{name} {count}" for name, count in severities.most_common()) + ".\n")
    print("| Alert | Label sets | Firing events | Resolved events | Still firing at the end |")
    print("|---|---:|---:|---:|---:|")
    for name in sorted(sets):
        print(f"| {name} | {len(sets[name])} | {firing[name]} | {resolved[name]} | {still[name]} |")
    print(f"| **All** | {len(last)} | {sum(firing.values())} | {sum(resolved.values())} | {sum(still.values())} |")


main(sys.argv[1])
