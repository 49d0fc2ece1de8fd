namespace Notifications.Benchmarks.Rigs;

/// <summary>500 rules as a program of some size has them: exact types, globs, minimum severities, one in ten with a condition; and events of which each matches one of them.</summary>
internal static class RuleMix
{
    public const int Count = 500;
    public const int Channels = 100;

    private const int Globs = 300;
    private const int Conditions = 450;
    private static readonly string[] Types = [.. Enumerable.Range(0, Count).Select(TypeOf)];
    private static readonly string[] Subjects = [.. Enumerable.Range(0, 1 << 20).Select(static i => $"unit {i}")];

    public static string Pattern(int rule) => rule < Globs ? TypeOf(rule) : $"area{rule}.*";

    public static Severity MinSeverity(int rule) => (rule % 3) switch { 0 => Severity.Info, 1 => Severity.Low, _ => Severity.Medium };

    /// <summary>The condition of a rule; null for nine of ten.</summary>
    public static Func<NotificationEvent, bool>? Condition(int rule) =>
        rule < Conditions ? null : static e => e.Source == "/plant" && e.Severity >= Severity.Medium;

    public static string ChannelOf(int rule) => $"channel{rule % Channels}";

    /// <summary>An event; its subject is its own among a million in a row.</summary>
    public static NotificationEvent Event(int index, LabelSet? labels = null) => new()
    {
        Type = Types[(int)((uint)index * 2_654_435_761u % Count)],
        Source = "/plant",
        Subject = Subjects[index & ((1 << 20) - 1)],
        Severity = (index & 1) == 0 ? Severity.Medium : Severity.High,
        Labels = labels ?? LabelSet.Empty,
    };

    private static string TypeOf(int rule) => rule < Globs ? $"area{rule % 50}.machine{rule / 50}.failed" : $"area{rule}.machine.failed";
}
