using System.Globalization;

namespace Notifications.Durability.Faults;

/// <summary>How much is tried: little in each run of the tests, much in <c>tests/long.sh</c>.</summary>
internal static class LongRun
{
    public static int Seeds { get; } = Read("NOTIFICATIONS_POWER_LOSS_SEEDS", 400);

    public static int KillCycles { get; } = Read("NOTIFICATIONS_KILL_CYCLES", 25);

    public static int FanOut { get; } = Read("NOTIFICATIONS_FAN_OUT", 20_000);

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
