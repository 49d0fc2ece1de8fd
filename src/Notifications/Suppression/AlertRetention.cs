namespace Notifications.Suppression;

/// <summary>How long it is remembered what was told about a thing, after it was last heard of.</summary>
internal static class AlertRetention
{
    /// <summary>Repeats of an end come for a quarter of an hour from Prometheus; an hour is safe.</summary>
    private static readonly TimeSpan Ended = TimeSpan.FromHours(1);

    /// <summary>An end that is owed is remembered for long: somebody believes that it still goes on.</summary>
    private static readonly TimeSpan Owed = TimeSpan.FromDays(30);

    public static TimeSpan For(AlertState alert) => alert.OwesAnEnd() ? Owed : Ended;
}
