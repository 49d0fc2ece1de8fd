namespace Notifications.Benchmarks.Rigs;

/// <summary>The texts of the events; made once, as in a program that names its things.</summary>
internal static class Events
{
    private static readonly string[] Subjects = [.. Enumerable.Range(0, 1024).Select(static i => $"order {i}")];

    /// <summary>An event as an application makes it at each publish.</summary>
    public static NotificationEvent Order(int index) => new()
    {
        Type = "order.failed",
        Source = "/orders",
        Subject = Subjects[index & 1023],
        Severity = Severity.Medium,
    };
}
