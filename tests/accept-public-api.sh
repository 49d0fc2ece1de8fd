#!/usr/bin/env bash
# Takes the public surface as it is now into tests/Notifications.Architecture.Tests/PublicApi. Look at the difference before you commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
NOTIFICATIONS_ACCEPT_API=1 dotnet run --project tests/Notifications.Architecture.Tests -c Release -- -noLogo -class Notifications.Architecture.Tests.PublicApiTests
git --no-pager diff --stat -- tests/Notifications.Architecture.Tests/PublicApi
