using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.Configuration;

public sealed class ConfigurationLoadTests
{
    private const string Full = """
        {
          "Notifications": {
            "Rules": {
              "critical": {
                "Priority": 5, "EventTypes": ["incident.*", "alert.?"], "Domains": "host", "MinSeverity": "P1", "Sources": ["a", "b*"],
                "TenantId": "acme", "Statuses": ["Firing", "resolved"], "Matchers": ["team=\"db\""],
                "Condition": { "all": [ { "data.amount": { "gt": 1000 } }, { "not": { "data.test": true } } ] },
                "ValidFrom": "2026-01-01", "ValidUntil": "2027-01-01T00:00:00+02:00", "Stop": true,
                "Targets": [ "PAGER", { "Channel": "email", "Destination": "sales@acme.com" }, { "Recipient": "role:on-call" } ],
                "Mode": "FirstThatSucceeds", "Fallback": "sms", "DeliveryPriority": "Critical", "Category": "ops",
                "Debounce": { "Window": "1m", "Threshold": 3, "Cooldown": "00:30:00", "MaxSamples": 2 }, "Deduplicate": "10m"
              },
              "daily": { "Targets": ["email"], "Schedule": { "Cron": "0 9 * * MON-FRI", "TimeZone": "Europe/Paris" } },
              "batched": { "Targets": ["email"], "Batch": { "Window": "90s", "MaxSize": 7 }, "IsCatchAll": true }
            },
            "Limits": { "hourly": { "Scope": "Channel", "ScopeId": "EMAIL", "Count": 100, "Window": "1h", "Burst": 5, "OverLimit": "Drop" }, "off": { "Count": 1, "Enabled": false } },
            "Channels": { "Email": { "Workers": 8, "Timeout": "500ms", "Rate": { "Count": 10 }, "Unknown": "Hold", "WhenFull": "Refuse", "Fallback": ["sms"] } },
            "Engine": { "MaxPending": 5000, "HistoryAge": "1d", "OnRemoved": "Report", "DefaultLocale": "fr" }
          }
        }
        """;

    [Fact]
    public void Load_EveryKey_ReachesTheSnapshot()
    {
        var loaded = Load(n => n.AddConfiguration(ConfigurationText.Root(Full).GetSection("Notifications")));
        var rules = loaded.Rules;
        rules.TryGet("critical", out var rule).ShouldBeTrue();
        rule!.Targets.Select(static t => (t.Channel, t.Destination, t.Recipient)).ShouldBe(
            [("pager", null, null), ("email", "sales@acme.com", null), (null, null, Recipient.Role("on-call"))]);
        rule.Fallback.ShouldHaveSingleItem().Channel.ShouldBe("sms");
        rule.Mode.ShouldBe(ChannelMix.FirstThatSucceeds);
        rule.Stop.ShouldBeTrue();
        rule.Category.ShouldBe("ops");
        rule.PriorityFor(Severity.Info).ShouldBe(Priority.Critical);
        rule.Debounce.ShouldBe(new DebounceOptions { Window = TimeSpan.FromMinutes(1), Threshold = 3, Cooldown = TimeSpan.FromMinutes(30), MaxSamples = 2 });
        rule.Deduplicate.ShouldBe(TimeSpan.FromMinutes(10));
        rules.TryGet("daily", out var daily).ShouldBeTrue();
        daily!.Schedule!.Next(Rules.Now).ShouldBe(new DateTimeOffset(2026, 5, 5, 7, 0, 0, TimeSpan.Zero));
        rules.TryGet("batched", out var batched).ShouldBeTrue();
        batched!.Batch.ShouldBe(new BatchOptions { Window = TimeSpan.FromSeconds(90), MaxSize = 7 });

        var limit = loaded.Limits.ShouldHaveSingleItem();
        limit.ShouldBe(new LimitDocument
        {
            Name = "hourly",
            Scope = LimitScope.Channel,
            ScopeId = "email",
            Count = 100,
            Window = TimeSpan.FromHours(1),
            Burst = 5,
            OverLimit = OverLimit.Drop,
        });
        var email = loaded.ForChannel("email");
        (email.Workers, email.Timeout, email.Unknown, email.WhenFull, email.Rate).ShouldBe(
            (8, TimeSpan.FromMilliseconds(500), UnknownPolicy.Hold, WhenFull.Refuse, new RateOptions { Count = 10 }));
        loaded.FallbackOf("EMAIL").ShouldHaveSingleItem().Channel.ShouldBe("sms");
        loaded.ForChannel("pager").Workers.ShouldBe(4);
        loaded.Engine.ShouldBe(new NotificationsOptions
        {
            MaxPending = 5_000,
            HistoryAge = TimeSpan.FromDays(1),
            OnRemoved = RemovedPolicy.Report,
            DefaultLocale = "fr",
        });
    }

    [Theory]
    [InlineData("""{"amount":1500}""", "critical")]
    [InlineData("""{"amount":1500,"test":false}""", "critical")]
    [InlineData("""{"amount":1500,"test":true}""", "daily")]
    [InlineData("""{"amount":15}""", "daily")]
    public void Load_ConditionWhoseValuesAreTexts_ComparesNumbersAndTruth(string data, string expected)
    {
        var loaded = Load(n => n.AddConfiguration(ConfigurationText.Root(Full).GetSection("Notifications")));
        var e = Rules.Event("incident.a", data, ("team", "db")) with
        {
            Severity = Severity.High,
            Source = "b1",
            TenantId = "acme",
            Status = NotificationStatus.Firing,
        };
        loaded.Rules.Match(e).ShouldBe(expected == "critical" ? ["daily", "critical"] : ["daily"]);
    }

    [Fact]
    public void Load_SameNameInCodeAndConfiguration_ConfigurationIsLaidOver()
    {
        var loaded = Load(n => n
            .AddRule("orders", r => r.OnEvent("order.*", "cart.*").MinSeverity(Severity.High).To("email").Debounce())
            .AddLimit("all", l => l.Allow(5, TimeSpan.FromMinutes(1)))
            .ConfigureChannel("email", o => o.Workers = 2)
            .ConfigureChannel("EMAIL", o => o.Attempts = o.Workers + 7)
            .ConfigureEngine(e => e.MaxFanOut = 10)
            .AddConfiguration(ConfigurationText.Root("""
                {"Rules":{"Orders":{"EventTypes":["order.*"],"Debounce":{"Threshold":2}}},"Limits":{"ALL":{"Count":6}},
                 "Channels":{"email":{"Workers":3}},"Engine":{"MaxPending":9}}
                """)));
        loaded.Rules.Rules.Length.ShouldBe(1);
        var rule = loaded.Rules.Rules[0];
        rule.Name.ShouldBe("orders");
        rule.Conditions.MinSeverity.ShouldBe(Severity.High);
        rule.Conditions.Types!.Globs.Length.ShouldBe(1);
        rule.Debounce.ShouldBe(new DebounceOptions { Threshold = 2 });
        loaded.Limits.ShouldHaveSingleItem().ShouldBe(new LimitDocument { Name = "all", Count = 6, Window = TimeSpan.FromMinutes(1) });
        (loaded.ForChannel("email").Workers, loaded.ForChannel("email").Attempts).ShouldBe((3, 9));
        (loaded.Engine.MaxFanOut, loaded.Engine.MaxPending).ShouldBe((10, 9));
    }

    [Fact]
    public void Load_ListOfRules_NamesAreInside()
    {
        var loaded = Load(n => n.AddConfiguration(ConfigurationText.Root("""{"Rules":[{"Name":"x","Targets":"email"},{"Name":"y","Targets":["email"]}]}""")));
        loaded.Rules.Match(Rules.Event()).ShouldBe(["x", "y"]);
    }

    [Fact]
    public void Load_ConditionAsOneText_IsJson()
    {
        var loaded = Load(n => n.AddConfiguration(ConfigurationText.Root("""{"Rules":{"x":{"Targets":"email","Condition":"{\"data.a\":{\"gt\":1}}"}}}""")));
        loaded.Rules.Match(Rules.Event(data: """{"a":2}""")).ShouldBe(["x"]);
    }

    [Fact]
    public void Load_NothingAtAll_IsValid()
    {
        var source = Rules.Source(static n => n.AddConfiguration(ConfigurationText.Root("{}")));
        var loaded = source.LoadAndValidate([]);
        loaded.Rules.Rules.Length.ShouldBe(0);
        loaded.Version.ShouldBe(1);
        source.Current.ShouldBeSameAs(loaded);
    }

    [Fact]
    public void AddRule_FixedVerbs_FillTheDocument()
    {
        var document = Rules.Rule("critical", static r => r
            .OnEvent("incident.*").MinSeverity(Severity.High).When(static e => e.TenantId == "acme").When(static e => e.Source is null)
            .WhenJson("""{"data.a":1}""").WhenJson("""{"data.b":2}""")
            .To("pager").To("email", "sales@acme.com").To("sms", static e => e.Subject).ToUser("42").ToRecipients(static _ => [Recipient.System()], "email")
            .FallbackTo("email", "ops@acme.com").Batch(TimeSpan.FromMinutes(1)).Deduplicate(TimeSpan.FromHours(1)));
        document.Targets.Count.ShouldBe(5);
        document.Fallback.ShouldHaveSingleItem().Destination.ShouldBe("ops@acme.com");
        var rules = Rules.Compile(document);
        rules.Match(Rules.Event(data: """{"a":1,"b":2}""") with { TenantId = "acme", Severity = Severity.High }).ShouldBe(["critical"]);
        rules.Match(Rules.Event(data: """{"a":1,"b":3}""") with { TenantId = "acme", Severity = Severity.High }).ShouldBeEmpty();
        rules.Match(Rules.Event(data: """{"a":1,"b":2}""") with { TenantId = "acme", Severity = Severity.High, Source = "x" }).ShouldBeEmpty();
    }

    [Fact]
    public void ConfigurationSource_FromTheContainer_IsOneWithItsRouter()
    {
        var services = new ServiceCollection();
        ConfigurationInputs.Of(services).ShouldBeSameAs(ConfigurationInputs.Of(services));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<ConfigurationSource>().ShouldBeSameAs(provider.GetRequiredService<ConfigurationSource>());
        provider.GetRequiredService<Notifications.Routing.RuleRouter>().ShouldNotBeNull();
    }

    private static EngineConfiguration Load(Action<INotificationsBuilder> configure) => Rules.Source(configure).LoadAndValidate(["pager", "email", "sms"]);
}
