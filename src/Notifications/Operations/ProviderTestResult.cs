namespace Notifications.Operations;

/// <summary>What one provider said to a test.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Provider">The provider; the channel's name unless it has several.</param>
/// <param name="Result">What an attempt would have come to, with the provider's answer.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="ByMessage">A message was handed to the channel; else it was checked without one (<see cref="IChannelTest"/>).</param>
public sealed record ProviderTestResult(string Channel, string Provider, DeliveryResult Result, TimeSpan Duration, bool ByMessage)
{
    /// <summary>The provider took it.</summary>
    public bool IsPassed => Result.Kind is DeliveryResultKind.Delivered or DeliveryResultKind.Accepted && Result.Failures.Count == 0;
}
