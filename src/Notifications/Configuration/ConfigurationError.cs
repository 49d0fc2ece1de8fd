namespace Notifications.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Path">Where: <c>Rules:orders:Targets:0:Channel</c>.</param>
/// <param name="Message">What is wrong, the value, and the fix.</param>
public sealed record ConfigurationError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
