using System.Text;
using Notifications.Configuration;
using Notifications.Routing.Conditions;

namespace Notifications.Tests.Routing;

public sealed class ConditionTests
{
    private const string Data = """
        {"assetType":"PRODUCTION","amount":1500.5,"big":12345678901234567890,"urgent":true,"none":null,"count":"7",
         "order":{"lines":[{"sku":"A1"},{"sku":"B\u00e92"}]},"tags":["x"],"0":"zero","esc":"a\nb"}
        """;

    private static readonly NotificationEvent Event = Rules.Event("order.failed", Data, ("team", "db"), ("app.kubernetes.io/name", "shop"), ("level", "10")) with
    {
        Severity = Severity.High,
        Status = NotificationStatus.Firing,
        Source = "shop/eu",
        TenantId = "acme",
    };

    [Theory]
    [InlineData("""{"data.assetType":"PRODUCTION"}""", true)]
    [InlineData("""{"metadata.assetType":"PRODUCTION"}""", true)]
    [InlineData("""{"metadata.team":"db"}""", true)]
    [InlineData("""{"data.assetType":{"ne":"TEST"}}""", true)]
    [InlineData("""{"data.assetType":{"eq":"production"}}""", false)]
    [InlineData("""{"data.amount":{"gt":1000}}""", true)]
    [InlineData("""{"data.amount":{"gt":"1000"}}""", true)]
    [InlineData("""{"data.amount":{"gt":1500.5}}""", false)]
    [InlineData("""{"data.amount":{"ge":1500.5,"le":1500.50,"lt":2000}}""", true)]
    [InlineData("""{"data.amount":"1500.50"}""", true)]
    [InlineData("""{"data.big":12345678901234567890}""", true)]
    [InlineData("""{"data.big":12345678901234567891}""", false)]
    [InlineData("""{"data.urgent":true}""", true)]
    [InlineData("""{"data.urgent":"true"}""", true)]
    [InlineData("""{"data.urgent":false}""", false)]
    [InlineData("""{"data.none":null}""", true)]
    [InlineData("""{"data.missing":null}""", true)]
    [InlineData("""{"data.missing":"x"}""", false)]
    [InlineData("""{"data.missing":{"ne":"x"}}""", true)]
    [InlineData("""{"data.missing":{"gt":1}}""", false)]
    [InlineData("""{"data.missing":{"lt":1}}""", false)]
    [InlineData("""{"data.count":{"gt":5}}""", true)]
    [InlineData("""{"data.count":7}""", true)]
    [InlineData("""{"data.count":"7.0"}""", false)]
    [InlineData("""{"labels.level":{"gt":9}}""", true)]
    [InlineData("""{"labels.level":{"gt":"9"}}""", true)]
    [InlineData("""{"labels.app.kubernetes.io/name":"shop"}""", true)]
    [InlineData("""{"labels.none":""}""", true)]
    [InlineData("""{"labels.none":null}""", true)]
    [InlineData("""{"labels.none":{"exists":false}}""", true)]
    [InlineData("""{"labels.team":{"exists":true}}""", true)]
    [InlineData("""{"data.none":{"exists":true}}""", true)]
    [InlineData("""{"data.missing":{"exists":"false"}}""", true)]
    [InlineData("""{"data.order.lines.0.sku":"A1"}""", true)]
    [InlineData("""{"data.order.lines.1.sku":"Bé2"}""", true)]
    [InlineData("""{"data.order.lines.2.sku":{"exists":true}}""", false)]
    [InlineData("""{"data.order.lines.1.sku":{"matches":"B.2"}}""", true)]
    [InlineData("""{"data.0":"zero"}""", true)]
    [InlineData("""{"data.order":"x"}""", false)]
    [InlineData("""{"data.order":{"gt":1}}""", false)]
    [InlineData("""{"data.tags":{"matches":".*"}}""", false)]
    [InlineData("""{"data.esc":{"matches":"a\nb"}}""", true)]
    [InlineData("""{"data.assetType":{"matches":"PROD"}}""", false)]
    [InlineData("""{"data.assetType":{"matches":"PROD.*"}}""", true)]
    [InlineData("""{"data.assetType":{"in":["TEST","PRODUCTION"]}}""", true)]
    [InlineData("""{"data.amount":{"in":[1,1500.5]}}""", true)]
    [InlineData("""{"data.assetType":{"gt":"A"}}""", true)]
    [InlineData("""{"severity":"P1"}""", true)]
    [InlineData("""{"severity":{"ge":"Medium"}}""", true)]
    [InlineData("""{"severity":{"gt":"high"}}""", false)]
    [InlineData("""{"severity":{"in":["Critical","High"]}}""", true)]
    [InlineData("""{"severity":{"matches":"H.*"}}""", true)]
    [InlineData("""{"status":"firing"}""", true)]
    [InlineData("""{"status":{"ne":"resolved"}}""", true)]
    [InlineData("""{"tenant":"acme","source":{"matches":"shop/.*"},"type":"order.failed"}""", true)]
    [InlineData("""{"subject":{"exists":false},"id":null,"correlationKey":""}""", true)]
    [InlineData("""{"all":[{"data.amount":{"gt":1000}},{"not":{"labels.team":{"in":["a","b"]}}}]}""", true)]
    [InlineData("""{"any":[{"data.amount":{"gt":9000}},{"labels.team":"web"}]}""", false)]
    [InlineData("""{"any":[{"data.amount":{"gt":9000}},{"labels.team":"db"}],"tenant":"acme"}""", true)]
    public void Holds_Table_AsDocumented(string json, bool expected) => Parse(json).Holds(Event).ShouldBe(expected);

    [Theory]
    [InlineData("""{"amount":1}""", "at $.amount", "did you mean 'data.amount'?")]
    [InlineData("""{"labls.team":1}""", "at $.labls.team", "paths are")]
    [InlineData("""{"data.a":{"gte":1}}""", "at $.data.a.gte", "did you mean")]
    [InlineData("""{"data.a":{"gt":true}}""", "at $.data.a.gt", "true")]
    [InlineData("""{"data.a":{"in":[]}}""", "at $.data.a.in", "1 to 1,000")]
    [InlineData("""{"data.a":{"in":[{}]}}""", "at $.data.a.in", "no objects")]
    [InlineData("""{"data.a":{"matches":"("}}""", "at $.data.a.matches", "no regular expression")]
    [InlineData("""{"data.a":{"matches":"(?<=a)b"}}""", "at $.data.a.matches", "look-around")]
    [InlineData("""{"data.a":{}}""", "at $.data.a", "empty")]
    [InlineData("""{"data.a":[1]}""", "at $.data.a", "use 'in'")]
    [InlineData("""{"data.a":{"exists":1}}""", "at $.data.a.exists", "true or false")]
    [InlineData("""{"severity":"urgent"}""", "at $.severity", "Critical")]
    [InlineData("""{"status":{"gt":"firing"}}""", "at $.status.gt", "no order")]
    [InlineData("""{"all":[{"data.a":1},{"not":{"data..b":1}}]}""", "at $.all[1].not.data..b", "empty step")]
    [InlineData("""{"all":[]}""", "at $.all", "at least one")]
    [InlineData("""{}""", "at $", "empty")]
    [InlineData("""[]""", "at $", "expected an object")]
    [InlineData("""{"data.a":1,"data.a":2}""", "no JSON", "")]
    [InlineData("""{"data.a":""", "no JSON", "")]
    [InlineData("""{"data.a":"\ud800"}""", "surrogate", "")]
    [InlineData("""{"data.a":{"matches":"\ud800"}}""", "surrogate", "")]
    public void Parse_Wrong_NamesThePlaceAndTheFix(string json, string place, string fix)
    {
        var error = Errors(json).ShouldHaveSingleItem();
        error.Path.ShouldBe("Rules:r:Condition");
        error.Message.ShouldContain(place);
        error.Message.ShouldContain(fix);
    }

    [Fact]
    public void Parse_SeveralErrors_AllAtOnce() => Errors("""{"amount":1,"all":[{"x":1},{"data.a":{"gt":null}}]}""").Count.ShouldBe(3);

    [Fact]
    public void Parse_TooDeep_IsRefused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"not\":", 100)) + "{\"data.a\":1}" + new string('}', 100);
        Errors(json).ShouldHaveSingleItem().Message.ShouldContain("32 levels");
    }

    [Fact]
    public void Parse_TooManyComparisons_IsRefusedOnce()
    {
        var json = "{\"any\":[" + string.Join(',', Enumerable.Range(0, 3_000).Select(static i => $"{{\"data.a\":{i}}}")) + "]}";
        Errors(json).ShouldHaveSingleItem().Message.ShouldContain("1,000");
    }

    [Fact]
    public void Parse_TooLong_IsRefused() => Errors("{\"data.a\":\"" + new string('x', 70_000) + "\"}").ShouldHaveSingleItem().Message.ShouldContain("65,536");

    [Fact]
    public void Holds_HugeArrayAndLongText_Ends()
    {
        var data = "{\"list\":[" + string.Join(',', Enumerable.Range(0, 100_000)) + "],\"text\":\"" + new string('a', 500_000) + "\"}";
        var hostile = Rules.Event(data: data);
        Parse("""{"data.list.99999":99999}""").Holds(hostile).ShouldBeTrue();
        Parse("""{"data.text":{"matches":"(a+)+b"}}""").Holds(hostile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":""")]
    public void Match_DataThatCannotBeRead_IsFalseWithAnError(string data)
    {
        var rules = Rules.Compile(Rules.Rule("bad", r => r.WhenJson("""{"data.a":{"matches":".*x"}}""")), Rules.Rule("good"));
        Notifications.Routing.MatchList matches = default;
        rules.Match(Rules.Event(data: data), null, Rules.Now, ref matches);
        Rules.Names(matches).ShouldBe(["good"]);
        matches.Failures.ShouldNotBeNull().ShouldHaveSingleItem().Rule!.Name.ShouldBe("bad");
    }

    [Fact]
    public void Match_HundredLevelsOfData_IsFalseWithAnError()
    {
        var rules = Rules.Compile(Rules.Rule("deep", r => r.WhenJson("""{"data.a":1}""")));
        Notifications.Routing.MatchList matches = default;
        rules.Match(Rules.Event(data: new string('[', 100) + new string(']', 100)), null, Rules.Now, ref matches);
        matches.Count.ShouldBe(0);
        matches.Failures.ShouldNotBeNull().Count.ShouldBe(1);
    }

    [Fact]
    public void Holds_OverParsedData_AllocatesNothing()
    {
        var condition = Parse("""{"all":[{"data.assetType":"PRODUCTION"},{"data.amount":{"gt":1000}},{"data.assetType":{"matches":"P.*"}},{"labels.team":{"in":["a","db"]}}]}""");
        for (var i = 0; i < 100; i++)
            condition.Holds(Event);
        Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
                condition.Holds(Event);
        }).ShouldBeLessThan(1_000);
    }

    private static Condition Parse(string json)
    {
        var errors = new ErrorList();
        var condition = ConditionParser.Parse(json, "Rules:r:Condition", errors);
        errors.ToArray().ShouldBeEmpty();
        return condition.ShouldNotBeNull();
    }

    private static IReadOnlyList<ConfigurationError> Errors(string json)
    {
        var errors = new ErrorList();
        ConditionParser.Parse(json, "Rules:r:Condition", errors).ShouldBeNull();
        return errors.ToArray();
    }
}
