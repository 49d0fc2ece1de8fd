#!/usr/bin/env bash
# The long suite: what takes minutes rather than seconds. Needs a build (tests/run.sh makes one).
#   bash tests/long.sh
# 10,000 power failures on a simulated disk (about 3 minutes), 1,000 kills of a process over one journal (about 11 minutes), a fan-out to 1,000,000 (about a minute).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NOTIFICATIONS_POWER_LOSS_SEEDS=${NOTIFICATIONS_POWER_LOSS_SEEDS:-10000} NOTIFICATIONS_KILL_CYCLES=${NOTIFICATIONS_KILL_CYCLES:-1000} NOTIFICATIONS_FAN_OUT=${NOTIFICATIONS_FAN_OUT:-1000000}
dotnet exec tests/Notifications.Durability.Tests/bin/Release/net10.0/Notifications.Durability.Tests.dll -noLogo -noColor
