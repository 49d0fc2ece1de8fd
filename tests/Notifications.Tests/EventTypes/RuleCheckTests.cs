using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.EventTypes;

/// <summary>What rules read of an event is compared with the schema of its type, before anything runs.</summary>
public sealed class RuleCheckTests
{
    private const string Closed = """{"type":"object","additionalProperties":false,"properties":{"region":{"type":"string"},"order":{"type":"object","properties":{"id":true},"additionalProperties":false}}}""";
    private const string Open = """{"type":"object","properties":{"region":{"type":"string"}}}""";

    [Theory]
    [InlineData("event.data.regoin == 'eu'", "1:12: 'regoin' cannot be read: the data of 'order.failed' has no 'regoin'; did you mean 'region'?")]
    [InlineData("has(event.data.order.idd) && true", "1:22: 'idd' cannot be read: the data of 'order.failed' has no 'order.idd'; did you mean 'id'?")]
    [InlineData("event.data.ordr.id.x == 1", "1:12: 'ordr' cannot be read")]
    [InlineData("[1].exists(x, event.data.nothing == x)", "1:26: 'nothing' cannot be read: the data of 'order.failed' has no 'nothing'; the names are order, region")]
    public void Expression_ReadsWhatNoEventHas_IsAnErrorWithItsPlace(string expression, string says)
    {
        var error = Errors(r => r.OnEvent("order.failed").When(expression).To("email")).ShouldHaveSingleItem();
        error.Message.ShouldContain(says);
        error.Path.ShouldBe("Rules:r:When");
    }

    [Theory]
    [InlineData("event.data.region == 'eu' && event.data.order.id == 1")]
    [InlineData("event.data.map(data, data).size() == 2")]
    [InlineData("event.labels.regoin == 'eu'")]
    public void Expression_ReadsWhatIsThere_IsTaken(string expression) => Errors(r => r.OnEvent("order.failed").When(expression).To("email")).ShouldBeEmpty();

    [Theory]
    [InlineData("order.*")]
    [InlineData("order.other")]
    [InlineData("order.open")]
    public void Expression_OfEventsThatMayHaveIt_IsTaken(string type) => Errors(r => r.OnEvent(type).When("event.data.regoin == 'eu'").To("email")).ShouldBeEmpty();

    [Fact]
    public void Expression_SeveralTypes_IsWrongOnlyWhereNoneHasIt()
    {
        Errors(static r => r.OnEvent("order.failed", "order.open").When("event.data.regoin == 1").To("email")).ShouldBeEmpty();
        Errors(static r => r.OnEvent("order.failed", "order.second").When("event.data.regoin == 1").To("email")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Condition_ReadsWhatNoEventHas_IsAnErrorWithItsPlace()
    {
        var error = Errors(static r => r.OnEvent("order.failed").When("""{"all":[{"data.region":"eu"},{"data.order.idd":1}]}""").To("email"), json: true).ShouldHaveSingleItem();
        error.ToString().ShouldBe("Rules:r:Condition: at $.all[1].data.order.idd: the data of 'order.failed' has no 'order.idd'; did you mean 'id'?");
    }

    private static IReadOnlyList<ConfigurationError> Errors(Action<RuleBuilder> rule, bool json = false)
    {
        using var source = Rules.Source(n => n
            .AddEventType("order.failed", static t => t.Schema(Closed))
            .AddEventType("order.second", static t => t.Schema(Closed))
            .AddEventType("order.open", static t => t.Schema(Open))
            .AddEventType("order.other", static t => t.Description("no schema"))
            .AddRule("r", r =>
            {
                rule(r);
                if (json)
                    (r.Document.Condition, r.Document.Expression) = (r.Document.Expression, null);
            }));
        try
        {
            source.LoadAndValidate(["email"]);
            return [];
        }
        catch (NotificationsConfigurationException invalid)
        {
            return invalid.Errors;
        }
    }
}
