using Notifications.Rendering;

namespace Notifications.RuleTables;

public sealed class LanguageTagRuleTests
{
    [Theory]
    [InlineData("fr")]
    [InlineData("FR-ca")]
    [InlineData("zh-Hant-TW")]
    [InlineData("zh-cmn-Hans-CN")]
    [InlineData("es-419")]
    [InlineData("de-DE-1996")]
    [InlineData("sl-rozaj-biske-1994")]
    [InlineData("de-CH-1901-u-co-phonebk")]
    [InlineData("en-a-myext-b-another")]
    [InlineData("en-x-US")]
    [InlineData("x-whatever")]
    [InlineData("mas")]
    [InlineData("qaaqaaqa")]
    public void IsTag_WellFormed_IsTaken(string tag) => LanguageTagRule.IsTag(tag).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("x")]
    [InlineData("x-")]
    [InlineData("fr_CA")]
    [InlineData("fr-")]
    [InlineData("-fr")]
    [InlineData("fr--CA")]
    [InlineData("fr-CA ")]
    [InlineData("419")]
    [InlineData("abcdefghi")]
    [InlineData("de-419-DE")]
    [InlineData("a-DE")]
    [InlineData("ar-a")]
    [InlineData("ar-a-b-foo")]
    [InlineData("en-x")]
    [InlineData("en-x-toolongpart1")]
    [InlineData("en-USA-US-GB")]
    [InlineData("frçais")]
    [InlineData("fr\n")]
    [InlineData("fr-\0A")]
    [InlineData("aa-aaaaaaaa-aaaaaaab-aaaaaaac-aaaaaa")]
    public void IsTag_Other_IsNot(string? tag) => LanguageTagRule.IsTag(tag).ShouldBeFalse();
}
