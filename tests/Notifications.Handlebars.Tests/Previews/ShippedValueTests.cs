using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Previews;

/// <summary>Shipped mails with values of another form than they expect.</summary>
public sealed class ShippedValueTests
{
    [Theory]
    [InlineData("infrastructure-alert", """{"service":{"name":"svc","tier":1},"metrics":{"disk":{"used":97},"list":[1,2],"cpu":3}}""", "Service: name: svc, tier: 1", "disk: used: 97", "list: 1, 2", "cpu: 3")]
    [InlineData("infrastructure-alert", """{"message":{"text":"hi"},"metrics":[{"name":"cpu","value":3},{"a":1,"b":[{"c":2}]}]}""", "text: hi", "cpu: 3", "1: a: 1, b: ((c: 2))")]
    [InlineData("order-shipped", """{"items":[null,{"sku":"K-7","quantity":3},{"w":1},{"name":"Pot"}]}""", "- K-7 × 3\n- w: 1\n- Pot")]
    [InlineData("pipeline-failure", """{"error":["a","b"]}""", "a, b")]
    [InlineData("approval-request", """{"requester":{"name":"Jo"},"reason":["x","y"]}""", "name: Jo asks", "x, y")]
    public void Render_ObjectsAndLists_AreReadable(string name, string data, params string[] said)
    {
        var content = Render(name, data);
        content = content with { Text = content.Text.Replace('\u00a0', ' ') };

        (content.Subject + content.Text + content.Html).ShouldNotContain("[object");
        foreach (var words in said)
            content.Text.ShouldContain(words);
        var html = System.Net.WebUtility.HtmlDecode(content.Html)!;
        foreach (var words in said.SelectMany(static s => s.Split('\n')))
            html.ShouldContain(words[(name == "infrastructure-alert" ? words.IndexOf(": ", StringComparison.Ordinal) + 2 : 0)..].Split(" × ")[0].TrimStart('-', ' '));
    }

    [Fact]
    public void Render_EmptyMetricsAndLabels_HaveNoRow()
    {
        var text = Render("infrastructure-alert", """{"metrics":{"empty":"","nil":null,"zero":0}}""", ("none", "")).Text;

        text.ShouldContain("zero: 0");
        text.ShouldNotContain("empty");
        text.ShouldNotContain("nil");
        text.ShouldNotContain("none");
    }

    [Theory]
    [InlineData("{{join v}}", "1, , a, (b: 1, c: (2))")]
    [InlineData("{{join v \"; \"}}", "1; ; a; (b: 1; c: (2))")]
    [InlineData("{{join v.[3]}}", "b: 1, c: (2)")]
    [InlineData("{{join v.[2]}}", "a")]
    [InlineData("{{join none}}", "")]
    public void Join_MembersOfAnyKind_AreReadable(string template, string expected) =>
        Texts.Render(template, """{"v":[1,null,"a",{"b":1,"c":[2]}]}""").ShouldBe(expected);

    [Fact]
    public void Join_NestedDeep_Ends() =>
        Texts.Render("{{join v}}", $$"""{"v":{{string.Concat(Enumerable.Repeat("[", 50))}}{{string.Concat(Enumerable.Repeat("]", 50))}}}""").Length.ShouldBeLessThan(100);

    private static NotificationContent Render(string name, string data, params (string Name, string Value)[] labels)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Time = Texts.Now, Data = EventData.FromJson(data), Labels = labels.ToDictionary(static l => l.Name, static l => l.Value, StringComparer.Ordinal) };
        return catalog.Preview(catalog.Find(name)!, Catalogs.Context(e));
    }
}
