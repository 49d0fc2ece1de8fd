namespace Notifications;

/// <summary>A severity, and whether somebody has stated it. One that nobody has stated equals Info: it says the same.</summary>
internal readonly struct StatedSeverity(Severity severity) : IEquatable<StatedSeverity>
{
    private readonly byte _severityPlusOne = (byte)Math.Min((byte)severity + 1, byte.MaxValue);

    public bool IsStated => _severityPlusOne != 0;

    public Severity Value => _severityPlusOne == 0 ? Severity.Info : (Severity)(_severityPlusOne - 1);

    public bool Equals(StatedSeverity other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is StatedSeverity other && Equals(other);

    public override int GetHashCode() => (int)Value;
}
