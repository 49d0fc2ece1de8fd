using System.Text.RegularExpressions;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>A page of the documentation, as far as tests ask about it.</summary>
internal sealed partial class MarkdownPage(string path)
{
    private readonly string[] _lines = Repository.Read(path).Split('\n');

    public string Path { get; } = path;

    /// <summary>All pages: the README and everything in docs.</summary>
    public static IEnumerable<string> All => Repository.Files("docs", "*.md").Prepend("README.md");

    /// <summary>The rows of the tables below a heading, each as its cells without code marks; the first row of a table and its rule are left out.</summary>
    public IEnumerable<string[]> Rows(string heading)
    {
        var isInside = false;
        var isHead = true;
        foreach (var line in _lines)
        {
            if (line.StartsWith('#'))
            {
                isInside = line.TrimStart('#').Trim() == heading;
            }
            else if (!line.StartsWith('|'))
            {
                isHead = true;
            }
            else if (isInside && !line.StartsWith("|--", StringComparison.Ordinal))
            {
                if (!isHead)
                    yield return [.. line.Trim().Trim('|').Split('|').Select(static cell => cell.Trim().Replace("`", string.Empty, StringComparison.Ordinal))];
                isHead = false;
            }
        }
    }

    /// <summary>The links to files of this repository, without anchors.</summary>
    public IEnumerable<string> Links() => _lines.SelectMany(static line => Link().Matches(line)).Select(static match => match.Groups[1].Value)
        .Where(static link => !link.Contains("://", StringComparison.Ordinal) && link.Length > 0);

    /// <summary>The C# blocks with the name in the comment before them; null when there is none.</summary>
    public IEnumerable<(string? Name, string Code)> CodeBlocks()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i] != "```csharp")
                continue;
            var name = i > 0 && SnippetMark().Match(_lines[i - 1]) is { Success: true } mark ? mark.Groups[1].Value : null;
            var end = Array.IndexOf(_lines, "```", i + 1);
            yield return (name, string.Join('\n', _lines[(i + 1)..end]));
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]*)(?:#[^)]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("^<!-- snippet: ([a-z0-9-]+) -->$", RegexOptions.CultureInvariant)]
    private static partial Regex SnippetMark();
}
