using Notifications.Conformance.Channels;

namespace Notifications.Tests.Channels;

public sealed class ConsoleChannelConformanceTests : ChannelConformance
{
    protected override bool CanPlay(ProviderBehavior behavior) => behavior is not (ProviderBehavior.FailsForNow or ProviderBehavior.Throttles);

    protected override ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior) => new(new Fixture(behavior));

    private sealed class Fixture : ChannelFixture
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new();
        private readonly RecordingWriter _writer;
        private readonly ConsoleChannel _channel;

        public Fixture(ProviderBehavior behavior)
        {
            _writer = new RecordingWriter
            {
                BeforeWrite = behavior switch
                {
                    ProviderBehavior.RefusesForGood => static () => throw new ObjectDisposedException("writer"),
                    ProviderBehavior.CutsTheConnection => static () => throw new IOException("Broken pipe"),
                    ProviderBehavior.NeverAnswers => Hang,
                    _ => null,
                },
            };
            _channel = new ConsoleChannel(_writer);
        }

        public override INotificationChannel Channel => _channel;

        public override IReadOnlyCollection<ProviderCall> Calls => [.. _writer.Writes.Select(static w => new ProviderCall(w))];

        public override Task Reached => _reached.Task;

        public override async ValueTask DisposeAsync()
        {
            _channel.Dispose();
            _end.SetResult();
            await _writer.DisposeAsync();
        }

        private void Hang()
        {
            _reached.TrySetResult();
            _end.Task.Wait();
        }
    }
}
