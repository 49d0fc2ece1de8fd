using Notifications.Handlebars.Tests.Support;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Tests.Escaping;

public sealed class TextRepairTests
{
    [Theory]
    [InlineData("""{"a":"x\ud83d"}""", """{"a":"x\ufffd"}""")]
    [InlineData("""{"a\uDE00":["\ud83d\ud83d\ude00\ude00"]}""", """{"a\ufffd":["\ufffd\ud83d\ude00\ufffd"]}""")]
    [InlineData("""{"a":"\ud83d\n"}""", """{"a":"\ufffd\n"}""")]
    [InlineData("""{"a":"\\ud83d \u00e9 \ud83d\ude00"}""", null)]
    [InlineData("""{}""", null)]
    public void Apply_Json_HasNoHalfCharacters(string json, string? expected) => TextRepair.Apply(json).ShouldBe(expected);

    [Fact]
    public void Render_PayloadCutWithinACharacter_IsTheTemplatesAllTheSame()
    {
        using var catalog = Catalogs.Of();
        var data = EventData.FromJson("""{"a":"cut \ud83d","b":{"k\udc00":1}}""");
        var aggregate = new AggregateSummary { Count = 2, First = Texts.Now, Last = Texts.Now, Samples = [new() { Type = "s", Data = data }, new() { Type = "s" }] };

        var content = catalog.Preview(
            Catalogs.Document("t", "{{a}}|{{#each b}}{{@key}}={{this}}{{/each}}|{{#each aggregate.samples}}{{data.a}};{{/each}}", "{{json b}}"),
            Catalogs.Context(new NotificationEvent { Type = "x", Data = data }) with { Aggregate = aggregate });

        content.Text.ShouldBe("cut \ufffd|k\ufffd=1|cut \ufffd;;");
        content.Subject.ShouldStartWith("{\"k");
    }
}
