namespace Notifications.Expressions.Tests;

/// <summary>Patterns mean what RE2 says, although the engine is that of .NET.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("abc", "b", true)]
    [InlineData("abc", "^b", false)]
    [InlineData("abc\n", "c$", false)]
    [InlineData("abc\n", "(?m)c$", true)]
    [InlineData("a\nb", "(?m)^b", true)]
    [InlineData("a\nb", "(?m:^b)", true)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("a\nb", "(?s:a.)b", true)]
    [InlineData("a\nb", "(?s)(?-s:a.)b", false)]
    [InlineData("ABC", "(?i)abc", true)]
    [InlineData("ABc", "(?i:ab)c", true)]
    [InlineData("ABC", "(?i:ab)c", false)]
    [InlineData("٣", "\\d", false)]
    [InlineData("é", "\\w", false)]
    [InlineData("é", "\\W", true)]
    [InlineData("\v", "\\s", false)]
    [InlineData("a b", "a\\sb", true)]
    [InlineData("😀", "^.$", true)]
    [InlineData("😀", "^..$", false)]
    [InlineData("😀😀", "^😀+$", true)]
    [InlineData("😀", "^[^a]$", true)]
    [InlineData("😀", "^[😀-😎]$", true)]
    [InlineData("🤀", "^[😀-😎]$", false)]
    [InlineData("a", "^[a😀]$", true)]
    [InlineData("😀", "^[^😀]$", false)]
    [InlineData("𐀀", "^[\\x{10000}-\\x{10FFFF}]$", true)]
    [InlineData("\ue000", "^[\\x{D000}-\\x{E001}]$", true)]
    [InlineData("a-b]", "^[a\\-b\\]]+$", true)]
    [InlineData("]", "[]]", true)]
    [InlineData("a", "[[:alpha:]]", true)]
    [InlineData("1", "[[:^alpha:]]", true)]
    [InlineData("1", "[[:alpha:]_]", false)]
    [InlineData("É", "\\p{Lu}", true)]
    [InlineData("É", "\\pL", true)]
    [InlineData("É", "[^\\p{L}]", false)]
    [InlineData("1", "\\P{L}", true)]
    [InlineData("1", "\\p{^L}", true)]
    [InlineData("a", "(?P<name>a)", true)]
    [InlineData("a", "(?<name>a)", true)]
    [InlineData("a.b", "\\Qa.b\\E", true)]
    [InlineData("axb", "\\Qa.b\\E", false)]
    [InlineData("a", "\\x61", true)]
    [InlineData("S", "\\123", true)]
    [InlineData("a{b", "a{b", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("aaa", "^a{2,}?$", true)]
    [InlineData("a b", "a b", true)]
    [InlineData("a#b", "a#b", true)]
    [InlineData("word", "\\bword\\b", true)]
    public void Matches_Re2Syntax_MeansTheSame(string text, string pattern, bool expected)
    {
        var program = new CelEnvironmentBuilder<(string Text, string Pattern)>()
            .Variable("text", CelType.String, static c => CelValue.FromString(c.Text))
            .Variable("pattern", CelType.String, static c => CelValue.FromString(c.Pattern))
            .Build().Compile("text.matches(pattern)", CelType.Bool);

        program.EvaluateBool((text, pattern), out var error).ShouldBe(expected);
        error.ShouldBeNull();
    }
}
