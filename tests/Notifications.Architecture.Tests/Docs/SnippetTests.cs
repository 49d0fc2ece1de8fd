using System.Text;
using System.Text.RegularExpressions;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>The code in the pages is code that compiles: it stands in the folder Snippets, between <c>// snippet: name</c> and <c>// end</c>.</summary>
public sealed partial class SnippetTests
{
    private static readonly Dictionary<string, string> Compiled = ReadAll();

    /// <summary>Pages whose blocks show a verb in passing and are held to the code by tests of their own package.</summary>
    private static readonly string[] Fragments = ["docs/concepts/expressions.md", "docs/concepts/routing.md", "docs/concepts/configuration.md", "docs/channels/"];

    public static TheoryData<string> Pages => [.. MarkdownPage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Blocks_AreCompiledSnippets(string page)
    {
        foreach (var (name, code) in new MarkdownPage(page).CodeBlocks())
        {
            if (name is null && Array.Exists(Fragments, page.StartsWith))
                continue;
            name.ShouldNotBeNull($"{page} has a C# block without <!-- snippet: name --> on the line before it:\n{code}");
            Compiled.ShouldContainKey(name, $"{page} names a snippet that is not in tests/Notifications.Architecture.Tests/Snippets");
            code.ShouldBe(Compiled[name], $"{page}: the block differs from the compiled snippet '{name}'");
        }
    }

    [Fact]
    public void Snippets_AreAllUsed()
    {
        var used = MarkdownPage.All.SelectMany(static page => new MarkdownPage(page).CodeBlocks()).Select(static block => block.Name).ToHashSet(StringComparer.Ordinal);
        Compiled.Keys.Where(name => !used.Contains(name)).ShouldBeEmpty();
    }

    private static Dictionary<string, string> ReadAll()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Repository.Files("tests/Notifications.Architecture.Tests/Snippets", "*.cs"))
        {
            foreach (Match match in Region().Matches(Repository.Read(file)))
            {
                // Two regions of one name are one block: the usings, and the code.
                var code = Unindent(match.Groups[2].Value);
                var name = match.Groups[1].Value;
                all[name] = all.TryGetValue(name, out var before) ? before + "\n\n" + code : code;
            }
        }

        return all;
    }

    private static string Unindent(string code)
    {
        var lines = code.TrimEnd().Split('\n');
        var indent = lines.Where(static line => line.Trim().Length > 0).Min(static line => line.Length - line.TrimStart().Length);
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line.Length >= indent ? line[indent..] : string.Empty).Append('\n');
        return text.ToString().TrimEnd();
    }

    [GeneratedRegex(@"// snippet: ([a-z0-9-]+)\n(.*?)[ ]*// end\b", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}
