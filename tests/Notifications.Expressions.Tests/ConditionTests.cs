namespace Notifications.Expressions.Tests;

public sealed class ConditionTests
{
    // The two sample rules that the requirements give, word for word.
    [Theory]
    [InlineData("""event.type == "system.database.pool_exhausted" """, "system.database.pool_exhausted", true)]
    [InlineData("""event.type == "system.database.pool_exhausted" """, "system.database.restarted", false)]
    [InlineData("""event.type == "commerce.order.shipped" """, "commerce.order.shipped", true)]
    public void EvaluateBool_SampleRule_MatchesItsEvent(string source, string type, bool expected)
    {
        var program = Incident.Environment().Compile(source, CelType.Bool);

        program.EvaluateBool(new Incident(type), out var error).ShouldBe(expected);
        error.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_SampleRecipientExpression_GivesTheCustomer()
    {
        var result = new Incident("commerce.order.shipped", Data: """{"customer_id":"c-42"}""").Evaluate("event.data.customer_id");

        result.Value.AsString().ShouldBe("c-42");
    }

    [Theory]
    [InlineData("""event.data.region in ["eu", "us"]""", true)]
    [InlineData("""event.data.region == "us" && event.severity >= 3""", true)]
    [InlineData("event.data.count == 3 && event.data.count > 2u", true)]
    [InlineData("event.data.items.exists(x, x.sku == 'b')", true)]
    [InlineData("event.data.items[0].sku == 'a'", true)]
    [InlineData("event.data.items.map(x, x.sku) == ['a', 'b']", true)]
    [InlineData("size(event.data.items) == 2 && event.data.size() == 5", true)]
    [InlineData("event.data.path == 'tab\\tbed'", true)]
    [InlineData("has(event.data.nothing) && event.data.nothing == null", true)]
    [InlineData("has(event.data.missing)", false)]
    [InlineData("event.labels.team == 'core' && 'team' in event.labels", true)]
    [InlineData("has(event.labels.none) || has(event.subject)", false)]
    [InlineData("event.time.getHours('Europe/Berlin') == 9 && event.time < timestamp('2027-01-01T00:00:00Z')", true)]
    [InlineData("tenant == 'acme'", true)]
    public void EvaluateBool_OverAnEvent_GivesWhatItSays(string source, bool expected)
    {
        var incident = new Incident(
            "a.b", Data: """{"region":"us","count":3,"items":[{"sku":"a"},{"sku":"b"}],"path":"tab\tbed","nothing":null}""");

        Incident.Environment().Compile(source, CelType.Bool).EvaluateBool(incident, out var error).ShouldBe(expected);
        error.ShouldBeNull();
    }

    [Fact]
    public void EvaluateBool_RunTimeFailure_IsFalseWithTheError()
    {
        var program = Incident.Environment().Compile("event.data.region == 'us'", CelType.Bool);

        program.EvaluateBool(new Incident("a"), out var error).ShouldBeFalse();
        error.ShouldNotBeNull().Code.ShouldBe(CelErrorCode.NoSuchKey);
        error.ToString().ShouldBe("1:12: There is no key 'region'.");
    }

    [Fact]
    public void EvaluateBool_NoBool_IsFalseWithTheError()
    {
        Incident.Environment().Compile("event.data.region", CelType.Bool).EvaluateBool(new Incident("a", Data: """{"region":1}"""), out var error).ShouldBeFalse();
        error.ShouldNotBeNull().Code.ShouldBe(CelErrorCode.WrongResultType);
    }

    [Fact]
    public void EvaluateBool_OrdinaryCondition_AllocatesNothing()
    {
        var program = Incident.Environment().Compile(
            """event.type == "a.b" && event.severity >= 3 && event.data.region in ["eu", "us"] && event.labels.team != "x" && has(event.data.region)""", CelType.Bool);
        var incident = new Incident("a.b", Data: """{"region":"us"}""");
        program.EvaluateBool(incident, out _).ShouldBeTrue();
        var least = long.MaxValue;

        // The runtime itself may allocate in one of them.
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
                program.EvaluateBool(incident, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }

    [Fact]
    public void Evaluate_StructContext_IsReadWithoutBoxing()
    {
        var program = new CelEnvironmentBuilder<(int X, string Y)>()
            .Variable("x", CelType.Int, static c => CelValue.FromInt(c.X))
            .Variable("y", CelType.String, static c => CelValue.FromString(c.Y))
            .Build().Compile("x == 4 && y == 'z' && [1, 2].exists(v, v < x)");

        program.EvaluateBool((4, "z"), out _).ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_Cancelled_Throws()
    {
        var program = Incident.Environment().Compile("true");
        using var source = new CancellationTokenSource();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() => program.Evaluate(new Incident("a"), source.Token));
    }

    [Fact]
    public void Evaluate_HalfASurrogatePairInJson_FailsNothing()
    {
        var incident = new Incident("a", Data: """{"text":"\ud83d"}""");

        incident.Evaluate("event.data.text == 'x' || event.data.text in ['y']").Value.AsBool().ShouldBeFalse();
        incident.Evaluate("event.data.text.size() > 0").Value.AsBool().ShouldBeTrue();
    }
}
