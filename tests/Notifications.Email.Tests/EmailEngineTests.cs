using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Email.Tests.Support;
using Notifications.Hosting;

namespace Notifications.Email.Tests;

/// <summary>The channel in an engine.</summary>
public sealed class EmailEngineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_FiringThenResolved_IsOneThread()
    {
        await using var server = new SinkServer();
        await using var services = Build(server, new Dictionary<string, string?>(StringComparer.Ordinal) { ["To"] = "oncall@example.test" });
        var engine = await StartAsync(services);
        foreach (var status in (NotificationStatus[])[NotificationStatus.Firing, NotificationStatus.Resolved])
        {
            await services.GetRequiredService<INotificationPublisher>().PublishAsync(
                new NotificationEvent { Type = "disk.full", Severity = Severity.Critical, Status = status, CorrelationKey = "disk/db-1" }, Cancellation);
            await engine.WaitForIdleAsync(Cancellation);
        }

        await engine.StopAsync(Cancellation);
        engine.GetStatistics().Sent.ShouldBe(2);
        var mails = server.Messages.ToArray();
        Header(mails[1], "In-Reply-To").ShouldBe(Header(mails[0], "Message-ID"));
        Header(mails[1], "References").ShouldStartWith(Header(mails[0], "References"));
        Header(mails[0], "Importance").ShouldBe("high");
    }

    [Fact]
    public async Task Send_WithAttachmentsAndLinks_ArrivesWithThem()
    {
        await using var server = new SinkServer();
        await using var services = Build(server, [], static s => s.AddSingleton<IAttachmentSource>(new PatternSource()).AddSingleton<IUnsubscribeLinks, Links>());
        var engine = await StartAsync(services);
        var sent = await services.GetRequiredService<INotificationPublisher>().SendAsync(
            new NotificationRequest
            {
                Recipients = [Recipient.Address("anna@example.test"), Recipient.Address("bob@example.test")],
                Channels = ["email"],
                Subject = "Report",
                Body = "Here it is.",
                Attachments = [new() { Name = "small.txt", ContentType = "text/plain", Content = "small"u8.ToArray() }, new() { Name = "large.bin", Reference = "1000000" }],
                Addressing = new() { Bcc = ["archive@example.test"] },
            },
            Cancellation);
        sent.IsAccepted.ShouldBeTrue(sent.Error?.Message);
        await engine.WaitForIdleAsync(Cancellation);
        await engine.StopAsync(Cancellation);
        var mails = server.Messages.OrderBy(static m => Header(m, "To"), StringComparer.Ordinal).ToArray();
        mails.Length.ShouldBe(2);
        Header(mails[0], "List-Unsubscribe").ShouldBe("<https://acme.test/u/anna@example.test>");
        Header(mails[1], "List-Unsubscribe").ShouldBe("<https://acme.test/u/bob@example.test>");
        mails.ShouldAllBe(static m => m.Length > 1_350_000 && m.Contains("filename=\"large.bin\"", StringComparison.Ordinal));
        server.Commands.Count(static c => c == "RCPT TO:<archive@example.test>").ShouldBe(2);
    }

    [Fact]
    public async Task Configuration_ChangedWhileRunning_IsTakenOver()
    {
        await using var first = new SinkServer();
        await using var second = new SinkServer();
        await using var services = Build(first, new Dictionary<string, string?>(StringComparer.Ordinal) { ["To"] = "oncall@example.test" });
        var channel = services.GetServices<ChannelRegistration>().Single().Factory(services);
        (await channel.SendAsync(Messages.Plain, Cancellation)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        configuration["Port"] = second.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        configuration["From"] = "new@acme.test";
        configuration.Reload();
        (await channel.SendAsync(Messages.Plain, Cancellation)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        first.Messages.Count.ShouldBe(1);
        Header(second.Messages.ShouldHaveSingleItem(), "From").ShouldBe("new@acme.test");
    }

    [Fact]
    public async Task To_TakenAwayWhileRunning_TheMessageEndsExplained()
    {
        await using var server = new SinkServer();
        await using var services = Build(server, new Dictionary<string, string?>(StringComparer.Ordinal) { ["To"] = "oncall@example.test" });
        var engine = await StartAsync(services);
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        configuration["To"] = null;
        configuration.Reload();
        var published = await services.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "disk.full" }, Cancellation);
        await engine.WaitForIdleAsync(Cancellation);
        (await engine.ExplainAsync(published.EventId!, Cancellation))!.ToString().ShouldContain("the channel has no To. Set one of both.");
        engine.GetStatistics().Rejected.ShouldBe(1);
        server.Connections.ShouldBe(0);

        // It is there again: so are the mails.
        configuration["To"] = "oncall@example.test";
        configuration.Reload();
        await services.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "disk.full", Subject = "other" }, Cancellation);
        await engine.WaitForIdleAsync(Cancellation);
        await engine.StopAsync(Cancellation);
        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task To_NeverGiven_ARuleWithoutAddressIsExplained()
    {
        await using var server = new SinkServer();
        await using var services = Build(server, []);
        var engine = await StartAsync(services);
        var published = await services.GetRequiredService<INotificationPublisher>().PublishAsync(new NotificationEvent { Type = "disk.full" }, Cancellation);
        await engine.WaitForIdleAsync(Cancellation);
        (await engine.ExplainAsync(published.EventId!, Cancellation))!.ToString().ShouldContain("NoAddress");
        await engine.StopAsync(Cancellation);
        server.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData(null, 128)]
    [InlineData("00:00:30", 98)]
    [InlineData("00:10:00", 600)]
    public void Attempt_MayTakeWhatItsPhasesMay(string? completion, int seconds)
    {
        using var services = Build(null, new Dictionary<string, string?>(StringComparer.Ordinal) { ["CompletionTimeout"] = completion });
        var channel = (INotificationChannelTraits)services.GetServices<ChannelRegistration>().Single().Factory(services);
        channel.Traits.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Transport_OfYourOwn_GetsTheMails()
    {
        var transport = new Transport();
        await using var server = new SinkServer();
        await using var services = Build(server, [], s => s.AddKeyedSingleton<IEmailTransport>("email", transport));
        var channel = services.GetServices<ChannelRegistration>().Single().Factory(services);
        (await channel.SendAsync(Messages.Plain, Cancellation)).ProviderMessageId.ShouldBe("mine");
        transport.Mail.ShouldContain("Subject: Disk full");
        server.Connections.ShouldBe(0);
    }

    private static ServiceProvider Build(SinkServer? server, Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        settings["Host"] = "localhost";
        settings["Port"] = (server?.Port ?? 25).ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings["Security"] = "None";
        settings["From"] = "ops@acme.test";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        configure?.Invoke(services);
        return services.AddNotifications(n => n.AddEmail("email", configuration).AddRule("all", static r => r.OnEvent("disk.*").To("email"))).BuildServiceProvider();
    }

    private static async Task<INotificationEngine> StartAsync(ServiceProvider services)
    {
        var engine = services.GetRequiredService<INotificationEngine>();
        await engine.StartAsync(Cancellation);
        return engine;
    }

    private static string Header(string mail, string name) =>
        mail.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    private sealed class Links : IUnsubscribeLinks
    {
        public string? Find(ChannelMessage message) => "https://acme.test/u/" + message.Destination;
    }

    private sealed class Transport : IEmailTransport
    {
        public string Mail { get; private set; } = string.Empty;

        public async ValueTask<DeliveryResult> SendAsync(EmailMessage message, CancellationToken cancellationToken)
        {
            using var bytes = new MemoryStream();
            await message.WriteToAsync(bytes, cancellationToken);
            Mail = System.Text.Encoding.ASCII.GetString(bytes.ToArray());
            return DeliveryResult.Accepted("mine");
        }
    }
}
