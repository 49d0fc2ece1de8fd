using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Hostile;

public sealed class HostileTemplateTests
{
    private static readonly string Hundred = $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 100))}}],"long":"{{new string('x', 10_000)}}"}""";

    public static TheoryData<string, string> Loops => new()
    {
        { "without output", Nest("{{#each @root.list}}", "{{/each}}", 6) },
        { "with output", Nest("{{#each @root.list}}", "{{/each}}", 6, "{{@root.long}}") },
        { "with static output", Nest("{{#each @root.list}}", "{{/each}}", 4, new string('y', 1_000)) },
        { "in an indented part", "   {{> part}}" },
        { "in a captured part", "{{#> part}}{{> part}}{{/part}}" },
    };

    public static TheoryData<string> Recursions =>
    [
        "{{> self}}",
        "{{> self this}}",
        "{{#*inline \"x\"}}{{> x}}{{/inline}}{{> x}}",
        "{{#*inline \"x\"}}{{> x this}}{{> x this}}{{/inline}}{{> x this}}",
        "{{#> self}}{{> @partial-block}}{{/self}}",
        "{{#> ping}}{{#> ping}}x{{/ping}}{{/ping}}",
        "{{#*inline \"x\"}}{{#> x}}{{> @partial-block}}{{/x}}{{/inline}}{{> x}}",
        "{{#*inline \"x\"}}{{#each @root.list}}{{> x}}{{/each}}{{/inline}}{{> x}}",
    ];

    public static TheoryData<string> Refused =>
    [
        "{{#if a}}", "{{/if}}", "{{#if a}}{{/each}}", "{{", "{{a", "{{{a}}", "{{}}", "{{{{raw}}}}x{{{{/raw}}}}", "{{!< layout}}", "{{!-- open", "{{#*other}}x{{/other}}", "{{* dec}}",
        "{{> (lookup . 'name')}}", "{{nosuch a}}", "{{#nosuch a}}x{{/nosuch}}", "{{#if (nosuch a)}}x{{/if}}", "{{upper (lower a}}", "{{upper a)}}", "{{> missing}}", "{{&a}}", "{{a}}}", "{{^}}", "{{else}}",
        "{{> self x y=1}}", "{{#}}x{{/}}", "{{>}}", "{{=a}}", "{{|a|}}", "{{#each as |x|}}{{/each}}{{", "{{\"}}",
    ];

    [Theory]
    [MemberData(nameof(Loops))]
    public void Render_LoopsWithoutEnd_AreStopped(string what, string template)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { ["part"] = Nest("{{#each @root.list}}", "{{/each}}", 5, new string('z', 5_000)) + "{{> @partial-block}}" };

        var error = Should.Throw<Exception>(() => Texts.Render(template, Hundred, partials: parts), what);

        Code(error).ShouldBeOneOf(TemplateErrorCode.TooMuchWork, TemplateErrorCode.OutputTooLong);
    }

    [Theory]
    [MemberData(nameof(Recursions))]
    public void Render_PartsThatCallThemselves_AreStoppedOnASmallStack(string template)
    {
        Exception? error = null;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { ["self"] = "{{> self}}", ["ping"] = "{{> pong}}", ["pong"] = "{{#> ping}}{{> @partial-block}}{{/ping}}" };
        var thread = new Thread(
            () =>
            {
                try
                {
                    Texts.Render(template, Hundred, partials: parts);
                }
                catch (Exception caught)
                {
                    error = caught;
                }
            },
            512 * 1024);

        thread.Start();
        thread.Join(TimeSpan.FromMinutes(2)).ShouldBeTrue();

        error.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Compile_WhatIsNoTemplate_IsRefusedWithWords(string template)
    {
        var error = Should.Throw<TemplateException>(() => Texts.Render(template, partials: new(StringComparer.Ordinal) { ["self"] = "x" }));

        error.Problem.Message.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Compile_NestedTooDeep_IsRefusedBeforeTheParserSeesIt()
    {
        Should.Throw<TemplateException>(() => Texts.Render(Nest("{{#if a}}", "{{/if}}", 900))).Problem.Message.ShouldContain("nested more than 64 deep");
        Should.Throw<TemplateException>(() => Texts.Render("{{not " + new string('(', 5_000) + ")".PadRight(5_000, ')') + "}}")).Problem.Code.ShouldBe(TemplateErrorCode.UnknownHelper);
        var nots = string.Concat(Enumerable.Repeat("(not ", 2_000)) + "a" + new string(')', 2_000);
        Should.Throw<TemplateException>(() => Texts.Render("{{not " + nots + "}}")).Problem.Message.ShouldContain("nested more than 16 deep");
        Should.Throw<TemplateException>(() => Texts.Render(new string('x', 70_000))).Problem.Message.ShouldContain("at most 65,536");
        Should.Throw<TemplateException>(() => Texts.Render(string.Concat(Enumerable.Repeat("{{a}}", 2_001)))).Problem.Message.ShouldContain("more than 2,000 tags");
        Should.Throw<TemplateException>(() => Texts.Render("{{a" + string.Concat(Enumerable.Repeat(".b", 30_000)) + "}}")).Problem.Message.ShouldContain("parts");
    }

    [Theory]
    [InlineData("{{event.GetType}}|{{event.Type.Length}}|{{labels.Count}}|{{labels.Keys}}|{{now.Ticks}}|{{brand.GetType.Assembly}}|{{event.data.RootElement}}")]
    [InlineData("{{constructor}}|{{__proto__}}|{{event.constructor}}|{{event.labels.__proto__}}|{{lookup event \"GetType\"}}|{{lookup . \"_context\"}}|{{lookup labels \"Comparer\"}}")]
    [InlineData("{{#with event}}{{EqualityContract}}|{{Equals}}|{{ToString}}|{{MemberwiseClone}}|{{type.Chars}}|{{severity.value__}}|{{time.UtcNow}}{{/with}}")]
    public void Render_MembersOfClrObjects_AreNotThere(string template)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Time = Texts.Now, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" }, Data = EventData.FromJson("{}") };

        catalog.Preview(Catalogs.Document("t", template), Catalogs.Context(e)).Text.Replace("|", string.Empty, StringComparison.Ordinal).ShouldBe(string.Empty);
    }

    [Fact]
    public void Render_BackToBackAfterAFailure_IsUnharmed()
    {
        Should.Throw<Exception>(() => Texts.Render("{{#each list}}{{truncate this 0}}{{/each}}", Hundred));

        Texts.Render("{{#each list}}{{#if @first}}{{this}}{{/if}}{{/each}}", Hundred).ShouldBe("0");
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void Render_BlocksWithinAPartThatCallsItself_AreStoppedOnASmallStack(int depth)
    {
        var text = "{{#*inline \"q\"}}" + Nest("{{#each @root.l}}", "{{/each}}", 60, "{{> q}}") + "{{/inline}}{{> q}}";
        var error = OnSmallStack(new HandlebarsOptions { MaxPartialDepth = depth }, Catalogs.Document("t", text));

        error.ShouldNotBeNull().Problem.Code.ShouldBe(TemplateErrorCode.TooMuchWork);
    }

    [Fact]
    public void Check_DeepBlocksOnASmallStack_AreCompiled()
    {
        OnSmallStack(new HandlebarsOptions(), Catalogs.Document("t", Nest("{{#each @root.l}}", "{{/each}}", 64, "x"))).ShouldBeNull();
        var chain = "{{#if a}}a" + string.Concat(Enumerable.Repeat("{{else if a}}b", 1_500)) + "{{/if}}";
        OnSmallStack(new HandlebarsOptions(), Catalogs.Document("t", chain)).ShouldNotBeNull().Problem.Message.ShouldContain("nested more than 64 deep, counting each else if");
    }

    /// <summary>Texts whose tags are few enough, but all in one method would fill the stack.</summary>
    public static TheoryData<string, string> Wide => new()
    {
        { "values", Self(Repeat("{{a}}", 1_900) + "{{> q}}") },
        { "values behind it", Self("{{> q}}" + Repeat("{{a}}", 1_900)) },
        { "helpers", Self(Repeat("{{upper a}}", 1_900) + "{{> q}}") },
        { "helpers with many values", Self(Repeat("{{or " + Repeat("a ", 60) + "}}", 60) + "{{> q}}") },
        { "blocks", Self(Repeat("{{#if a}}{{/if}}", 950) + "{{> q}}") },
        { "loops", Self(Repeat("{{#each @root.l}}{{a}}{{/each}}", 600) + "{{> q}}") },
        { "parts", Self(Repeat("{{> q}}", 1_900)) },
        { "parts with values", Self(Repeat("{{> q a=l b=l c=l}}", 700)) },
        { "content of a part", "{{#*inline \"q\"}}{{#> q}}" + Repeat("{{a}}", 900) + "{{> @partial-block}}{{/q}}" + Repeat("{{a}}", 900) + "{{/inline}}{{#> q}}x{{/q}}" },
        { "saved part", "{{> wide}}" },
        { "within blocks", Self(Nest("{{#if @root.l}}", "{{/if}}", 60, Repeat("{{a}}", 800) + "{{> q}}")) },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public void Render_WideTextThatIncludesItself_IsStoppedOnAnyStack(string what, string text)
    {
        var wide = Catalogs.Document("wide", Repeat("{{a}}", 1_900) + "{{> wide}}") with { IsPartial = true };
        foreach (var size in (ReadOnlySpan<int>)[256, 1_536])
        {
            OnSmallStack(new HandlebarsOptions { MaxPartialDepth = 64, MaxDuration = TimeSpan.FromMinutes(1) }, Catalogs.Document("t", text), size, wide)
                .ShouldNotBeNull(what).Problem.Code.ShouldBeOneOf(TemplateErrorCode.TooMuchWork, TemplateErrorCode.Failed);
        }
    }

    [Theory]
    [InlineData("{{a}}", 1_999)]
    [InlineData("{{upper a}}", 1_999)]
    [InlineData("{{#if a}}{{/if}}", 999)]
    [InlineData("{{or a a a a a a a a a a a a a a a a}}", 220)]
    public void Render_WideTextOnASmallStack_IsMade(string tag, int times) =>
        OnSmallStack(new HandlebarsOptions(), Catalogs.Document("t", "x" + Repeat(tag, times)), 256).ShouldBeNull();

    [Fact]
    public void Check_ManyInlineParts_AreRefused()
    {
        string Parts(int count) => string.Concat(Enumerable.Range(0, count).Select(static i => $"{{{{#*inline \"p{i}\"}}}}x{{{{/inline}}}}")) + "{{> p1}}";

        OnSmallStack(new HandlebarsOptions(), Catalogs.Document("t", Parts(100)), 256).ShouldBeNull();
        OnSmallStack(new HandlebarsOptions(), Catalogs.Document("t", Parts(101)), 256).ShouldNotBeNull().Problem.Message.ShouldContain("more than 100 inline parts");
    }

    private static string Self(string body) => "{{#*inline \"q\"}}" + body + "{{/inline}}{{> q}}";

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static TemplateException? OnSmallStack(HandlebarsOptions options, TemplateDocument document, int size = 512, params TemplateDocument[] others)
    {
        using var catalog = Catalogs.Of(options, others);
        TemplateException? error = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    catalog.Preview(document, Catalogs.Context(new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"l":[1]}""") }));
                }
                catch (TemplateException caught)
                {
                    error = caught;
                }
            },
            size * 1024);
        thread.Start();
        thread.Join();
        return error;
    }

    private static TemplateErrorCode Code(Exception error)
    {
        while (error is not RenderLimitException && error.InnerException is { } inner)
            error = inner;
        return error.ShouldBeOfType<RenderLimitException>().Code;
    }

    private static string Nest(string open, string close, int depth, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
}
