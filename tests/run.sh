#!/usr/bin/env bash
# Runs all tests. Gets what is missing, by tests/servers.sh: Node.js, Postfix and others, for the tests that check us against other implementations.
#   bash tests/run.sh            builds in Release, then runs every tests/*.Tests project
#   bash tests/run.sh --no-build runs what was built before
# The last line counts over all projects. Results as XML and logs are in artifacts/tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
exec </dev/null
readonly results=artifacts/tests
# Seconds for one project. They take well under a minute each on a quiet machine, and ten times as long on one that is not.
readonly limit=1200
# The good reasons to skip: the channel conformance suite asks for what this kind of provider never does, or only root may do what a test needs.
readonly does_not_apply='\(A provider of this kind does not do this\|A file system of 2 MiB cannot be mounted here\)'

# Runs one project; what it prints is shown when something went wrong.
run_project() {
    local name=$1 started=$SECONDS code=0
    rm -f "$results/$name.xml"
    # A test that hangs is named (-longRunning) and ends the run of its project; it must not eat the time of all the others.
    timeout --kill-after=10 "$limit" dotnet exec "tests/$name/bin/Release/net10.0/$name.dll" -noLogo -noColor -longRunning 60 -xml "$results/$name.xml" \
        >"$results/$name.log" 2>&1 || code=$?
    [ "$code" -ne 124 ] && [ "$code" -ne 137 ] || echo "$name did not end within $limit s; its log names the tests that ran long"
    local passed failed skipped errors unasked
    read -r passed failed skipped errors <<<"$(count "$results/$name.xml")"
    unasked=$(grep -o "<reason><!\[CDATA\[$does_not_apply" "$results/$name.xml" 2>/dev/null | wc -l)
    if [ "$code" -ne 0 ] && [ $((failed + errors)) -eq 0 ]; then
        errors=1
    fi
    echo "$passed $((failed + errors)) $skipped $((skipped - unasked))" >"$results/$name.counts"
    if [ $((failed + errors + skipped - unasked)) -gt 0 ] || [ "$passed" -eq 0 ]; then
        tail -n 200 "$results/$name.log"
    fi
    echo "$name: $passed passed, $((failed + errors)) failed, $skipped skipped ($((SECONDS - started)) s)"
}

# passed, failed, skipped, errors of a result file; zeros and one error when there is none.
count() {
    [ -s "$1" ] || { echo "0 0 0 1"; return; }
    grep -o '<assembly [^>]*>' "$1" | awk '
        function of(name,  at) { at = match($0, " " name "=\"[0-9]+\""); return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
        { p += of("passed"); f += of("failed"); s += of("skipped"); e += of("errors") }
        END { print p + 0, f + 0, s + 0, e + 0 }'
}

bash tests/servers.sh
rm -rf "$results"
mkdir -p "$results"
if [ "${1:-}" != --no-build ]; then
    dotnet build Notifications.sln -c Release -warnaserror --nologo -v quiet
fi

projects=()
for project in tests/*.Tests/*.csproj; do
    projects+=("$(basename "$project" .csproj)")
done

# Two at a time: tests that measure nothing still must not starve one another.
export -f run_project count
export results limit does_not_apply
printf '%s\n' "${projects[@]}" | xargs -P 2 -I{} bash -c 'run_project {}'

passed=0 failed=0 skipped=0 missing=0 bad=0
for name in "${projects[@]}"; do
    read -r p f s m <"$results/$name.counts"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s)) missing=$((missing + m))
    if [ $((p + f)) -eq 0 ]; then
        echo "$name ran no test"
        bad=1
    fi
done
if [ "$missing" -gt 0 ]; then
    echo "$missing tests were skipped that should run: what they need has to come from tests/run.sh"
    bad=1
fi
echo "$passed passed, $failed failed, $skipped skipped" | tee "$results/totals.txt"
[ "$failed" -eq 0 ] && [ "$bad" -eq 0 ]
