using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed partial class TypedRuleTests
{
    private static readonly OrderFailed Expensive = new("o1", 5_000);

    [Theory]
    [InlineData(typeof(OrderFailed), "order.failed")]
    [InlineData(typeof(HTTPRequestFailed), "http.request.failed")]
    [InlineData(typeof(UserCreatedEvent), "user.created")]
    [InlineData(typeof(Box<int>), "box")]
    [InlineData(typeof(Disk_Full), "disk.full")]
    public void DeriveName_Type_DottedWords(Type type, string expected) => EventTypeRegistry.DeriveName(type).ShouldBe(expected);

    [Theory]
    [InlineData(5_000, 1)]
    [InlineData(10, 0)]
    public void Match_PublishedAsObject_ConditionSeesTheObject(int amount, int expected)
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.On<OrderFailed>(static o => o.Amount > 1_000)));
        rules.Match(Rules.Event("order.failed"), new OrderFailed("o", amount)).Length.ShouldBe(expected);
    }

    [Fact]
    public void Match_PublishedAsJson_ConditionSeesWhatWasRead()
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.On<OrderFailed>(static o => o.Amount > 1_000)));
        rules.Match(Rules.Event("order.failed", """{"id":"o","amount":5000}""")).ShouldBe(["r"]);
        rules.Match(Rules.Event("order.failed", """{"id":"o","amount":10}""")).ShouldBeEmpty();
        rules.Match(Rules.Event("order.failed")).ShouldBeEmpty();
        rules.Match(Rules.Event("order.paid", """{"id":"o","amount":5000}""")).ShouldBeEmpty();
    }

    [Fact]
    public void Match_RegisteredContract_IsUsed()
    {
        EventTypeEntry entry = new(typeof(OrderFailed), "shop.order.broken", Severity.High, OrderContext.Default.OrderFailed);
        var rules = Rules.Compile([entry], Rules.Rule("r", r => r.On<OrderFailed>(static o => o.Amount > 1_000)));
        rules.Match(Rules.Event("shop.order.broken", """{"ID":"o","AMOUNT":5000}""")).ShouldBe(["r"]);
        rules.Match(Rules.Event("order.failed", """{"ID":"o","AMOUNT":5000}""")).ShouldBeEmpty();
        entry.Write(Expensive).ToString().ShouldBe("""{"ID":"o1","AMOUNT":5000}""");
    }

    [Fact]
    public void Match_DataOfAnotherShape_IsFalseWithAnError()
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.On<OrderFailed>(static o => o.Amount > 1_000)));
        MatchList matches = default;
        rules.Match(Rules.Event("order.failed", """{"amount":"many"}"""), null, Rules.Now, ref matches);
        matches.Count.ShouldBe(0);
        matches.Failures.ShouldNotBeNull().ShouldHaveSingleItem().Message.ShouldContain("JsonException");
    }

    [Fact]
    public void Match_TypeAlone_NeedsNoData()
    {
        var rules = Rules.Compile(Rules.Rule("r", r => r.On<OrderFailed>()));
        rules.Match(Rules.Event("order.failed")).ShouldBe(["r"]);
    }

    [Fact]
    public void Match_SeveralTypesAndNullData_EachReadsItsOwn()
    {
        var rules = Rules.Compile(
            Rules.Rule("1", r => r.On<OrderFailed>(static o => o.Amount > 1)),
            Rules.Rule("2", r => r.On<OrderFailed>(static o => o.Amount > 2)),
            Rules.Rule("3", r => r.On<Disk_Full>(static _ => true)));
        rules.Match(Rules.Event("order.failed", """{"amount":5}""")).ShouldBe(["1", "2"]);
        rules.Match(Rules.Event("disk.full", "null")).ShouldBeEmpty();
    }

    [Fact]
    public void On_Twice_Throws() =>
        Should.Throw<InvalidOperationException>(static () => Rules.Rule("r", r => r.On<OrderFailed>().On<Disk_Full>())).Message.ShouldContain("rule for each");

    internal sealed record OrderFailed(string Id, decimal Amount);

    internal sealed record HTTPRequestFailed;

    internal sealed record UserCreatedEvent;

    internal sealed record Box<T>;

    internal sealed record Disk_Full;

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
    [JsonSerializable(typeof(OrderFailed))]
    internal sealed partial class OrderContext : JsonSerializerContext;
}
