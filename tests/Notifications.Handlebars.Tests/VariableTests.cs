using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests;

/// <summary>What declared variables are, when names are an event's own too, and where values are null.</summary>
public sealed class VariableTests
{
    private static readonly NotificationEvent Disk = new() { Type = "disk.full", Subject = "disk", Source = "web-1", Status = NotificationStatus.Firing, Severity = Severity.High, Time = Texts.Now, TenantId = "acme" };

    [Theory]
    [InlineData("subject", "disk")]
    [InlineData("source", "web-1")]
    [InlineData("status", "firing")]
    [InlineData("severity", "High")]
    [InlineData("tenant", "acme")]
    [InlineData("type", "disk.full")]
    public void Preview_RequiredVariableNamedLikeAMemberOfTheEvent_IsTheMember(string name, string expected)
    {
        Render(name, new TemplateVariable { Name = name, Required = true }, Disk).ShouldBe(expected);
    }

    [Fact]
    public void Preview_RequiredVariableThatTheEventLeavesOut_IsMissing()
    {
        Should.Throw<TemplateException>(() => Render("subject", new TemplateVariable { Name = "subject", Required = true }, new NotificationEvent { Type = "x" }))
            .Problem.Code.ShouldBe(TemplateErrorCode.MissingVariable);
        Should.Throw<TemplateException>(() => Render("foo", new TemplateVariable { Name = "foo", Required = true }, With("""{"foo":null}""")))
            .Problem.Code.ShouldBe(TemplateErrorCode.MissingVariable);
    }

    [Theory]
    [InlineData("subject", "{}", "DEF")]
    [InlineData("source", "{}", "DEF")]
    [InlineData("foo", "{}", "DEF")]
    [InlineData("foo", """{"foo":null}""", "DEF")]
    [InlineData("foo", """{"foo":""}""", "")]
    [InlineData("foo", """{"foo":false}""", "false")]
    [InlineData("subject", """{"subject":null}""", "DEF")]
    [InlineData("type", "{}", "x")]
    public void Preview_Default_StandsInForWhatIsMissingOrNull(string name, string data, string expected)
    {
        Render(name, new TemplateVariable { Name = name, Default = "DEF" }, With(data)).ShouldBe(expected);
    }

    private static NotificationEvent With(string data) => new() { Type = "x", Data = EventData.FromJson(data) };

    private static string Render(string name, TemplateVariable variable, NotificationEvent e)
    {
        using var catalog = Catalogs.Of();
        return catalog.Preview(Catalogs.Document("t", $"<{{{{{name}}}}}>") with { Variables = [variable] }, Catalogs.Context(e)).Text[1..^1];
    }
}
