using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.Configuration;

public sealed class ConfigurationErrorTests
{
    [Fact]
    public void LoadAndValidate_ManyErrors_AllAtOnceWithValueAndFix()
    {
        var errors = Errors(n => n
            .AddRule("twice", static r => r.To("email"))
            .AddRule("Twice", static r => r.To("email"))
            .AddRule("nowhere", static _ => { })
            .AddRule("missing", static r => r.To("emial").FallbackTo("telex").OnEvent("a[b]").WhereLabel("x").WhenJson("{\"q\":1}").Schedule("x"))
            .AddRule("ranges", static r => r.To("email").Debounce(TimeSpan.Zero, 1, TimeSpan.FromDays(99)).Deduplicate(TimeSpan.Zero))
            .AddLimit("l", static l => l.OnChannel("fax").Drop())
            .ConfigureChannel("pagr", static o => o.Workers = 1)
            .ConfigureChannel("pager", static o => { o.Workers = 0; o.MaxDelay = TimeSpan.FromMilliseconds(5); })
            .ConfigureEngine(static e => e.MaxPending = 0));
        errors.Keys.ShouldBe(
        [
            "Rules:Twice", "Rules:nowhere:Targets", "Rules:missing:Targets:0:Channel", "Rules:missing:Fallback:0:Channel", "Rules:missing:EventTypes:0",
            "Rules:missing:Matchers:0", "Rules:missing:Condition", "Rules:missing:Schedule:Cron", "Rules:ranges:Debounce:Window",
            "Rules:ranges:Debounce:Threshold", "Rules:ranges:Debounce:Cooldown", "Rules:ranges:Deduplicate", "Limits:l:Channel", "Limits:l:Count",
            "Channels:pagr", "Channels:pager:Workers", "Channels:pager:MaxDelay", "Engine:MaxPending",
        ], ignoreOrder: true);
        errors["Rules:missing:Targets:0:Channel"].ShouldBe(
            "there is no channel 'emial'; did you mean 'email'? If not, add it with AddChannel or its package's verb");
        errors["Rules:missing:Fallback:0:Channel"].ShouldEndWith("write one of those there are: email, pager, sms");
        errors["Channels:pager:Workers"].ShouldBe("0 is out of range; write 1 to 1,024");
        errors["Rules:ranges:Debounce:Cooldown"].ShouldBe("99d is out of range; write 0s to 30d");
    }

    [Fact]
    public void LoadAndValidate_BadConfiguration_NamesKeyAndValue()
    {
        var errors = Errors(n => n.AddConfiguration(ConfigurationText.Root("""
            {"N":{"Rulez":{},"Rules":{"a":{"Target":["email"],"Targets":["email",{"Chanel":"email"}],"Priority":"high","Enabled":"yes","MinSeverity":"urgent",
              "Statuses":["broken"],"Mode":"Some","ValidFrom":"soon","Deduplicate":"30","Debounce":{"Windw":"1s"},"Batch":"1m","EventTypes":[{"a":"b"}],
              "Name":"a"},
             "b":{"Targets":[{"Recipient":"bob"}],"DeliveryPriority":"2"}},
             "Channels":{"email":{"Wrkers":1,"Rate":{"Count":0}},"emal":{}}}}
            """).GetSection("N")));
        errors.Keys.ShouldBe(
        [
            "N:Rulez", "N:Rules:a:Target", "N:Rules:a:Targets:1:Chanel", "Rules:a:Targets:1", "N:Rules:a:Priority", "N:Rules:a:Enabled", "N:Rules:a:MinSeverity",
            "N:Rules:a:Statuses:0", "N:Rules:a:Mode", "N:Rules:a:ValidFrom", "N:Rules:a:Deduplicate", "N:Rules:a:Debounce:Windw", "N:Rules:a:Batch",
            "N:Rules:a:EventTypes:0", "N:Rules:b:Targets:0:Recipient", "Rules:b:Targets:0", "N:Rules:b:DeliveryPriority",
            "N:Channels:email:Wrkers", "Channels:email:Rate:Count", "N:Channels:emal",
        ], ignoreOrder: true);
        errors["N:Rulez"].ShouldBe("there is no such key; did you mean 'Rules'?");
        errors["N:Rules:a:Target"].ShouldContain("'Targets'");
        errors["N:Channels:email:Wrkers"].ShouldContain("'Workers'");
        errors["N:Rules:a:Deduplicate"].ShouldContain("'30' is not valid");
    }

    [Theory]
    [InlineData("a>b,b>a", null, "Channels:a:Fallback", "a → b → a")]
    [InlineData("a>a", null, "Channels:a:Fallback", "a → a")]
    [InlineData("a>b,b>c,c>b", null, "Channels:b:Fallback", "b → c → b")]
    [InlineData("b>c,c>a", "a>b", "Rules:r:Fallback:0", "a → b → c → a")]
    [InlineData("", "a>a", "Rules:r:Fallback:0", "tried before")]
    [InlineData("", "a>b,b", "Rules:r:Fallback:1", "tried before")]
    [InlineData("a>b,b>c", "a>b", null, null)]
    [InlineData("a>b,a>c,b>c", "c>a", "Rules:r:Fallback:0", "c → a → c")]
    public void LoadAndValidate_FallbackCycles_AreFound(string channels, string? rule, string? path, string? way)
    {
        var errors = Errors(n =>
        {
            foreach (var edge in channels.Split(',', StringSplitOptions.RemoveEmptyEntries))
                n.ConfigureChannel(edge[..1], o => o.Fallback.Add(new RuleTarget { Channel = edge[2..] }));
            if (rule is not null)
            {
                n.AddRule("r", r =>
                {
                    r.To(rule[..1]);
                    foreach (var to in rule[2..].Split(','))
                        r.FallbackTo(to);
                });
            }
        }, "a", "b", "c");
        if (path is null)
            errors.ShouldBeEmpty();
        else
            errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Key.ShouldBe(path), e => e.Value.ShouldContain(way!));
    }

    [Fact]
    public void LoadAndValidate_SameChannelOtherDestination_IsNoCycle() =>
        Errors(n => n.AddRule("r", r => r.To("email", "a@x").FallbackTo("email", "b@x")), "email").ShouldBeEmpty();

    [Fact]
    public void LoadAndValidate_TargetsThatContradictThemselves_AreErrors()
    {
        var errors = Errors(n => n.AddRule("r", r => r
            .To(new RuleTarget())
            .To(new RuleTarget { Destination = "x" })
            .To(new RuleTarget { Channel = "email", Destination = "x", Recipient = Recipient.User("1") })
            .To("email", "a\r\nb")
            .ToUser(" ")));
        errors.Keys.ShouldContain("Rules:r:Targets:0");
        errors.Keys.ShouldContain("Rules:r:Targets:1");
        errors.Keys.ShouldContain("Rules:r:Targets:2");
        errors.Keys.ShouldContain("Rules:r:Targets:3:Destination");
        errors.Keys.ShouldContain("Rules:r:Targets:4:Recipient");
    }

    [Fact]
    public void LoadAndValidate_EventTypes_AreChecked()
    {
        var errors = Errors(n => n.AddEvent<string>("a b").AddEvent<int>("a").AddEvent<int>("b"));
        errors.Keys.ShouldBe(["Events:String", "Events:Int32"]);
    }

    [Fact]
    public void Message_OfTheException_ListsAllErrors()
    {
        var source = Rules.Source(n => n.AddRule("a", static _ => { }).AddRule("b", static _ => { }));
        var message = Should.Throw<NotificationsConfigurationException>(() => source.LoadAndValidate([])).Message;
        message.ShouldStartWith("The configuration of the notifications has 2 errors:");
        message.ShouldContain("- Rules:a:Targets: the rule has no target");
        message.ShouldContain("- Rules:b:Targets: the rule has no target");
    }

    private static Dictionary<string, string> Errors(Action<INotificationsBuilder> configure, params string[] channels)
    {
        var source = Rules.Source(configure);
        try
        {
            source.LoadAndValidate(channels.Length > 0 ? channels : ["pager", "email", "sms"]);
            return [];
        }
        catch (NotificationsConfigurationException e)
        {
            source.Current.ShouldBeSameAs(EngineConfiguration.Empty);
            return e.Errors.ToDictionary(static x => x.Path, static x => x.Message);
        }
    }
}
