using Microsoft.Extensions.DependencyInjection;
using Notifications.Aggregation;
using Notifications.Configuration;

namespace Notifications.Hostile;

public sealed class HostileExtensionTests : HostileTest
{
    private static readonly NotificationEvent X = new() { Type = "x" };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Render_TemplateThatFails_SendsTheDefaultText(int how)
    {
        await StartAsync(All, s => s.AddSingleton<ITemplateEngine>(new Templates(() => how switch
        {
            0 => throw new InvalidOperationException("no"),
            1 => new NotificationContent { Subject = "x", Text = "x", Markdown = "\udc00" },
            2 => new NotificationContent { Subject = null!, Text = "x" },
            _ => new NotificationContent { Subject = "\ud800", Text = "\udc00" },
        })));

        (await PublishAsync(X)).Kind.ShouldBe(PublishKind.Accepted);

        World.Calls.ShouldHaveSingleItem().Message.Content.Subject.ShouldBe("[Info] x");
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Match_ConditionThatThrows_IsFalseAndInTheTrace()
    {
        await StartAsync(n =>
        {
            n.AddRule("throws", static r => r.OnEvent("x").When(static _ => throw new InvalidOperationException("no")).To("a"));
            n.AddRule("others", static r => r.OnEvent("x", "other").To("b"));
        });

        var result = await PublishAsync(X);

        (await World.Handle.ExplainAsync(result.EventId)).ShouldNotBeNull().Decisions.ShouldContain(static d => d.Reason == DecisionReason.ConditionFailed);
        World.Calls.ShouldHaveSingleItem().Channel.ShouldBe("b");
        await ShouldServeOthersAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Target_SelectorThatFails_EngagesTheFallbackAndSpoilsNoOtherRule(int how)
    {
        await StartAsync(n =>
        {
            n.AddRule("first", static r => r.OnEvent("x").To("a", "held").Debounce());
            n.AddRule("fails", r =>
            {
                r.OnEvent("x").FallbackTo("b", "fallback");
                if (how == 0)
                    r.To("a", static _ => throw new InvalidOperationException("no"));
                else
                    r.ToRecipients(_ => how == 1 ? throw new InvalidOperationException("no") : null!, "a");
            });
            ToOthers(n);
        }, static s => s.AddSingleton<IRecipientResolver>(new Resolver(static _ => [])));

        for (var i = 0; i < 3; i++)
            (await PublishAsync(X)).Kind.ShouldBe(PublishKind.Accepted);
        await World.AdvanceAsync(TimeSpan.FromMinutes(2));

        World.Calls.Count(static c => c.Message.Destination == "fallback").ShouldBe(3);
        World.Calls.Where(static c => c.Message.Destination == "held").Sum(static c => c.Message.Aggregate?.Count ?? 1).ShouldBe(3);
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Target_SelectorOfAFallbackThatFails_EndsTheDeliveryAndNotTheWorker()
    {
        await StartAsync(n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("a").FallbackTo(new RuleTarget { Channel = "b", DestinationSelector = static _ => throw new InvalidOperationException("no") }));
            ToOthers(n);
        });
        World.Channels["a"].Script(Properties.Outcome.Reject, 1);

        await PublishAsync(X);
        await PublishAsync(X);

        Statistics.Rejected.ShouldBe(1);
        Statistics.Delivered.ShouldBe(1);
        Statistics.Pending.ShouldBe(0);
        await ShouldServeOthersAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Resolve_ResolverThatFails_IsAskedAgainAndNobodyIsLost(int how)
    {
        var asked = 0;
        await StartAsync(n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").ToUser("u"));
            ToOthers(n);
        }, s => s.AddSingleton<IRecipientResolver>(new Resolver(_ => asked++ > 1 ? [Person("a", "u@x")] : how switch
        {
            0 => throw new InvalidOperationException("no"),
            1 => null!,
            2 => [null!],
            3 => [new ResolvedRecipient { Id = null!, Addresses = new Dictionary<string, string>() }],
            _ => [new ResolvedRecipient { Id = "u", Addresses = null! }],
        })));

        (await PublishAsync(X)).Kind.ShouldBe(PublishKind.Accepted);
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        World.Calls.ShouldHaveSingleItem().Message.Destination.ShouldBe("u@x");
        Statistics.PendingMatches.ShouldBe(0);
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Resolve_MorePeopleThanOneEventMayMake_IsBounded()
    {
        await StartAsync(static n => n.AddRule("x", static r => r.OnEvent("x").ToUser("u")).ConfigureEngine(static o => o.MaxFanOut = 50),
            static s => s.AddSingleton<IRecipientResolver>(new Resolver(static _ => Enumerable.Range(0, 10_000).Select(static i => Person("a", $"u{i}", $"{i}")).ToArray())));

        await PublishAsync(X);

        World.Calls.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Resolve_BeginningFoundAfterItsEnd_IsNotTold()
    {
        var asked = 0;
        await StartAsync(static n => n.AddRule("x", static r => r.OnEvent("x").ToUser("u")),
            s => s.AddSingleton<IRecipientResolver>(new Resolver(_ => asked++ == 0 ? throw new InvalidOperationException("no") : [Person("a", "u@x")])));
        var e = X with { Status = NotificationStatus.Firing, CorrelationKey = "k" };

        await PublishAsync(e);
        await PublishAsync(e with { Status = NotificationStatus.Resolved });
        await World.AdvanceAsync(TimeSpan.FromMinutes(5));

        World.Calls.ShouldNotContain(static c => c.Message.Status == NotificationStatus.Firing);
    }

    [Fact]
    public async Task Debounce_DebouncerThatThrows_LosesNothing()
    {
        await StartAsync(n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("a").Debounce());
            ToOthers(n);
        }, static s => s.AddSingleton<IDebouncer, BrokenDebouncer>());

        for (var i = 0; i < 4; i++)
            (await PublishAsync(X)).Kind.ShouldBe(PublishKind.Accepted);
        await World.AdvanceAsync(TimeSpan.FromHours(3));

        World.Calls.Sum(static c => c.Message.Aggregate?.Count ?? 1).ShouldBe(4);
        Statistics.PendingMatches.ShouldBe(0);
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Route_RouterThatThrows_IsReplacedByTheRules()
    {
        await StartAsync(All, static s => s.AddSingleton<INotificationRouter, BrokenRouter>());

        (await PublishAsync(X)).Kind.ShouldBe(PublishKind.Accepted);

        World.Calls.ShouldHaveSingleItem();
        await ShouldServeOthersAsync();
    }

    private static void All(INotificationsBuilder n)
    {
        n.AddRule("x", static r => r.OnEvent("x").To("a"));
        ToOthers(n);
    }

    private static ResolvedRecipient Person(string channel, string address, string id = "u") => new() { Id = id, Addresses = new Dictionary<string, string> { [channel] = address } };

    private sealed class Templates(Func<NotificationContent> render) : ITemplateEngine
    {
        public NotificationContent Render(TemplateContext context) => context.Event.Type == "x" ? render() : new NotificationContent { Subject = "s", Text = "t" };
    }

    private sealed class Resolver(Func<Recipient, IReadOnlyList<ResolvedRecipient>> resolve) : IRecipientResolver
    {
        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken) => new(resolve(recipient));
    }

    private sealed class BrokenDebouncer : IDebouncer
    {
        private int _asked;

        public DebounceDecision Decide(DebounceOptions options, DebounceEpisode? episode, DebounceInput input, DateTimeOffset now) => _asked++ switch
        {
            0 => new(DebounceAction.Pass, DecisionReason.DebounceFirst, new DebounceEpisode(false, now.AddSeconds(30), 0, input.Status, input.Severity)),
            1 => new(DebounceAction.Hold, DecisionReason.DebounceJoined, episode!.Value with { Held = 1 }),
            _ => throw new InvalidOperationException("no"),
        };

        public DebounceDecision DecideAtEnd(DebounceOptions options, DebounceEpisode episode, DateTimeOffset now) => throw new InvalidOperationException("no");
    }

    private sealed class BrokenRouter : INotificationRouter
    {
        public IReadOnlyList<string> Route(NotificationEvent notificationEvent, DateTimeOffset now, IRoutingRules rules) => throw new InvalidOperationException("no");
    }
}
