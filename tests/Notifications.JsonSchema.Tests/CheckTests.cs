using static Notifications.JsonSchema.Tests.Schemas;

namespace Notifications.JsonSchema.Tests;

public sealed class CheckTests
{
    private const string Order = """
        {
          "type": "object", "required": ["orderId", "amount"], "additionalProperties": false,
          "properties": {
            "orderId": { "type": "string", "minLength": 1, "maxLength": 20, "pattern": "^O-[0-9]+$" },
            "amount": { "type": "number", "exclusiveMinimum": 0, "multipleOf": 0.01 },
            "region": { "enum": ["eu", "us"] },
            "lines": { "type": "array", "maxItems": 2, "uniqueItems": true, "items": { "$ref": "#/$defs/line" } }
          },
          "$defs": { "line": { "type": "object", "properties": { "sku": { "type": "string" } }, "required": ["sku"] } }
        }
        """;

    [Theory]
    [InlineData("""{"orderId":"O-1","amount":1.5,"region":"eu","lines":[{"sku":"a"}]}""", "")]
    [InlineData("""{"orderId":"O-1"}""", "the value lacks 'amount': add it")]
    [InlineData("""{"orderId":"O-1","amount":"12"}""", "/amount is a text: write a number")]
    [InlineData("""{"orderId":"O-1","amount":0}""", "/amount is too small: write more than 0")]
    [InlineData("""{"orderId":"O-1","amount":0.005}""", "/amount is no multiple of 0.01")]
    [InlineData("""{"orderId":"","amount":1}""", "/orderId has 0 characters: write at least 1; /orderId does not look like ^O-[0-9]+$")]
    [InlineData("""{"orderId":"O-1","amount":1,"region":"moon"}""", "/region is none of the values that are allowed: write \"eu\" or \"us\"")]
    [InlineData("""{"orderId":"O-1","amount":1,"regoin":"eu"}""", "/regoin is not declared: did you mean 'region'? If not, remove it")]
    [InlineData("""{"orderId":"O-1","amount":1,"lines":[{"sku":"a"},{"sku":7}]}""", "/lines/1/sku is a whole number: write a text")]
    [InlineData("""{"orderId":"O-1","amount":1,"lines":[{"sku":"a"},{"sku":"a"}]}""", "/lines has an item twice, the second at 1: remove one")]
    [InlineData("""{"orderId":"O-1","amount":1,"lines":[{},{"sku":"b"},{"sku":"c"}]}""", "/lines has 3 items: write at most 2; /lines/0 lacks 'sku': add it")]
    [InlineData("null", "the value is null: write an object")]
    public void Check_Value_SaysWhatIsWrongAndTheFix(string value, string expected)
    {
        var found = Compile(Order).Check(Value(value));
        string.Join("; ", found).ShouldBe(expected);
        Compile(Order).IsMatch(Value(value)).ShouldBe(expected.Length == 0);
    }

    [Fact]
    public void Check_ManyViolations_StopsAtTheNumberAskedFor() =>
        Compile("""{"items":{"type":"integer"}}""").Check(Value("""["a","b","c","d"]"""), 2).Count.ShouldBe(2);

    [Theory]
    [InlineData("""{"a\u0000b":1}""", "/a?b")]
    [InlineData("""{"a/b~c":1}""", "/a~1b~0c")]
    [InlineData("""{"\u2028":1}""", "/?")]
    public void Check_NameOfTheData_IsCleanedInThePointer(string value, string pointer) =>
        Compile("""{"additionalProperties":{"type":"string"}}""").Check(Value(value))[0].Pointer.ShouldBe(pointer);

    [Fact]
    public void Check_Value_IsNeverShown()
    {
        var found = Compile("""{"properties":{"a":{"type":"integer"},"b":{"enum":["x"]},"c":{"pattern":"^x$"},"d":{"const":1}}}""")
            .Check(Value("""{"a":"secret","b":"secret","c":"secret","d":"secret"}"""));
        found.Count.ShouldBe(4);
        found.ShouldAllBe(v => !v.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void IsMatch_PlainObject_AllocatesNothing()
    {
        var schema = Compile("""{"type":"object","required":["id"],"properties":{"id":{"type":"string","maxLength":9},"n":{"type":"integer","minimum":0}},"additionalProperties":false}""");
        var value = Value("""{"id":"O-1","n":3}""");
        schema.IsMatch(value).ShouldBeTrue();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            schema.IsMatch(value);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1_000).ShouldBeLessThan(200);
    }
}
