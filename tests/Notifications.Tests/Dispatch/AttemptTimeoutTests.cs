using Notifications.Configuration;
using Notifications.Dispatch;

namespace Notifications.Tests.Dispatch;

/// <summary>How long an attempt may take: what is configured, else what the channel asks for, else ten seconds.</summary>
public sealed class AttemptTimeoutTests
{
    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(null, 98, 98)]
    [InlineData(10, 98, 10)]
    [InlineData(200, 98, 200)]
    public void Configure_Timeout_IsTheConfiguredOneFirst(int? configured, int? own, int expected)
    {
        var traits = new ChannelTraits { AttemptTimeout = own is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        var runtime = new ChannelRuntime("mail", [], traits, TimeProvider.System, null!, new RoomSignal());
        var options = new ChannelOptions();
        if (configured is { } given)
            options.Timeout = TimeSpan.FromSeconds(given);

        runtime.Configure(options);
        runtime.Options.Timeout.ShouldBe(TimeSpan.FromSeconds(expected));

        // What the channel asks for is no setting: it does not stay when there is one.
        runtime.Configure(new ChannelOptions { Timeout = TimeSpan.FromSeconds(3) });
        runtime.Options.Timeout.ShouldBe(TimeSpan.FromSeconds(3));
    }
}
