namespace Notifications.Properties;

/// <summary>The time of a store that outlives its engines and their clocks.</summary>
internal sealed class StoreClock(Func<DateTimeOffset> now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now();
}
