using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Tests.Support;
using Notifications.Simulation;
using Notifications.Tests.Http;

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
                ["disk/fr/template.json"] = """{"enabled":false}""",
                ["disk/zh_TW/text.hbs"] = "tw",
                ["disk/FR/html.hbs"] = "<p>",
                ["disk/français/text.hbs"] = "?",
                ["null/template.json"] = """{"variables":null,"tags":null}""",
                ["null/text.hbs"] = "n",
                ["bad/template.json"] = """{"nosuch":1}""",
            },
            (path, _) => reported.Add(path));

        var disk = documents.Single(static d => d.Name == "disk" && d.TenantId is null);
        (disk.Description, disk.IsPartial, disk.Variables[0].Required, disk.Enabled).ShouldBe(("d", true, true, true));
        disk.Texts.ShouldBe(
            [new() { Locale = "FR", Text = "T", Html = "<p>" }, new() { Locale = "zh-TW", Text = "tw" }, new() { Channel = "ops.slack", Blocks = "[]" }, new() { Subject = "S" }], ignoreOrder: true);
        documents.ShouldContain(static d => d.TenantId == "acme" && d.Texts[0].Text == "own");
        documents.Single(static d => d.Name == "null").Variables.ShouldBeEmpty();
        reported.ShouldBe(["bad/template.json", "disk/français/text.hbs", "disk/fr/template.json", "disk/fr/deep/text.hbs", "disk/other.hbs", "top.hbs"], ignoreOrder: true);
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

    [Fact]
    public async Task Read_FilesThatCannotBeRead_AreSaidOnceAndTheOthersUsed()
    {
        using var log = new LogRecorder();
        Write("a/text.hbs", "one");
        Write("b/text.hbs", "b");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "b", "html.hbs"), [(byte)'u', 0xE9]);
        File.WriteAllText(Path.Combine(_folder.FullName, "a", "subject.hbs"), "Émile", System.Text.Encoding.Unicode);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "a", "html.hbs"), "nowhere.hbs");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "a", ".#text.hbs"), "nowhere.hbs");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "loop"), ".");
        await MakePipeAsync(Path.Combine(_folder.FullName, "a", "markdown.hbs"));
        using var catalog = Catalog(log);

        await catalog.ReloadAsync(CancellationToken.None);

        catalog.Find("a")!.Texts.ShouldHaveSingleItem().Subject.ShouldBe("Émile");
        catalog.Find("b")!.Texts[0].Text.ShouldBe("b");
        string[] said = [.. log.Lines.Where(static l => l.StartsWith("2002 ", StringComparison.Ordinal) && !l.Contains("loop/", StringComparison.Ordinal))];
        said.Length.ShouldBe(2, string.Join('\n', said));
        said[0].ShouldContain("a/html.hbs cannot be used: there is no such file");
        said[1].ShouldContain("b/html.hbs cannot be used: the file is no UTF-8");
    }

    [Fact]
    public void Read_KubernetesConfigMap_IsReadThroughItsLinks()
    {
        Write("disk/..2026_01_31/text.hbs", "from a map");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "disk", "..data"), "..2026_01_31");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "disk", "text.hbs"), "..data/text.hbs");
        Write("..2026_01_31/web/text.hbs", "one level higher");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "..data"), "..2026_01_31");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "web"), "..data/web");
        Write(".git/x/text.hbs", "?");
        using var log = new LogRecorder();
        using var catalog = Catalog(log);

        catalog.Find("disk")!.Texts.ShouldHaveSingleItem().Text.ShouldBe("from a map");
        catalog.Find("web")!.Texts.ShouldHaveSingleItem().Text.ShouldBe("one level higher");
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Directory_RemovedAndMadeAgain_StaysInUseAndIsReadAgain()
    {
        using var log = new LogRecorder();
        var clock = new SimulatedClock(Texts.Now);
        var path = Path.Combine(_folder.FullName, "t");
        Write("t/a/text.hbs", "one");
        using var catalog = Catalog(log, path, clock);

        Directory.Delete(path, recursive: true);
        await catalog.ReloadAsync(CancellationToken.None);
        await catalog.ReloadAsync(CancellationToken.None);
        catalog.Find("a")!.Texts[0].Text.ShouldBe("one");
        log.Lines.Count(static l => l.StartsWith("2004 ", StringComparison.Ordinal)).ShouldBe(1);

        Write("t/a/text.hbs", "another");
        await UntilAsync(() => catalog.Find("a")!.Texts[0].Text == "another", () => clock.Advance(TimeSpan.FromMinutes(1)));
        Write("t/a/text.hbs", "a third");
        await UntilAsync(() => catalog.Find("a")!.Texts[0].Text == "a third", () => clock.Advance(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Directory_LinkThatIsSwitched_IsReadAgain()
    {
        var clock = new SimulatedClock(Texts.Now);
        Write("r1/a/text.hbs", "release 1");
        Write("r2/a/text.hbs", "the release 2");
        var path = Path.Combine(_folder.FullName, "current");
        File.CreateSymbolicLink(path, "r1");
        using var catalog = Catalog(null, path, clock);
        catalog.Find("a")!.Texts[0].Text.ShouldBe("release 1");

        File.Delete(path);
        File.CreateSymbolicLink(path, "r2");

        await UntilAsync(() => catalog.Find("a")!.Texts[0].Text == "the release 2", () => clock.Advance(TimeSpan.FromMinutes(1)));
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Exists(path).ShouldBeTrue();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task UntilAsync(Func<bool> holds, Action? meanwhile = null)
    {
        for (var i = 0; i < 600 && !holds(); i++)
        {
            meanwhile?.Invoke();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        holds().ShouldBeTrue();
    }

    private TemplateCatalog Catalog(ILogger? log = null, string? path = null, TimeProvider? clock = null) => new(
        Options.Create(new HandlebarsOptions { ReloadDelay = TimeSpan.FromMilliseconds(20), MaxDuration = TimeSpan.FromMinutes(1) }),
        [new TemplateDirectory(path ?? _folder.FullName, TimeSpan.FromMilliseconds(20), clock ?? TimeProvider.System, log ?? NullLogger.Instance)],
        TimeProvider.System,
        NullLogger<TemplateCatalog>.Instance);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
