using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Audience;

public sealed class ResolverTests : EngineTest
{
    private readonly Directory _directory = new();

    [Theory, BothStores]
    public async Task ToUser_ResolverKnowsAddresses_GoesToEachChannel(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna")));
        _directory.Add("anna", ("mail", "anna@acme.com"), ("chat", "@anna"));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("anna@acme.com");
        engine.Channel("chat").ShouldHaveDeliveredOnce().Destination.ShouldBe("@anna");
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.Expanded);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task ToRole_SeveralPeople_EachIsToldOnce(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToRecipient(Recipient.Role("ops"), "mail").ToUser("anna", "mail")));
        _directory.Add("ops", ("mail", "anna@acme.com"), "anna");
        _directory.Add("ops", ("mail", "bob@acme.com"), "bob");
        _directory.Add("anna", ("mail", "anna@acme.com"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").Deliveries.Select(m => m.Destination).Order().ShouldBe(["anna@acme.com", "bob@acme.com"]);
    }

    [Theory, BothStores]
    public async Task ToUser_EventWaitedInABatch_KeepsTheIdThatPublishReturned(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna", "mail").Batch(TimeSpan.FromMinutes(5))));
        _directory.Add("anna", ("mail", "anna@acme.com"));

        var published = await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Event.Id.ShouldBe(published.EventId);
    }

    [Theory, BothStores]
    public async Task ToUser_ResolverFails_IsAskedAgain(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna")));
        _directory.Add("anna", ("mail", "anna@acme.com"));
        _directory.Failures = 2;

        await engine.PublishAsync(Alerts.Message(id: "e"));
        engine.Channel("mail").ShouldHaveNothing();
        engine.Statistics.PendingMatches.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.ResolverFailed);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task ToUser_ResolverFailsForEver_FallbackIsEngagedAtTheDeadline(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna").FallbackTo("mail", "ops@acme.com")));
        _directory.Failures = int.MaxValue;

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("ops@acme.com");
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.ResolverGaveUp);
    }

    [Theory, BothStores]
    public async Task ToUser_NobodyIsFound_FallbackIsEngagedAtOnce(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("nobody").FallbackTo("mail", "ops@acme.com")));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.NoRecipient);
    }

    [Theory, BothStores]
    public async Task ToUser_FallbackIsAUserToo_IsLookedUp(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n)
            .AddRule("r", r => r.OnEvent("**").ToUser("nobody").FallbackTo(new RuleTarget { Recipient = Recipient.User("bob") })));
        _directory.Add("bob", ("mail", "bob@acme.com"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("bob@acme.com");
    }

    [Theory, BothStores]
    public async Task ToUser_NoAddressOnTheChannel_IsSuppressedWithReason(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna", "chat")));
        _directory.Add("anna", ("mail", "anna@acme.com"));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.NoAddress);
        engine.Channel("chat").ShouldHaveNothing();
    }

    [Theory, BothStores]
    public async Task ToRecipients_FromTheEvent_AreLookedUp(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToRecipients(static e => [Recipient.User(e.Source!)], "mail")));
        _directory.Add("bob", ("mail", "bob@acme.com"));

        await engine.PublishAsync(Alerts.Message() with { Source = "bob" });

        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("bob@acme.com");
    }

    [Theory, BothStores]
    public async Task ToUser_AlertEndsWhileTheResolverIsAway_BeginningIsNotToldAfterTheEnd(StoreMode mode)
    {
        var engine = await Start(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").ToUser("anna", "mail")));
        _directory.Add("anna", ("mail", "anna@acme.com"));
        _directory.Failures = 1;

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        var told = engine.Channel("mail").Deliveries.Select(m => m.Status).ToList();
        told.LastIndexOf(NotificationStatus.Firing).ShouldBeLessThan(Math.Max(0, told.IndexOf(NotificationStatus.Resolved)), engine.Channel("mail").ToString());
    }

    private ValueTask<EngineHarness> Start(StoreMode mode, Action<INotificationsBuilder> configure) =>
        StartAsync(mode, configure, services => services.AddSingleton<IRecipientResolver>(_directory));

    private static INotificationsBuilder Channels(INotificationsBuilder n) => n.AddRecordingChannel("mail").AddRecordingChannel("chat");

    private sealed class Directory : IRecipientResolver
    {
        private readonly List<(string Of, ResolvedRecipient Person)> _people = [];

        public int Failures { get; set; }

        public void Add(string id, params (string Channel, string Address)[] addresses) =>
            _people.Add((id, new ResolvedRecipient { Id = id, Addresses = addresses.ToDictionary(a => a.Channel, a => a.Address, StringComparer.Ordinal) }));

        public void Add(string group, (string Channel, string Address) address, string id) =>
            _people.Add((group, new ResolvedRecipient { Id = id, Addresses = new Dictionary<string, string>(StringComparer.Ordinal) { [address.Channel] = address.Address } }));

        public async ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (Failures-- > 0)
                throw new TimeoutException("the directory is away");
            return [.. _people.Where(p => p.Of == recipient.Value).Select(p => p.Person)];
        }
    }
}
