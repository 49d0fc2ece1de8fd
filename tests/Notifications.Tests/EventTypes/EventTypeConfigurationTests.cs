using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Tests.Configuration;
using Notifications.Tests.Routing;

namespace Notifications.Tests.EventTypes;

public sealed class EventTypeConfigurationTests
{
    [Fact]
    public void Load_SchemaAsSection_MeansWhatTheFileSays()
    {
        const string Schema = """
            {
              "type": "object", "required": ["id", "n"], "additionalProperties": false, "minProperties": 1,
              "properties": {
                "id": { "type": "string", "minLength": 1, "pattern": "^[0-9]+$", "enum": ["1", "true"] },
                "n": { "type": ["integer", "null"], "minimum": 0, "multipleOf": 2, "const": 4 },
                "list": { "type": "array", "uniqueItems": true, "prefixItems": [ { "type": "boolean" } ], "items": false },
                "any": {}, "mixed": { "enum": [1, true, "x"] },
                "ref": { "$ref": "#/$defs/d" }
              },
              "$defs": { "d": { "anyOf": [ { "type": "string" }, { "not": true } ] } },
              "dependentRequired": { "id": ["n"] }
            }
            """;
        var type = Load(n => n.AddConfiguration(ConfigurationText.Root($$"""{"EventTypes":{"order.failed":{"Schema":{{Schema}} } } }"""))).Find("order.failed")!;

        Check("""{"id":"1","n":4,"list":[true],"any":7,"mixed":true,"ref":"x"}""").ShouldBeNull();
        Check("""{"id":"1","n":null}""").ShouldNotBeNull();
        Check("""{"id":1,"n":4}""").ShouldNotBeNull();
        Check("""{"id":"2","n":4}""").ShouldNotBeNull();
        Check("""{"id":"1","n":4,"list":[true,false]}""").ShouldNotBeNull();
        Check("""{"id":"1","n":4,"mixed":"1"}""").ShouldNotBeNull();
        Check("""{"id":"1","n":4,"mixed":"x"}""").ShouldBeNull();
        Check("""{"id":"1","n":4,"ref":7}""").ShouldNotBeNull();
        Check("""{"id":"1","n":4,"other":7}""").ShouldNotBeNull();

        string? Check(string json) => type.FindViolations(EventData.FromJson(json));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"},"c":{"type":"array","items":{"type":"number"}},"d":{"type":["string","integer"]}}}""",
        """{"a":"7","b":"7","c":["1","2"],"d":"7"}""", """{"a":"7","b":7,"c":[1,2],"d":"7"}""")]
    [InlineData("null", """{"a":7,"b":true,"c":"x","d":null,"e":["1",2]}""", """{"a":7,"b":true,"c":"x","d":null,"e":[1,2]}""")]
    [InlineData("null", "\"{\\\"a\\\":\\\"7\\\"}\"", """{"a":"7"}""")]
    public void Load_SampleAsSection_HasTheTypesOfTheSchema(string schema, string sample, string expected) =>
        Load(n => n.AddConfiguration(ConfigurationText.Root($$"""{"EventTypes":{"x":{"Schema":{{schema}},"Sample":{{sample}} } } }"""))).Find("x")!.Document.Sample!.ToString().ShouldBe(expected);

    [Fact]
    public void Load_ConfigurationOverCode_ReplacesWhatItNames()
    {
        var document = Load(n => n
            .AddEventType("order.failed", static t => t.Description("code").Category("code").Severity(Severity.Low).Tags("a").Validation(EventValidation.Off))
            .AddConfiguration(ConfigurationText.Root("""{"EventTypes":{"Order.Failed":{"Category":"file","DefaultSeverity":"P0","Tags":["b","c"],"Validation":"refuse"}}}"""))).Find("order.failed")!.Document;
        document.ShouldSatisfyAllConditions(
            d => d.Description.ShouldBe("code"), d => d.Category.ShouldBe("file"), d => d.DefaultSeverity.ShouldBe(Severity.Critical),
            d => d.Tags.ShouldBe(["b", "c"]), d => d.Validation.ShouldBe(EventValidation.Refuse));
    }

    [Fact]
    public void Load_EverythingWrong_IsSaidAtOnce()
    {
        var errors = Errors(n => n
            .AddEventType("twice", static t => t.Description("1"))
            .AddEventType("Twice", static t => t.Description("2"))
            .AddConfiguration(ConfigurationText.Root("""
                {"EventTypes":{
                  "with space":{},
                  "a":{"Schema":{"typ":"object","properties":{"x":{"type":"text"}}},"Category":"","Descripton":"x","Validation":"Maybe"},
                  "b":{"Schema":{"required":["region"]},"Sample":{"regoin":"eu"}},
                  "c":{"Sample":"{"},
                  "d":{"Templates":{"emial":"t"},"Tags":[""]},
                  "e":{"Schema":"{\"$ref\":\"http://169.254.169.254/x\"}"}
                }}
                """)));
        errors.Select(static e => e.Path).ShouldBe(
            ["EventTypes:Twice", "EventTypes:with space", "EventTypes:a:Descripton", "EventTypes:a:Validation", "EventTypes:a:Schema", "EventTypes:a:Schema", "EventTypes:b:Sample",
                "EventTypes:c:Sample", "EventTypes:d:Templates:emial", "EventTypes:d:Templates:emial", "EventTypes:d:Tags", "EventTypes:e:Schema"], ignoreOrder: true);
        var text = string.Join('\n', errors);
        text.ShouldContain("EventTypes:a:Schema: at '/typ' (line 1, column");
        text.ShouldContain("did you mean 'type'?");
        text.ShouldContain("EventTypes:b:Sample: the sample does not match the schema: the value lacks 'region': add it");
        text.ShouldContain("no kind of channel 'emial'; did you mean 'email'?");
        text.ShouldContain("nothing is ever fetched");
    }

    [Fact]
    public void Load_TooManyGlobs_IsRefused() =>
        Errors(static n =>
        {
            for (var i = 0; i < 101; i++)
                n.AddEventType($"t{i}.*", static t => t.Description("x"));
        }).ShouldHaveSingleItem().Message.ShouldContain("at most 100");

    [Fact]
    public void Reload_BadSchema_KeepsWhatRuns()
    {
        ConfigurationText text = null!;
        using var source = Rules.Source(n => n.AddConfiguration(ConfigurationText.Root("""{"EventTypes":{"a":{"Schema":{"type":"object"}}}}""", out text)));
        source.LoadAndValidate([]);
        var before = source.Current;
        text.Change("""{"EventTypes":{"a":{"Schema":{"type":"thing"}}}}""");
        source.Current.ShouldBeSameAs(before);
        source.LastReloadErrors.ShouldHaveSingleItem().Path.ShouldBe("EventTypes:a:Schema");
        text.Change("""{"EventTypes":{"b":{}}}""");
        source.Current.KnownTypes.Find("a").ShouldBeNull();
        source.Current.KnownTypes.Find("b").ShouldNotBeNull();
    }

    private static Notifications.EventTypes.EventTypeSet Load(Action<INotificationsBuilder> configure)
    {
        using var source = Rules.Source(configure);
        return source.LoadAndValidate(["email"]).KnownTypes;
    }

    private static IReadOnlyList<ConfigurationError> Errors(Action<INotificationsBuilder> configure)
    {
        using var source = Rules.Source(configure);
        return Should.Throw<NotificationsConfigurationException>(() => source.LoadAndValidate(["email"])).Errors;
    }
}
