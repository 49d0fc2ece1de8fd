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

    private sealed class Fixture : ChannelFixture
    {
        private readonly SinkServer _server;
        private readonly EmailHost _host;

        public Fixture(ProviderBehavior behavior)
        {
            _server = new SinkServer
            {
                Capabilities = ["PIPELINING", "AUTH PLAIN"],
                Reply = command => (behavior, command) switch
                {
                    (ProviderBehavior.RefusesForGood, ['R', 'C', ..]) => "550 5.1.1 no such user",
                    (ProviderBehavior.FailsForNow, ['R', 'C', ..]) => "451 4.3.0 try again later",
                    (ProviderBehavior.NeverAnswers, ".") => "hang",
                    (ProviderBehavior.CutsTheConnection, ".") => "cut",
                    (_, "DATA") when behavior is ProviderBehavior.RefusesForGood or ProviderBehavior.FailsForNow => "554 5.5.1 no valid recipients",
                    _ => null,
                },
            };
            _host = EmailHost.For(_server.Port, static options =>
            {
                options.UserName = "ops";
                options.Password = Password;
                options.AllowPlainTextAuthentication = true;
            });
        }

        public override INotificationChannel Channel => _host.Channel;

        public override IReadOnlyCollection<ProviderCall> Calls => [.. _server.Messages.Select(static m => new ProviderCall(m))];

        public override Task Reached => _server.Reached.Task;

        public override IReadOnlyCollection<string> Secrets => [Password, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\0ops\0" + Password))];

        public override async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
