using System.Text.RegularExpressions;

namespace Notifications.Architecture.Tests.Docs;

/// <summary>The page of the journal names the tests that do its failures.</summary>
public sealed partial class FailureCaseTests
{
    [Fact]
    public void Page_NamesTests_ThatExist()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations/journal.md"));
        var named = TestName().Matches(page[page.IndexOf("## What it is tested against", StringComparison.Ordinal)..]).Select(static m => m.Groups[1].Value).ToList();
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        named.Count.ShouldBeGreaterThan(20);
        named.Where(name => !tests.Contains($" {name}(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("`(\\w+_\\w+_\\w+)`")]
    private static partial Regex TestName();
}
