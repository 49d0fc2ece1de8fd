namespace Notifications.History;

/// <summary>The names of <see cref="TrackingStatus"/> as they are written in URLs, files and tables.</summary>
public static class TrackingStatusNames
{
    private static readonly string[] Names =
    [
        "pending", "queued", "sending", "sent", "delivered", "read", "failed", "retrying", "cancelled", "throttled", "debounced", "bounced", "rejected", "expired", "in-doubt",
    ];

    /// <summary>All names, in the order of the numbers.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>Lower-case words with hyphens, for example <c>in-doubt</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such status.</exception>
    public static string GetName(TrackingStatus status) =>
        (int)status < Names.Length ? Names[(int)status] : throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status.");

    /// <summary>Reads a name, ignoring case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="status">The status, or <see cref="TrackingStatus.Pending"/> when the text is none.</param>
    /// <returns>True when the text names a status.</returns>
    public static bool TryParse(string? text, out TrackingStatus status)
    {
        var index = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        status = (TrackingStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
