using Notifications.Conformance.Channels;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests;

public sealed class EmailChannelConformanceTests : ChannelConformance
{
    private const string Password = "password-secret-4711";

    // SMTP has no word for "come back after seven seconds".
    protected override bool CanPlay(ProviderBehavior behavior) => behavior != ProviderBehavior.Throttles;

    protected override ChannelMessage CreateMessage(int number) => base.CreateMessage(number) with { Destination = "anna@example.test" };

    protected override ValueTask<ChannelFixture> CreateAsync(ProviderBehavior behavior) => new(new Fixture(behavior));

    protected override ValueTask<(ChannelFixture Fixture, ChannelMessage Message)?> CreateDeferringAsync()
    {
        var refused = 0;
        var fixture = new Fixture(command => command == "RCPT TO:<bob@example.test>" && Interlocked.Increment(ref refused) == 1 ? "450 4.7.1 greylisted" : null);
        return new((fixture, CreateMessage(1) with { Destination = "anna@example.test, bob@example.test" }));
    }

    private sealed class Fixture : ChannelFixture
    {
        private readonly SinkServer _server;
        private readonly EmailHost _host;

        public Fixture(ProviderBehavior behavior)
            : this(command => (behavior, command) switch
            {
                (ProviderBehavior.RefusesForGood, ['R', 'C', ..]) => "550 5.1.1 no such user",
                (ProviderBehavior.FailsForNow, ['R', 'C', ..]) => "451 4.3.0 try again later",
                (ProviderBehavior.NeverAnswers, ".") => "hang",
                (ProviderBehavior.CutsTheConnection, ".") => "cut",
                (_, "DATA") when behavior is ProviderBehavior.RefusesForGood or ProviderBehavior.FailsForNow => "554 5.5.1 no valid recipients",
                _ => null,
            })
        {
        }

        public Fixture(Func<string, string?> reply)
        {
            _server = new SinkServer { Capabilities = ["PIPELINING", "AUTH PLAIN"], Reply = reply };
            _host = EmailHost.For(_server.Port, static options =>
            {
                options.UserName = "ops";
                options.Password = Password;
                options.AllowPlainTextAuthentication = true;
            });
        }

        public override INotificationChannel Channel => _host.Channel;

        public override IReadOnlyCollection<ProviderCall> Calls => [.. _server.Messages.Zip(_server.Recipients, static (m, r) => new ProviderCall(m, Recipients: r))];

        public override Task Reached => _server.Reached.Task;

        public override IReadOnlyCollection<string> Secrets => [Password, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\0ops\0" + Password))];

        public override async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
