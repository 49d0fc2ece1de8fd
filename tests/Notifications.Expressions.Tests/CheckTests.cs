namespace Notifications.Expressions.Tests;

public sealed class CheckTests
{
    [Theory]
    [InlineData("event.typ == 'a'", CelErrorCode.UnknownName, "1:7", "type")]
    [InlineData("evnt.type == 'a'", CelErrorCode.UnknownName, "1:1", "event")]
    [InlineData("has(event.subjct)", CelErrorCode.UnknownName, "1:11", "subject")]
    [InlineData("true &&\n  tennant == 'a'", CelErrorCode.UnknownName, "2:3", "tenant")]
    [InlineData("event.type.startWith('a')", CelErrorCode.UnknownFunction, "1:12", "startsWith")]
    [InlineData("event == 'a'", CelErrorCode.UnknownName, "1:1", null)]
    [InlineData("event.type == 3", CelErrorCode.NoSuchOverload, "1:12", null)]
    [InlineData("event.severity > 'high'", CelErrorCode.NoSuchOverload, "1:16", null)]
    [InlineData("event.severity + 'x' == 'y'", CelErrorCode.NoSuchOverload, "1:16", null)]
    [InlineData("event.type.foo", CelErrorCode.NoSuchOverload, "1:12", null)]
    [InlineData("event.type in [1, 2]", CelErrorCode.NoSuchOverload, "1:12", null)]
    [InlineData("event.type && true", CelErrorCode.NoSuchOverload, "1:7", null)]
    [InlineData("!event.type", CelErrorCode.NoSuchOverload, "1:1", null)]
    [InlineData("event.type.size('a') == 1", CelErrorCode.NoSuchOverload, "1:12", null)]
    [InlineData("event.labels.team == 1", CelErrorCode.NoSuchOverload, "1:19", null)]
    [InlineData("event.type", CelErrorCode.WrongResultType, "1:7", null)]
    [InlineData("event.type = 'a'", CelErrorCode.Syntax, "1:12", null)]
    [InlineData("(event.type == 'a'", CelErrorCode.Syntax, "1:19", null)]
    [InlineData("event.type == 'a", CelErrorCode.Syntax, "1:15", null)]
    [InlineData("", CelErrorCode.Syntax, "1:1", null)]
    [InlineData("[1].all(2, true)", CelErrorCode.Syntax, "1:9", null)]
    [InlineData("has(event)", CelErrorCode.Syntax, "1:1", null)]
    [InlineData("Message{a: 1} == null", CelErrorCode.Unsupported, "1:8", null)]
    [InlineData("event.type.matches('(a')", CelErrorCode.InvalidPattern, "1:12", null)]
    [InlineData("event.type.matches('(a)\\\\1')", CelErrorCode.Unsupported, "1:12", null)]
    [InlineData("9223372036854775808 > 0", CelErrorCode.Syntax, "1:1", null)]
    [InlineData("{1.5: 2} == {}", CelErrorCode.InvalidMapKey, "1:1", null)]
    public void TryCompile_WrongExpression_SaysWhatAndWhere(string source, CelErrorCode code, string position, string? suggestion)
    {
        Incident.Environment().TryCompile(source, CelType.Bool, out var program, out var errors).ShouldBeFalse();

        program.ShouldBeNull();
        (errors[0].Code, errors[0].Position.ToString(), errors[0].Suggestion).ShouldBe((code, position, suggestion));
    }

    [Fact]
    public void TryCompile_ManyErrors_FindsAll()
    {
        Incident.Environment().TryCompile("event.typ == 'a' || event.sevrity > 3 || foo(1)", CelType.Bool, out _, out var errors).ShouldBeFalse();

        errors.Select(static e => e.Code).ShouldBe([CelErrorCode.UnknownName, CelErrorCode.UnknownName, CelErrorCode.UnknownFunction]);
    }

    [Theory]
    [InlineData("event.severity >= 3.0")]
    [InlineData("event.subject == null")]
    [InlineData("event.data == 3 || event.data.x.y[2] > 'a'")]
    [InlineData("[event.type, 1].exists(x, x == 1)")]
    [InlineData("{'a': event.severity}.a == event.severity")]
    public void TryCompile_TypesKnownAtRunTimeOnly_Compiles(string source) =>
        Incident.Environment().TryCompile(source, CelType.Bool, out _, out _).ShouldBeTrue();

    [Fact]
    public void Compile_WithinAContainer_FindsNamesThereFirst() =>
        Incident.Environment(container: "event").Compile("type == 'a' && event.type == .event.type && tenant == 'acme'", CelType.Bool)
            .EvaluateBool(new Incident("a"), out _).ShouldBeTrue();

    [Fact]
    public void Compile_VariableOfAMacro_HidesTheOneOfTheEnvironment() =>
        new Incident("a").Evaluate("['x'].all(tenant, tenant == 'x') && ['y'].all(event, event == 'y')").Value.AsBool().ShouldBeTrue();

    [Fact]
    public void Compile_WrongExpression_ThrowsAllErrors() =>
        Should.Throw<CelCompileException>(() => Incident.Environment().Compile("event.typ")).Message
            .ShouldBe("The expression 'event.typ' does not compile: 1:7: 'event' has no field 'typ'. Did you mean 'type'?");

    [Theory]
    [InlineData("")]
    [InlineData("a-b")]
    [InlineData("a..b")]
    [InlineData("1a")]
    public void Variable_NoName_Throws(string name) =>
        Should.Throw<ArgumentException>(() => new CelEnvironmentBuilder<int>().Variable(name, CelType.Int, static _ => default));

    [Fact]
    public void Variable_Twice_Throws() =>
        Should.Throw<ArgumentException>(() => new CelEnvironmentBuilder<int>().Variable("a", CelType.Int, static _ => default).Variable("a", CelType.Int, static _ => default));
}
