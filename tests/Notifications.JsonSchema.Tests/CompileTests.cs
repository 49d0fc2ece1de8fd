using static Notifications.JsonSchema.Tests.Schemas;

namespace Notifications.JsonSchema.Tests;

public sealed class CompileTests
{
    [Theory]
    [InlineData("""{"typ":"object"}""", "at '/typ' (line 1, column 2): there is no keyword 'typ': did you mean 'type'? A name of your own starts with 'x-'")]
    [InlineData("""{"type":"text"}""", "at '/type' (line 1, column 2): \"text\" is no type: write null, boolean, integer, number, string, array, object")]
    [InlineData("""{"minLength":-1}""", "at '/minLength' (line 1, column 2): is no whole number of 0 or more")]
    [InlineData("""{"properties":{"a":7}}""", "at '/properties/a' (line 1, column 16): is no schema: write an object, true or false")]
    [InlineData("""{"items":[{}]}""", "at '/items' (line 1, column 2): is no schema: write an object, true or false")]
    [InlineData("""{"multipleOf":0}""", "at '/multipleOf' (line 1, column 2): is no number above 0")]
    [InlineData("""{"$dynamicRef":"#x"}""", "at '/$dynamicRef' (line 1, column 2): '$dynamicRef' is not supported: write '$ref'")]
    [InlineData("""{"additionalItems":false}""", "at '/additionalItems' (line 1, column 2): 'additionalItems' is not supported: it is of an older draft; write 'prefixItems' for the first ones and 'items' for the others")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "at '/$schema' (line 1, column 2): 'http://json-schema.org/draft-07/schema#' is not supported: write 'https://json-schema.org/draft/2020-12/schema', or leave it out")]
    [InlineData("""{"$ref":"#/$defs/lin","$defs":{"line":{}}}""", "at '/$ref' (line 1, column 2): '#/$defs/lin' leads to nothing: write '#/$defs/NAME' with a name that is there")]
    [InlineData("""{"pattern":"(?=a)"}""", "at '/pattern' (line 1, column 2): the pattern (?=a) cannot be used: look-around is not supported, it has no equivalent in linear time; write it without, for example as several patterns in 'allOf'")]
    [InlineData("""{"pattern":"(a)\\1"}""", "at '/pattern' (line 1, column 2): the pattern (a)\\1 cannot be used: back references are not supported, they have no equivalent in linear time")]
    [InlineData("""{"a":1,"a":2}""", "it is no JSON")]
    [InlineData("""{"type":}""", "at '' (line 1, column 9): it is no JSON: '}' is an invalid start of a value.")]
    [InlineData("", "it is no JSON")]
    public void TryCompile_Wrong_SaysWhereAndTheFix(string schema, string expected) => Problems(schema)[0].ToString().ShouldContain(expected);

    [Fact]
    public void TryCompile_SeveralLines_GivesLineAndColumn()
    {
        var problem = Problems("{\n  \"properties\": {\n    \"a/b\": { \"maxLenght\": 3 }\n  }\n}").ShouldHaveSingleItem();
        problem.Pointer.ShouldBe("/properties/a~1b/maxLenght");
        (problem.Line, problem.Column).ShouldBe((3, 14));
    }

    [Fact]
    public void TryCompile_ManyProblems_GivesAllAtOnceUpToTwenty()
    {
        Problems("""{"typ":1,"required":"a","properties":{"a":{"minimum":"1"}}}""").Count.ShouldBe(3);
        Problems("{" + string.Join(',', Enumerable.Range(0, 100).Select(static i => $"\"k{i}\":1")) + "}").Count.ShouldBe(20);
    }

    [Fact]
    public void TryCompile_OwnNames_StartWithX() => Compile("""{"x-owner":"shop","title":"t","format":"email","$comment":"c"}""").IsMatch(Value("1")).ShouldBeTrue();

    [Theory]
    [InlineData("^[0-9]{3}$", "123", true)]
    [InlineData("^[0-9]{3}$", "123\n", false)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^\w+$", "ä", false)]
    [InlineData("^.$", "🐲", true)]
    [InlineData("^🐲+$", "🐲🐲", true)]
    [InlineData(@"^\u00e4$", "ä", true)]
    [InlineData(@"^[^\s]+$", "a b", false)]
    [InlineData(@"^\p{Lu}", "Äb", true)]
    [InlineData(@"^(?<year>\d{4})-x{}$", "2026-x{}", true)]
    [InlineData(@"a\/b", "a/b", true)]
    [InlineData("^[a-c-]+$", "a-b", true)]
    public void Pattern_Ecma_MeansTheSame(string pattern, string text, bool matches) =>
        Compile($$"""{"pattern":{{System.Text.Json.JsonSerializer.Serialize(pattern)}}}""").IsMatch(Value(System.Text.Json.JsonSerializer.Serialize(text))).ShouldBe(matches);
}
