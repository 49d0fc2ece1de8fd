using System.Text.Json;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Hostile;

/// <summary>Little that asks for much: whatever a template or a payload says ends within the bounds, as a <see cref="TemplateException"/>.</summary>
public sealed class HostileBoundsTests
{
    private static readonly HandlebarsOptions Short = new() { MaxDuration = TimeSpan.FromMilliseconds(50) };

    /// <summary>Markdown that takes the parser the square of its length, and longer than a second each.</summary>
    public static TheoryData<string, int> Squares => new()
    {
        { "[a](", 65_000 }, { "[![x](", 43_000 }, { "*a ", 86_000 }, { "a_ ", 86_000 }, { "a**b", 65_000 }, { "[a", 130_000 }, { "*a_ ", 65_000 }, { "![[]()", 43_000 },
        { "[a](b", 50_000 }, { "1. ", 86_000 }, { "x*", 130_000 }, { "[](", 86_000 }, { "[a](()", 43_000 }, { "[a](<b", 43_000 }, { "[a]: ", 50_000 }, { "| *a", 65_000 },
    };

    public static TheoryData<string, int> Nested => new() { { "[", 2_000 }, { "> ", 2_000 }, { "- > ", 2_000 } };

    [Theory]
    [MemberData(nameof(Squares))]
    public void Preview_MarkdownThatTakesTheSquareOfItsLength_IsStopped(string part, int times)
    {
        var error = Should.Throw<TemplateException>(() =>
        {
            using var catalog = Catalogs.Timed(Short);
            catalog.Preview(Catalogs.Document("t", markdown: "{{{v}}}"), Of(Repeat(part, times)));
        });

        error.Problem.Code.ShouldBe(TemplateErrorCode.TooMuchWork);
        error.Problem.Place.ShouldBe("markdown");
    }

    [Fact]
    public void Preview_MarkdownThatTakesTheSquareOfItsLengthInTheSource_IsStopped()
    {
        using var catalog = Catalogs.Timed(Short);

        Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", markdown: Repeat("[a](", 15_000)), Catalogs.Context())).Problem.Code.ShouldBe(TemplateErrorCode.TooMuchWork);
    }

    [Theory]
    [MemberData(nameof(Nested))]
    public void Preview_MarkdownNestedTooDeep_IsATemplatesFailure(string part, int times)
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions { MaxDuration = TimeSpan.FromMinutes(1), MaxSteps = 10_000_000 });

        var error = Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", markdown: "{{{v}}}"), Of(Repeat(part, times))));

        error.Problem.Code.ShouldBe(TemplateErrorCode.TooMuchWork);
        error.Problem.Message.ShouldContain("nested too deep");
    }

    [Theory]
    [InlineData("# a\n", 60_000)]
    [InlineData("[a](b) ", 37_000)]
    [InlineData("&#1", 80_000)]
    [InlineData("- a\n", 60_000)]
    public void Preview_MarkdownThatGrows_IsStoppedAtTheLengthOfAResult(string part, int times)
    {
        var options = new HandlebarsOptions { MaxDuration = TimeSpan.FromMinutes(1), MaxSteps = 10_000_000 };

        Should.Throw<TemplateException>(() => Preview(options, "{{{v}}}", Repeat(part, times))).Problem.Code.ShouldBe(TemplateErrorCode.OutputTooLong);
        Should.Throw<TemplateException>(() => Preview(options, "{{{v}}}", "|a|b|\n|-|-|\n" + Repeat("|a|b|\n", 40_000))).Problem.Code.ShouldBe(TemplateErrorCode.OutputTooLong);
    }

    [Fact]
    public void Preview_LongMarkdownOfAReport_IsMade()
    {
        var report = "# Night\n\n" + Repeat("A *line* of [text](https://acme.test/a) with `code` in it.\n\n", 1_500);

        Preview(new HandlebarsOptions(), "{{{v}}}", report).Html!.Length.ShouldBeInRange(100_000, 262_144);
    }

    [Theory]
    [InlineData("json", 12)]
    [InlineData("json", 15)]
    [InlineData("encode", 15)]
    public void Preview_HelpersThatDoubleATextAndAgain_AreStopped(string helper, int depth)
    {
        var nested = Repeat($"({helper} ", depth) + "v" + new string(')', depth);
        using var catalog = Catalogs.Of();

        var error = Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", "{{#if " + nested + "}}x{{/if}}"), Of(new string('"', 100_000))));

        error.Problem.Code.ShouldBeOneOf(TemplateErrorCode.OutputTooLong, TemplateErrorCode.TooMuchWork);
        error.Problem.Message.ShouldNotContain("ms");
    }

    [Theory]
    [InlineData("{{#each l}}{{#if (upper ../v)}}{{/if}}{{/each}}")]
    [InlineData("{{#each l}}{{#if ../v}}{{/if}}{{/each}}")]
    [InlineData("{{#each l}}{{#if (eq ../v ../v)}}{{/if}}{{/each}}")]
    [InlineData("{{#each l}}{{#if (truncate ../v 10)}}{{/if}}{{/each}}")]
    [InlineData("{{#each l}}{{#if (json @root.data)}}{{/if}}{{/each}}")]
    public void Preview_HelpersOverALongTextInALoop_AreCountedByItsLength(string template)
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions { MaxDuration = TimeSpan.FromMinutes(1) });

        var error = Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", template), Of(new string('x', 900_000))));

        error.Problem.Message.ShouldContain("more than 100,000 steps");
    }

    [Theory]
    [InlineData("{{#each l}}{{@root.many.[3]}}{{/each}}")]
    [InlineData("{{#each l}}{{@root.names.n3}}{{/each}}")]
    [InlineData("{{#each l}}{{#if @root.many}}{{/if}}{{/each}}{{#each l}}{{join @root.many}}{{/each}}")]
    public void Preview_LongListsAndObjectsInALoop_AreCountedByTheirLength(string template)
    {
        var data = $$"""{"l":[{{string.Join(',', Enumerable.Range(0, 1_000))}}],"many":[{{string.Join(',', Enumerable.Repeat("{}", 100_000))}}],"names":{ {{string.Join(',', Enumerable.Range(0, 50_000).Select(static i => $"\"n{i}\":1"))}} } }""";
        using var catalog = Catalogs.Of(new HandlebarsOptions { MaxDuration = TimeSpan.FromMinutes(1) });

        var error = Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", template), Catalogs.Context(new NotificationEvent { Type = "x", Data = EventData.FromJson(data) })));

        error.Problem.Code.ShouldBeOneOf(TemplateErrorCode.TooMuchWork, TemplateErrorCode.OutputTooLong);
        error.Problem.Message.ShouldNotContain("ms");
    }

    [Theory]
    [InlineData("[a]: b\n", 37_000)]
    [InlineData("[a\n]: b\n", 20_000)]
    [InlineData("> [a]: b\n", 20_000)]
    public void Preview_MarkdownOfManyDefinitionsOfLinks_IsStoppedBeforeTheyAreRead(string line, int times)
    {
        var error = Should.Throw<TemplateException>(() => Preview(new HandlebarsOptions { MaxSteps = 10_000_000 }, "{{{v}}}", Repeat(line, times)));

        error.Problem.Message.ShouldContain("more than 2,000 lines");
    }

    [Fact]
    public void Preview_MarkdownWithDefinitionsOfLinks_IsMade()
    {
        Preview(new HandlebarsOptions(), "{{{v}}}", string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"[a{i}]: https://x.test/{i}\n")) + "\n[a7] and [a999]").Html!
            .ShouldContain("<a href=\"https://x.test/999\">a999</a>");
        Preview(new HandlebarsOptions(), "{{{v}}}", Repeat("Line [a]: b\n", 3_000)).Text.ShouldContain("Line [a]: b");
    }

    [Theory]
    [InlineData("{{and %}}", "a ", 129)]
    [InlineData("{{#if (or %)}}x{{/if}}", "a ", 30_000)]
    [InlineData("{{#each l as |%|}}{{/each}}", "a ", 30_000)]
    [InlineData("{{#*inline \"q\"}}x{{/inline}}{{> q %}}", "k=a ", 6_000)]
    [InlineData("{{#if (or % (or a))}}x{{/if}}", "(not a) ", 60)]
    public void Check_TagsWithManyValues_AreRefused(string template, string value, int times)
    {
        using var catalog = Catalogs.Of();

        catalog.Check(Catalogs.Document("t", template.Replace("%", Repeat(value, times), StringComparison.Ordinal))).ShouldHaveSingleItem().Message.ShouldContain("arguments");
    }

    [Fact]
    public void Check_PathThatLeadsOutAgainAndAgain_IsRefusedWithoutMuchMemory()
    {
        using var catalog = Catalogs.Of();
        var document = Catalogs.Document("t", "{{#each l}}{{" + Repeat("../", 20_000) + "b}}{{/each}}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        catalog.Check(document).ShouldHaveSingleItem().Message.ShouldContain("more than 64 levels");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public void Preview_DataThatIsNoJson_IsATemplatesFailure()
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson("{") };

        Should.Throw<TemplateException>(() => catalog.Preview(Catalogs.Document("t", "{{v}}"), Catalogs.Context(e))).Problem.Code.ShouldBe(TemplateErrorCode.Failed);
    }

    private static NotificationContent Preview(HandlebarsOptions options, string markdown, string value)
    {
        using var catalog = Catalogs.Of(options);
        return catalog.Preview(Catalogs.Document("t", markdown: markdown), Of(value));
    }

    private static TemplateContext Of(string value) => Catalogs.Context(new NotificationEvent
    {
        Type = "x",
        Data = EventData.FromJson($$"""{"v":{{JsonSerializer.Serialize(value)}},"l":[{{string.Join(',', Enumerable.Range(0, 1_000))}}]}"""),
    });

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
