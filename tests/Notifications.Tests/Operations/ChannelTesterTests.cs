using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Audit;
using Notifications.Conformance.Engine;
using Notifications.Operations;
using Notifications.Testing;

namespace Notifications.Tests.Operations;

public sealed class ChannelTesterTests : EngineTest
{
    [Fact]
    public async Task TestAsync_RegisteredChannel_SendsOneMarkedMessageAndCountsNothing()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));
        engine.Channel("ops").Respond(DeliveryResult.Delivered("77"));

        var result = await Tester(engine).TestAsync("OPS", new ChannelTestOptions { Destination = "#test", Actor = new OperationActor(AuditActor.User("ada")) });

        result.Kind.ShouldBe(ChannelTestKind.Passed);
        var provider = result.Providers.ShouldHaveSingleItem();
        (provider.Channel, provider.Provider, provider.ByMessage, provider.Result.ProviderMessageId).ShouldBe(("ops", "ops", true, "77"));
        var message = engine.Channel("ops").Deliveries.ShouldHaveSingleItem();
        message.Content.Subject.ShouldStartWith("[TEST] ");
        message.Event.Drill.ShouldBeTrue();
        message.Destination.ShouldBe("#test");
        engine.Statistics.Attempts.ShouldBe(0);
        engine.Statistics.Created.ShouldBe(0);
        engine.Statistics.Channels.ShouldHaveSingleItem().Delivered.ShouldBe(0);
    }

    [Fact]
    public async Task TestAsync_ProviderFails_SaysWhatItSaidAndOpensNoCircuit()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops").ConfigureChannel("ops", static c => c.BreakerFailures = 1));
        engine.Channel("ops").Respond(DeliveryResult.Rejected(RejectionKind.Configuration, "invalid_auth"));

        var result = await Tester(engine).TestAsync("ops");

        result.Kind.ShouldBe(ChannelTestKind.Failed);
        result.Providers.ShouldHaveSingleItem().Result.ToString().ShouldContain("invalid_auth");
        engine.Statistics.Channels.ShouldHaveSingleItem().IsResting.ShouldBeFalse();
    }

    [Fact]
    public async Task TestAsync_ChannelHangs_EndsAtTheTimeout()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));
        engine.Channel("ops").Hang();

        var pending = Tester(engine).TestAsync("ops", new ChannelTestOptions { Timeout = TimeSpan.FromSeconds(3) }).AsTask();
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        var result = await pending;

        result.Providers.ShouldHaveSingleItem().Result.Kind.ShouldBe(DeliveryResultKind.Unknown);
        result.Providers[0].Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task TestAsync_CallerGivesUp_IsWrittenDownAllTheSame()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));
        engine.Channel("ops").Hang();
        using var giveUp = new CancellationTokenSource();

        var pending = Tester(engine).TestAsync("ops", cancellationToken: giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => pending);
        var record = (await engine.Services.GetRequiredService<INotificationAudit>().SearchAsync(new AuditSearch())).Records.ShouldHaveSingleItem();
        record.Action.ShouldBe("channel.tested");
        record.Details!.ShouldContain("Unknown");
    }

    [Fact]
    public async Task TestAsync_ChannelThrows_SaysTheTypeAlone()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));
        engine.Channel("ops").Throws(new InvalidOperationException("token=secret"));

        var result = await Tester(engine).TestAsync("ops");

        result.Providers.ShouldHaveSingleItem().Result.Reason.ShouldBe("the channel threw InvalidOperationException");
    }

    [Fact]
    public async Task TestAsync_SeveralProviders_TestsEachOrTheOneNamed()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n
            .AddRecordingProvider("mail", new RecordingChannel("a")).AddRecordingProvider("mail", new RecordingChannel("b")));
        engine.Channel("b").Respond(DeliveryResult.Retry("503"));

        var all = await Tester(engine).TestAsync("mail");
        var one = await Tester(engine).TestAsync("mail", new ChannelTestOptions { Provider = "a" });

        all.Providers.Select(static p => (p.Provider, p.IsPassed)).ShouldBe([("a", true), ("b", false)]);
        (all.Kind, one.Kind, one.Providers.Count).ShouldBe((ChannelTestKind.Failed, ChannelTestKind.Passed, 1));
    }

    [Theory]
    [InlineData("nope", null, null, ChannelTestKind.UnknownChannel)]
    [InlineData("ops", "nope", null, ChannelTestKind.UnknownChannel)]
    [InlineData("sms", null, null, ChannelTestKind.InvalidSettings)]
    [InlineData("sms", null, "+1555", ChannelTestKind.Passed)]
    public async Task TestAsync_Call_IsAnsweredByItsKind(string channel, string? provider, string? destination, ChannelTestKind kind)
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n
            .AddRecordingChannel("ops").AddRecordingChannel("sms", new ChannelTraits { HasDefaultDestination = false }));

        var result = await Tester(engine).TestAsync(channel, new ChannelTestOptions { Provider = provider, Destination = destination });

        result.Kind.ShouldBe(kind);
        (result.Errors.Count > 0).ShouldBe(kind != ChannelTestKind.Passed);
    }

    [Fact]
    public async Task TestAsync_ChannelThatChecks_SendsNothingUnlessAsked()
    {
        var channel = new CheckingChannel();
        var engine = await StartAsync(StoreMode.Memory, n => n.AddChannel("checked", channel));

        var checkedOnly = await Tester(engine).TestAsync("checked");
        var sent = await Tester(engine).TestAsync("checked", new ChannelTestOptions { SendMessage = true, Destination = "a" });

        checkedOnly.Providers.ShouldHaveSingleItem().ByMessage.ShouldBeFalse();
        sent.Providers.ShouldHaveSingleItem().ByMessage.ShouldBeTrue();
        (channel.Checks, channel.Sends).ShouldBe((1, 1));
    }

    [Fact]
    public async Task TestAsync_UnsavedSettings_BuildsTestsAndDisposes()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));
        var channel = new CheckingChannel();

        var result = await Tester(engine).TestAsync(n => n.AddChannel("unsaved", _ => channel));

        result.Kind.ShouldBe(ChannelTestKind.Passed);
        (channel.Checks, channel.IsDisposed).ShouldBe((1, true));
        (await Tester(engine).TestAsync("unsaved")).Kind.ShouldBe(ChannelTestKind.UnknownChannel);
    }

    [Fact]
    public async Task TestAsync_UnsavedSettingsThatAreInvalid_SaysAllThatIsWrong()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));

        var result = await Tester(engine).TestAsync(n =>
        {
            n.Services.AddOptions<Settings>("x").Validate(static s => s.Host.Length > 0, "Host is missing").Validate(static s => s.Port > 0, "Port is 0").ValidateOnStart();
            n.AddChannel("x", static services =>
            {
                services.GetRequiredService<IOptionsMonitor<Settings>>().Get("x");
                return new CheckingChannel();
            });
        });
        var none = await Tester(engine).TestAsync(static _ => { });

        result.Kind.ShouldBe(ChannelTestKind.InvalidSettings);
        result.Errors.Select(static e => e.ToString()).ShouldBe(["Channels:x: Host is missing", "Channels:x: Port is 0"]);
        none.Kind.ShouldBe(ChannelTestKind.InvalidSettings);
    }

    [Fact]
    public async Task TestAsync_UnsavedChannelThatCannotBeMade_SaysTheTypeAlone()
    {
        var engine = await StartAsync(StoreMode.Memory, static n => n.AddRecordingChannel("ops"));

        var result = await Tester(engine).TestAsync(static n => n.AddChannel("x", static _ => throw new InvalidOperationException("key=secret")));

        result.Kind.ShouldBe(ChannelTestKind.InvalidSettings);
        result.Errors.ShouldHaveSingleItem().Message.ShouldNotContain("secret");
    }

    private static INotificationChannelTester Tester(EngineHarness engine) => engine.Services.GetRequiredService<INotificationChannelTester>();

    private sealed class Settings
    {
        [Required]
        public string Host { get; set; } = string.Empty;

        public int Port { get; set; }
    }

    private sealed class CheckingChannel : INotificationChannel, INotificationChannelTraits, IChannelTest, IDisposable
    {
        public int Checks { get; private set; }

        public int Sends { get; private set; }

        public bool IsDisposed { get; private set; }

        public ChannelTraits Traits { get; } = new() { HasDefaultDestination = false };

        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            Sends++;
            return new(DeliveryResult.Delivered());
        }

        public ValueTask<DeliveryResult> TestAsync(ChannelMessage message, CancellationToken cancellationToken)
        {
            Checks++;
            return new(DeliveryResult.Delivered());
        }

        public void Dispose() => IsDisposed = true;
    }
}
