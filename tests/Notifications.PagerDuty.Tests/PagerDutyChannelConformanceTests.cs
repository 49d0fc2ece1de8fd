using Notifications.Conformance.Channels;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests;

public sealed class PagerDutyChannelConformanceTests : ChannelConformance
{
    protected override async ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior)
    {
        if (behavior == ProviderBehavior.CutsTheConnection)
        {
            var server = new RawServer(RawServer.ReadRequestAsync);
            return new CutFixture(server, new PagerDutyHost(server.Url + "v2/enqueue"));
        }

        var fake = await FakePagerDuty.StartAsync();
        if (behavior != ProviderBehavior.Succeeds)
        {
            fake.Faults.Enqueue(behavior switch
            {
                ProviderBehavior.RefusesForGood => new(400, Body: $$"""{"status":"invalid event","message":"no: {{FakePagerDuty.Key}}","errors":["'payload.summary' is bad"]}"""),
                ProviderBehavior.FailsForNow => new(503),
                ProviderBehavior.Throttles => new(429, $"{ThrottleTime.TotalSeconds}"),
                _ => PagerDutyFault.Hang,
            });
        }

        return new Fixture(fake, new PagerDutyHost(fake.Url));
    }

    private sealed class Fixture(FakePagerDuty fake, PagerDutyHost host) : ChannelFixture
    {
        public override INotificationChannel Channel => host.Channel;

        // The messages of the suite are about one thing, so the key of the alert is the same for all of them.
        public override IReadOnlyCollection<ProviderCall> Calls => [.. fake.Requests.Select(static body => new ProviderCall(body))];

        public override Task Reached => fake.Reached.Task;

        public override IReadOnlyCollection<string> Secrets => [FakePagerDuty.Key];

        public override async ValueTask DisposeAsync()
        {
            host.Dispose();
            await fake.DisposeAsync();
        }
    }

    private sealed class CutFixture(RawServer server, PagerDutyHost host) : ChannelFixture
    {
        public override INotificationChannel Channel => host.Channel;

        public override IReadOnlyCollection<ProviderCall> Calls => [];

        public override IReadOnlyCollection<string> Secrets => [FakePagerDuty.Key];

        public override async ValueTask DisposeAsync()
        {
            host.Dispose();
            await server.DisposeAsync();
        }
    }
}
