using System.Text;
using System.Text.Json;
using static Notifications.JsonSchema.Tests.Schemas;

namespace Notifications.JsonSchema.Tests;

public sealed class HostileTests
{
    [Fact]
    public void TryCompile_TenThousandLevels_IsRefused() =>
        Problems(string.Concat(Enumerable.Repeat("{\"not\":", 10_000)) + "{}" + new string('}', 10_000))[0].Message.ShouldContain("depth of 64");

    [Fact]
    public void TryCompile_HugeText_IsRefused() => Problems("{\"title\":\"" + new string('x', 300_000) + "\"}")[0].Message.ShouldContain("262,144 bytes");

    [Fact]
    public void TryCompile_HugeEnum_IsRefusedAboveItsBoundAndQuickBelow()
    {
        Problems($$"""{"enum":[{{string.Join(',', Enumerable.Range(0, 10_001))}}]}""")[0].Message.ShouldContain("10,000");
        var schema = Compile($$$"""{"items":{"enum":[{{{string.Join(',', Enumerable.Range(0, 10_000))}}}]}}""");
        schema.IsMatch(Value($"[{string.Join(',', Enumerable.Range(0, 10_000).Reverse())}]")).ShouldBeTrue();
    }

    [Fact]
    public void TryCompile_TooManySubschemas_IsRefused() =>
        Problems("{\"allOf\":[" + string.Join(',', Enumerable.Repeat("{}", 10_001)) + "]}")[0].Message.ShouldContain("10,000 subschemas");

    [Fact]
    public void TryCompile_LongNamesWithinOneAnother_AreRefused()
    {
        var name = new string('n', 1_500);
        var schema = string.Concat(Enumerable.Repeat($$"""{"properties":{"{{name}}":""", 20)) + "{}" + string.Concat(Enumerable.Repeat("}}", 20));
        var problem = Problems(schema).ShouldHaveSingleItem();
        problem.Message.ShouldContain("2,000 characters");
        problem.Pointer.Length.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void TryCompile_TooManySubschemasWithMoreBelow_IsSaidOnce() =>
        Problems("{\"allOf\":[" + string.Join(',', Enumerable.Repeat("""{"not":{}}""", 10_001)) + "]}").ShouldHaveSingleItem().Message.ShouldContain("10,000 subschemas");

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://example.com/schema.json#/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("other.json")]
    [InlineData("//host/x")]
    [InlineData("urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed")]
    public void TryCompile_ReferenceToElsewhere_IsNeverFetched(string reference) =>
        Problems($$"""{"$ref":"{{reference}}"}""").ShouldHaveSingleItem().Message.ShouldContain("nothing is ever fetched");

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""")]
    [InlineData("""{"$defs":{"a":{"allOf":[{"not":{"$ref":"#/$defs/a"}}]}}}""")]
    [InlineData("""{"if":{"$anchor":"x","else":{"$ref":"#x"},"if":true}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    public void TryCompile_ReferenceInCircles_IsRefused(string schema) => Problems(schema).ShouldHaveSingleItem().Message.ShouldContain("would never end");

    [Fact]
    public void TryCompile_ReferenceByWayOfTheData_IsFine()
    {
        var schema = Compile("""{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}""");
        schema.IsMatch(Value("""{"next":{"next":{}}}""")).ShouldBeTrue();
        schema.Check(Value("""{"next":{"next":7}}""")).ShouldHaveSingleItem().Pointer.ShouldBe("/next/next");
    }

    [Fact]
    public void TryCompile_ChainOfReferences_IsCheckedAndCutAtRunTime()
    {
        var defs = string.Join(',', Enumerable.Range(0, 4_000).Select(static i => $$"""
            "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"}
            """));
        var schema = Compile($$$"""{"$ref":"#/$defs/d0","$defs":{{{{defs}}},"d4000":true}}""");
        schema.IsMatch(Value("1")).ShouldBeFalse();
        schema.Check(Value("1")).ShouldHaveSingleItem().Message.ShouldContain("256 schemas");
    }

    [Fact]
    public async Task Find_ReferencesInManyWays_AccusesNobodyInTime()
    {
        var defs = string.Join(',', Enumerable.Range(0, 40).Select(static i => $$"""
            "a{{i}}":{"allOf":[{"$ref":"#/$defs/a{{i + 1}}"},{"$ref":"#/$defs/a{{i + 1}}"}]}
            """));
        var schema = Compile($$$"""{"$ref":"#/$defs/a0","$defs":{{{{defs}}},"a40":{"properties":{"x":{"type":"string"} } } } }""");
        var asked = Task.Run(() => (schema.Find(["y", "z"]).Kind, schema.FindTypes(["y"]).Count), TestContext.Current.CancellationToken);
        (await asked.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldBe((SchemaMemberKind.Unknown, 7));
    }

    [Fact]
    public void Find_ChainOfReferences_AccusesNobody()
    {
        var defs = string.Join(',', Enumerable.Range(0, 2_000).Select(static i => $$"""
            "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"}
            """));
        var schema = Compile($$$"""{"$ref":"#/$defs/d0","$defs":{{{{defs}}},"d2000":{"properties":{"x":true},"additionalProperties":false} } }""");
        schema.Find(["y"]).Kind.ShouldBe(SchemaMemberKind.Unknown);
        schema.FindTypes(["y"]).Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(.*a){20}")]
    public void IsMatch_CatastrophicPattern_TakesLinearTime(string pattern)
    {
        var schema = Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        schema.IsMatch(Value($"\"{new string('a', 20_000)}!\"")).ShouldBe(pattern == "(.*a){20}");
    }

    [Theory]
    [InlineData("(((a{1000}){1000}){1000})")]
    [InlineData("(a{0,999999}){0,999999}")]
    [InlineData("a{999999}")]
    public void TryCompile_CountedRepetitions_AreBounded(string pattern) =>
        Problems($$"""{"pattern":"{{pattern}}"}""").ShouldHaveSingleItem().Message.ShouldContain("counted repetitions");

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890.5")]
    public void Check_NumberBeyondAllTypes_Answers(string number)
    {
        var schema = Compile($$$"""{"type":"number","minimum":-5,"maximum":5,"multipleOf":0.3,"enum":[1,{{{number}}},1e99999999998],"not":{"const":2}}""");
        Should.NotThrow(() => schema.Check(Value(number)));
        Compile("""{"uniqueItems":true}""").IsMatch(Value($"[1,{number},2,{number}]")).ShouldBeFalse();
    }

    [Fact]
    public void IsMatch_ExponentialAlternatives_EndsAtTheStepLimit()
    {
        // Every level tries both alternatives of the level below, 2^40 in all.
        var defs = string.Join(',', Enumerable.Range(0, 40).Select(static i => $$"""
            "d{{i}}":{"oneOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"} ] }
            """));
        var schema = Compile($$$"""{"not":{"$ref":"#/$defs/d0"},"$defs":{{{{defs}}},"d40":{"type":"string"} } }""");
        schema.IsMatch(Value("1")).ShouldBeFalse();
        schema.Check(Value("1")).ShouldHaveSingleItem().Message.ShouldContain("1,000,000 steps");
    }

    [Fact]
    public void IsMatch_ManyEqualNumbers_AreToldApartQuickly()
    {
        // All are the same as doubles and as decimals.
        var items = string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $"1.0000000000000000000000000000000000{i:D6}1"));
        Compile("""{"uniqueItems":true}""").IsMatch(Value($"[{items}]")).ShouldBeTrue();
    }

    [Fact]
    public void Check_HalfASurrogatePair_Answers()
    {
        Compile("""{"minLength":1}""").Check(Value("\"\\ud800\"")).ShouldHaveSingleItem().Message.ShouldContain("no valid Unicode");
        Problems("{\"pattern\":\"\\ud800\"}").ShouldHaveSingleItem().Message.ShouldContain("no valid Unicode");
    }

    [Fact]
    public void IsMatch_WideObject_IsLinear()
    {
        var names = Enumerable.Range(0, 5_000).Select(static i => $"name{i}").ToArray();
        var schema = Compile("{\"required\":[\"a\"],\"properties\":{" + string.Join(',', names.Select(static n => $"\"{n}\":{{\"type\":\"integer\"}}")) + "},\"additionalProperties\":false}");
        schema.IsMatch(Value("{\"a\":1}")).ShouldBeFalse();
        schema.Check(Value("{" + string.Join(',', names.Select(static n => $"\"{n}\":1")) + "}")).ShouldHaveSingleItem().Keyword.ShouldBe("required");
    }

    [Fact]
    public void TryCompile_RandomBytes_NeverThrows()
    {
        const string Seed = """{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"pattern":"^[a-z]{1,3}$","enum":[1,"x"]}},"required":["a"],"items":{}}""";
        var random = new Random(7);
        for (var run = 0; run < 3_000; run++)
        {
            var text = new StringBuilder(Seed);
            for (var change = 0; change < random.Next(1, 6); change++)
                text[random.Next(text.Length)] = "{}[]\",:0a$#/\\(\0\uD800"[random.Next(16)];
            Should.NotThrow(() => CompiledSchema.TryCompile(text.ToString(), out var schema, out _) && schema.IsMatch(Value("""{"a":"b"}""")));
        }
    }
}
