using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Catalog;

public sealed class DirectoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");

    [Fact]
    public void Parse_Files_MakeDocuments()
    {
        List<string> reported = [];
        var documents = TemplateFiles.Parse(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["disk/template.json"] = """{"description":"d","tags":["a"],"variables":[{"name":"x","required":true}],"isPartial":true}""",
                ["disk/subject.hbs"] = "S",
                ["disk/ops.slack.blocks.hbs"] = "[]",
                ["disk/fr/text.hbs"] = "T",
                ["@acme/disk/text.hbs"] = "own",
                ["disk/fr/deep/text.hbs"] = "?",
                ["top.hbs"] = "?",
                ["disk/other.hbs"] = "?",
                ["bad/template.json"] = """{"nosuch":1}""",
            },
            (path, _) => reported.Add(path));

        var disk = documents.Single(static d => d.Name == "disk" && d.TenantId is null);
        (disk.Description, disk.IsPartial, disk.Variables[0].Required, disk.Enabled).ShouldBe(("d", true, true, true));
        disk.Texts.ShouldBe(
            [new() { Locale = "fr", Text = "T" }, new() { Channel = "ops.slack", Blocks = "[]" }, new() { Subject = "S" }], ignoreOrder: true);
        documents.ShouldContain(static d => d.TenantId == "acme" && d.Texts[0].Text == "own");
        reported.ShouldBe(["bad/template.json", "disk/fr/deep/text.hbs", "disk/other.hbs", "top.hbs"], ignoreOrder: true);
    }

    [Fact]
    public async Task Directory_FileChanges_IsReadAgain_ABadOneLeavesWhatIsInUse()
    {
        Write("a/text.hbs", "one");
        Write("b/text.hbs", "b");
        using var catalog = Catalog();
        catalog.Find("a")!.Texts[0].Text.ShouldBe("one");

        Write("a/text.hbs", "two");
        await UntilAsync(() => catalog.Find("a")?.Texts[0].Text == "two");
        Write("a/text.hbs", "{{#if}}");
        Write("b/text.hbs", "better");
        await UntilAsync(() => catalog.Find("b")?.Texts[0].Text == "better");

        catalog.Find("a")!.Texts[0].Text.ShouldBe("two");
    }

    [Theory]
    [InlineData("user/text.hbs", "{{nope x}}")]
    [InlineData("user/template.json", "{")]
    [InlineData("part/text.hbs", "{{#if}}")]
    [InlineData("part/template.json", "{\"isPartial\":true")]
    public async Task Reload_FileWentBad_TheFormerTemplateStays(string path, string content)
    {
        Write("part/template.json", """{"isPartial":true}""");
        Write("part/text.hbs", "P");
        Write("user/template.json", """{"variables":[{"name":"x","default":"7"}]}""");
        Write("user/text.hbs", "{{> part}}{{x}}");
        using var catalog = Catalog();

        Write(path, content);
        await catalog.ReloadAsync(CancellationToken.None);

        catalog.Preview(catalog.Find("user")!, Catalogs.Context()).Text.ShouldBe("P7");
        catalog.Current.FindRefusal(path.Split('/')[0], null).ShouldNotBeNull();
        File.Delete(Path.Combine(_folder.FullName, "user/text.hbs"));
        File.Delete(Path.Combine(_folder.FullName, "user/template.json"));
        await catalog.ReloadAsync(CancellationToken.None);
        catalog.Find("user").ShouldBeNull("what is removed goes");
    }

    [Fact]
    public async Task Reload_TheFormerIsBadTooByNow_Goes()
    {
        Write("part/template.json", """{"isPartial":true}""");
        Write("part/text.hbs", "P");
        Write("user/text.hbs", "{{> part}}");
        using var catalog = Catalog();

        Directory.Delete(Path.Combine(_folder.FullName, "part"), recursive: true);
        await catalog.ReloadAsync(CancellationToken.None);

        catalog.Find("user").ShouldBeNull();
    }

    [Fact]
    public async Task Reload_TemplateInUse_IsCompiledBeforeItIsSwapped()
    {
        Write("a/text.hbs", "one");
        using var catalog = Catalog();
        catalog.Current.Compiled(catalog.Find("a")!, "email", "email", "en", null);
        Write("a/text.hbs", "two");

        await catalog.ReloadAsync(CancellationToken.None);

        catalog.Current.CompiledCount.ShouldBe(1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 600 && !holds(); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        holds().ShouldBeTrue();
    }

    private TemplateCatalog Catalog() => new(
        Options.Create(new HandlebarsOptions { ReloadDelay = TimeSpan.FromMilliseconds(20), MaxDuration = TimeSpan.FromMinutes(1) }),
        [new TemplateDirectory(_folder.FullName, TimeSpan.FromMilliseconds(20), TimeProvider.System, NullLogger.Instance)],
        TimeProvider.System,
        NullLogger<TemplateCatalog>.Instance);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
