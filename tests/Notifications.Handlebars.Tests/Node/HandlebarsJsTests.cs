using System.Text.Json;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Node;

/// <summary>The same templates over the same data give what npm's handlebars 4.7.10 gives.</summary>
public sealed class HandlebarsJsTests
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Node");
    private static readonly JsonDocument Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Node", "cases.json")));
    private static readonly Lazy<Task<JsonDocument>> Expected = new(RunNodeAsync);

    public static TheoryData<int, string> All
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, one) in Cases.RootElement.EnumerateArray().Index())
                data.Add(index, one.GetProperty("template").GetString()!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Render_SameTemplateAndData_GivesWhatHandlebarsJsGives(int index, string template)
    {
        var one = Cases.RootElement[index];
        var expected = (await Expected.Value).RootElement[index];
        expected.TryGetProperty("error", out var error).ShouldBeFalse($"handlebars.js refuses the case: {error}");
        var partials = one.TryGetProperty("partials", out var parts) ? parts.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()!) : null;

        var actual = Texts.Render(template, one.TryGetProperty("data", out var data) ? data.GetRawText() : "{}", partials: partials);

        actual.ShouldBe(expected.GetProperty("text").GetString());
    }

    private static async Task<JsonDocument> RunNodeAsync()
    {
        var output = Path.Combine(AppContext.BaseDirectory, "npm-output.json");
        await Scripts.RunAsync(["render.mjs", Scripts.Path, "cases.json", output]);
        return JsonDocument.Parse(await File.ReadAllTextAsync(output));
    }
}
