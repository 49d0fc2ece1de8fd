using Microsoft.Extensions.Logging;
using Notifications.Conformance.Channels;

namespace Notifications.Tests.Channels;

public sealed class LogChannelConformanceTests : ChannelConformance
{
    protected override bool CanPlay(ProviderBehavior behavior) => behavior is ProviderBehavior.Succeeds or ProviderBehavior.RefusesForGood;

    protected override ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior) => new(new Fixture(behavior));

    private sealed class Fixture : ChannelFixture
    {
        private readonly RecordingLogger _logger;

        public Fixture(ProviderBehavior behavior)
        {
            _logger = new RecordingLogger(behavior == ProviderBehavior.RefusesForGood ? LogLevel.None : LogLevel.Information);
            Channel = new LogChannel(_logger);
        }

        public override INotificationChannel Channel { get; }

        public override IReadOnlyCollection<ProviderCall> Calls => [.. _logger.Lines.Select(static line => new ProviderCall(line.Text))];

        public override ValueTask DisposeAsync() => default;
    }
}
