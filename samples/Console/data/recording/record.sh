#!/usr/bin/env bash
# Records ../storm.jsonl from a real Prometheus. Usage: record.sh [SECONDS] [FILE]
# Needs prometheus, python3 and sed on the PATH. Everything listens on loopback only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds=${1:-780}
file=${2:-../storm.jsonl}
work=$(mktemp -d)
processes=()

finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  wait || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

read -r exporter recorder prometheus < <(python3 - <<'PY'
import socket
sockets = [socket.socket() for _ in range(3)]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])
PY
)

cp rules.yml "$work/rules.yml"
sed -e "s/@EXPORTER@/127.0.0.1:$exporter/; s/@RECORDER@/127.0.0.1:$recorder/" prometheus.yml > "$work/prometheus.yml"

python3 -B recorder.py "$recorder" "$work/storm.jsonl" & processes+=($!)
python3 -B exporter.py "$exporter" & processes+=($!)
sleep 1
prometheus \
  --config.file="$work/prometheus.yml" \
  --storage.tsdb.path="$work/data" \
  --web.listen-address="127.0.0.1:$prometheus" \
  --web.external-url=http://prometheus.example \
  --rules.alert.resend-delay=15s \
  --log.level=warn & processes+=($!)

for ((i = 0; i < seconds; i++)); do
  for process in "${processes[@]}"; do kill -0 "$process"; done
  sleep 1
done

kill "${processes[0]}"    # the recorder first: nothing is written while the others stop
wait "${processes[0]}" || true
python3 -B check.py "$work/storm.jsonl"
cp "$work/storm.jsonl" "$file"
