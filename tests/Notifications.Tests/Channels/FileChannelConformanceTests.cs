using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Conformance.Channels;

namespace Notifications.Tests.Channels;

public sealed class FileChannelConformanceTests : ChannelConformance
{
    protected override bool CanPlay(ProviderBehavior behavior) =>
        behavior is ProviderBehavior.Succeeds or ProviderBehavior.RefusesForGood or ProviderBehavior.FailsForNow;

    protected override ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior) => new(new Fixture(behavior));

    private sealed class Fixture : ChannelFixture
    {
        private readonly TemporaryFolder _folder = new();
        private readonly FileChannel _channel;
        private readonly FileStream? _other;

        public Fixture(ProviderBehavior behavior)
        {
            var path = _folder["messages.jsonl"];
            if (behavior == ProviderBehavior.RefusesForGood)
                Directory.CreateDirectory(path);
            if (behavior == ProviderBehavior.FailsForNow)
                _other = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            _channel = new FileChannel("file", new FileChannelOptions { Path = path }, NullLogger.Instance);
        }

        public override INotificationChannel Channel => _channel;

        public override IReadOnlyCollection<ProviderCall> Calls => _other is not null ? [] : [.. _folder.ReadLines("messages.jsonl").Select(static line => new ProviderCall(line))];

        public override async ValueTask DisposeAsync()
        {
            _channel.Dispose();
            if (_other is not null)
                await _other.DisposeAsync();
            _folder.Dispose();
        }
    }
}
