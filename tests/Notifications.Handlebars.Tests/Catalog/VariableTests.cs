using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Catalog;

/// <summary>Where a declared variable's value comes from.</summary>
public sealed class VariableTests
{
    private static readonly TemplateDocument Required = Catalogs.Document("t", "{{subject}}") with { Variables = [new() { Name = "subject", Required = true }] };

    private static readonly TemplateDocument Optional = Catalogs.Document("t", "{{subject}}|{{foo}}|{{time}}") with
    {
        Variables = [new() { Name = "subject", Default = "DEF" }, new() { Name = "foo", Default = "FOO" }],
    };

    [Fact]
    public void Preview_RequiredNameOfTheEventsOwn_IsThere() => Render(Required, new NotificationEvent { Type = "x", Subject = "disk" }).ShouldBe("disk");

    [Fact]
    public void Preview_RequiredNameThatTheEventLeavesEmpty_IsMissing() =>
        Should.Throw<TemplateException>(() => Render(Required, new NotificationEvent { Type = "x" })).Problem.Code.ShouldBe(TemplateErrorCode.MissingVariable);

    [Theory]
    [InlineData(null, "{}", "DEF|FOO|")]
    [InlineData("disk", "{}", "disk|FOO|")]
    [InlineData("disk", """{"foo":null,"subject":null}""", "DEF|FOO|")]
    [InlineData("disk", """{"foo":"","subject":0}""", "0||")]
    public void Preview_DefaultsOfNames_StandInForWhatIsMissingOrNull(string? subject, string data, string expected) =>
        Render(Optional, new NotificationEvent { Type = "x", Subject = subject, Data = EventData.FromJson(data) }).ShouldBe(expected);

    private static string Render(TemplateDocument document, NotificationEvent e)
    {
        using var catalog = Catalogs.Of();
        return catalog.Preview(document, Catalogs.Context(e)).Text;
    }
}
