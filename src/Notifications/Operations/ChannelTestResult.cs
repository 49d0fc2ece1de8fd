using Notifications.Configuration;

namespace Notifications.Operations;

/// <summary>What came of a channel's test. No part of it has a secret or the address.</summary>
public sealed record ChannelTestResult
{
    /// <summary>What came of it.</summary>
    public required ChannelTestKind Kind { get; init; }

    /// <summary>Each provider that was tried, in the order of registration.</summary>
    public IReadOnlyList<ProviderTestResult> Providers { get; init; } = [];

    /// <summary>What is wrong with the settings, or with the call; all at once.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; init; } = [];

    /// <summary>All providers took it.</summary>
    public bool IsPassed => Kind == ChannelTestKind.Passed;
}
