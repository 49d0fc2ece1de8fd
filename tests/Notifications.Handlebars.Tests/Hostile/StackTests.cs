using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Hostile;

/// <summary>No text takes more stack than there is: what .NET gives a thread is 8 MiB here, 1.5 MiB elsewhere, and less where somebody says so. A test that fails ends the process.</summary>
public sealed class StackTests
{
    public static TheoryData<string> Tags => new()
    {
        "{{a}}", "{{{a}}}", "{{upper a}}", "{{upper (lower (upper a))}}", "{{and a b c d e f g h}}", "{{#if a}}{{/if}}", "{{#if (eq a \"x\")}}y{{else}}{{b}}{{/if}}",
        "{{#each @root.l}}{{this}}{{/each}}", "{{#with @root.o}}{{a}}{{/with}}", "{{#o}}{{a}}{{/o}}", "{{> leaf}}", "{{> leaf a=b c=d}}", "{{date a \"long\"}}", "{{../a}}",
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void Render_ManyTags_EndsInOrderOnAnyStack(string tag)
    {
        foreach (var count in (int[])[400, 2_000])
        {
            foreach (var kilobytes in (int[])[256, 1_536])
            {
                var text = string.Concat(Enumerable.Repeat(tag, count));
                OnStack(kilobytes, () => Texts.Render(text, "{\"a\":\"1\",\"l\":[1],\"o\":{\"a\":2}}", partials: Leaf()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Render_PartsThatCallThemselvesWithManyTags_EndsInOrderOnAnyStack(string tag)
    {
        foreach (var count in (int[])[20, 190, 1_900])
        {
            var body = string.Concat(Enumerable.Repeat(tag, count));
            foreach (var kilobytes in (int[])[256, 1_024, 1_536])
            {
                OnStack(kilobytes, () => Texts.Render("{{#*inline \"q\"}}" + body + "{{> q}}{{/inline}}{{> q}}", "{\"l\":[1],\"o\":{}}", partials: Leaf()));
                OnStack(kilobytes, () => Texts.Render("{{> q}}", "{\"l\":[1],\"o\":{}}", partials: Leaf(body + "{{> q}}")));
            }
        }
    }

    [Fact]
    public void Render_ManyTagsWithRoom_IsRendered() =>
        Texts.Render(string.Concat(Enumerable.Repeat("{{a}}", 2_000)), "{\"a\":\"x\"}").Length.ShouldBe(2_000);

    [Theory]
    [InlineData(30_000)]
    [InlineData(129)]
    public void Compile_ManyArguments_IsRefused(int count) =>
        Should.Throw<TemplateException>(() => Texts.Render("{{and " + string.Concat(Enumerable.Repeat("a ", count)) + "}}")).Problem.Message.ShouldContain("arguments");

    [Fact]
    public void Compile_ManyLevelsUp_IsRefused() =>
        Should.Throw<TemplateException>(() => Texts.Render("{{#each l}}{{" + string.Concat(Enumerable.Repeat("../", 15_000)) + "b}}{{/each}}")).Problem.Message.ShouldContain("levels");

    [Fact]
    public void Compile_ManyTagsAndArguments_IsRefused() =>
        Should.Throw<TemplateException>(() => Texts.Render(string.Concat(Enumerable.Repeat("{{and a b c d e f}}", 1_000)))).Problem.Message.ShouldContain("4,000");

    private static Dictionary<string, string> Leaf(string? q = null) => new(StringComparer.Ordinal) { ["leaf"] = "x", ["q"] = q ?? string.Empty };

    private static void OnStack(int kilobytes, Func<string> render)
    {
        Exception? unexpected = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    render();
                }
                catch (Exception error)
                {
                    for (var cause = error; cause is not null; cause = cause.InnerException)
                    {
                        if (cause is TemplateException or Rendering.RenderLimitException or HandlebarsDotNet.HandlebarsException)
                            return;
                    }

                    unexpected = error;
                }
            },
            kilobytes * 1024);
        thread.Start();
        thread.Join();
        unexpected.ShouldBeNull();
    }
}
