using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Storage;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Catalog;

public sealed class StoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Store_Versions_AreReadBackAsTheyWere(bool files)
    {
        ITemplateStore store = files ? Files() : new InMemoryTemplateStore();
        var document = Catalogs.Document("a.B", "text {{x}}", "s", "<p>", "[]", "*m*") with
        {
            TenantId = "../we/ird\u00e9:tenant",
            Tags = ["t"],
            Variables = [new() { Name = "x", Required = true, Description = "d" }],
            Enabled = false,
            Version = 1,
            CreatedBy = "ann",
            CreatedAt = Texts.Now,
        };

        (await store.TryAddAsync(document, CancellationToken.None)).ShouldBeTrue();
        (await store.TryAddAsync(document, CancellationToken.None)).ShouldBeFalse();
        (await store.TryAddAsync(document with { Version = 3 }, CancellationToken.None)).ShouldBeFalse();
        (await store.TryAddAsync(document with { Version = 2, Enabled = true }, CancellationToken.None)).ShouldBeTrue();
        (await store.TryAddAsync(document with { TenantId = null }, CancellationToken.None)).ShouldBeTrue();
        (await store.TryAddAsync(document with { Name = "a.b" }, CancellationToken.None)).ShouldBeTrue();

        var history = await store.ReadHistoryAsync("a.B", document.TenantId, CancellationToken.None);
        history.Select(static d => d.Version).ShouldBe([2, 1]);
        history[1].ShouldBeEquivalentTo(document with { Tags = history[1].Tags, Variables = history[1].Variables, Texts = history[1].Texts });
        history[1].Texts.ShouldBe(document.Texts);
        history[1].Variables.ShouldBe(document.Variables);
        (await store.ReadAllAsync(CancellationToken.None)).Count.ShouldBe(3);
        (await store.ReadHistoryAsync("none", null, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FileStore_ManyWritersOfOneVersion_OneWins()
    {
        var store = Files();

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await store.TryAddAsync(Catalogs.Document("a", $"{i}") with { Version = 1 }, CancellationToken.None))));

        won.Count(static w => w).ShouldBe(1);
        Directory.EnumerateFiles(_folder.FullName, "*.draft", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Store_MoreVersionsThanAreKept_TheOldestGo(bool files)
    {
        ITemplateStore store = files ? Files(maxVersions: 3) : new InMemoryTemplateStore(maxVersions: 3);

        for (var version = 1; version <= 5; version++)
            (await store.TryAddAsync(Catalogs.Document("a", $"{version}") with { Version = version }, CancellationToken.None)).ShouldBeTrue();

        (await store.ReadHistoryAsync("a", null, CancellationToken.None)).Select(static d => d.Version).ShouldBe([5, 4, 3]);
        (await store.RemoveAsync("a", null, CancellationToken.None)).ShouldBeTrue();
        (await store.RemoveAsync("b", null, CancellationToken.None)).ShouldBeFalse();
        (await store.ReadAllAsync(CancellationToken.None)).ShouldBeEmpty();
        (await store.TryAddAsync(Catalogs.Document("a", "new") with { Version = 1 }, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task FileStore_NewestVersionIsDamaged_TheOneBeforeItServesAndIsSavedUpon()
    {
        using var catalog = Catalogs.Of(Files());
        await catalog.SaveAsync(Catalogs.Document("a", "one"), CancellationToken.None);
        await catalog.SaveAsync(Catalogs.Document("a", "two"), CancellationToken.None);
        await catalog.SaveAsync(Catalogs.Document("b", "b"), CancellationToken.None);
        var newest = Directory.EnumerateFiles(_folder.FullName, "00000002.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(newest, "{ broken", TestContext.Current.CancellationToken);

        await catalog.ReloadAsync(CancellationToken.None);
        catalog.Find("a")!.Texts[0].Text.ShouldBe("one");
        File.Exists(newest + ".damaged").ShouldBeTrue();
        var saved = await catalog.SaveAsync(Catalogs.Document("a", "three"), CancellationToken.None);

        saved.Document!.Version.ShouldBe(2);
        catalog.Find("b").ShouldNotBeNull();
    }

    [Fact]
    public async Task FileStore_DiskDoesNotConfirm_IsNotSaved()
    {
        var document = Catalogs.Document("a", "one") with { Version = 1 };
        (await Files().TryAddAsync(document, CancellationToken.None)).ShouldBeTrue();
        var store = new FileTemplateStore(_folder.FullName, 100, NullLogger.Instance, static _ => throw new IOException("The disk did not confirm a write.", 5));

        (await Should.ThrowAsync<IOException>(async () => await store.TryAddAsync(document with { Version = 2 }, CancellationToken.None))).HResult.ShouldBe(5);

        (await store.ReadHistoryAsync("a", null, CancellationToken.None)).Select(static d => d.Version).ShouldBe([1]);
        Directory.EnumerateFiles(_folder.FullName, "*.draft", SearchOption.AllDirectories).ShouldBeEmpty();
        (await Files().TryAddAsync(document with { Version = 2 }, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Save_PartThatOthersInclude_IsRefusedWhenTheyCouldNotBeMade()
    {
        using var catalog = Catalogs.Of(new InMemoryTemplateStore());
        var part = Catalogs.Document("part", "P") with { IsPartial = true };
        await catalog.SaveAsync(part, CancellationToken.None);
        await catalog.SaveAsync(Catalogs.Document("user", "{{> part}}"), CancellationToken.None);

        var disabled = await catalog.SaveAsync(part with { Enabled = false }, CancellationToken.None);
        var textless = await catalog.SaveAsync(part with { Texts = [new TemplateTexts { Html = "<p>" }] }, CancellationToken.None);
        var removed = await catalog.RemoveAsync("part", null, CancellationToken.None);

        foreach (var refused in new[] { disabled, textless, removed })
            refused.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("'user' includes 'part'");
        (await catalog.SaveAsync(part with { Texts = [new TemplateTexts { Text = "Q" }] }, CancellationToken.None)).IsSaved.ShouldBeTrue();
        catalog.Preview(catalog.Find("user")!, Catalogs.Context()).Text.ShouldBe("Q");
        (await catalog.RemoveAsync("user", null, CancellationToken.None)).IsSaved.ShouldBeTrue();
        (await catalog.RemoveAsync("part", null, CancellationToken.None)).IsSaved.ShouldBeTrue();
        catalog.Find("part").ShouldBeNull();
        (await catalog.RemoveAsync("part", null, CancellationToken.None)).Problems[0].Code.ShouldBe(TemplateErrorCode.NotFound);
    }

    [Fact]
    public async Task Save_TenantsPart_IsRefusedWhenWhatAllShareCouldNotBeMade()
    {
        using var catalog = Catalogs.Of(new InMemoryTemplateStore());
        var row = catalog.Find("email-row")! with { TenantId = "acme" };

        var refused = await catalog.SaveAsync(row with { Texts = [new TemplateTexts { Text = "x" }] }, CancellationToken.None);

        refused.Problems.ShouldHaveSingleItem().Message.ShouldContain("includes 'email-row' and could not be made any more");
        (await catalog.SaveAsync(row with { Texts = [new TemplateTexts { Html = "<tr></tr>" }] }, CancellationToken.None)).IsSaved.ShouldBeTrue();
    }

    [Fact]
    public async Task Save_VersionOfATemplateThatWasRemovedAndMadeAnew_IsAConflict()
    {
        var clock = new Notifications.Simulation.SimulatedClock(Texts.Now);
        using var catalog = new TemplateCatalog(Options.Create(new HandlebarsOptions()), [], clock, NullLogger<TemplateCatalog>.Instance, new InMemoryTemplateStore());
        var mine = (await catalog.SaveAsync(Catalogs.Document("a", "one"), CancellationToken.None)).Document!;
        await catalog.RemoveAsync("a", null, CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(1));
        var theirs = (await catalog.SaveAsync(Catalogs.Document("a", "theirs"), CancellationToken.None)).Document!;

        (await catalog.SaveAsync(mine with { Description = "edited" }, CancellationToken.None)).Problems.ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.Conflict);
        (await catalog.SaveAsync(theirs with { Description = "edited" }, CancellationToken.None)).Document!.Version.ShouldBe(2);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await catalog.RollBackAsync("a", null, 1, cancellationToken: CancellationToken.None)).Document!.Version.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"name":"a","texts":[{"text":"two"}],"version":2}""", "two")]
    [InlineData("""{"name":"a","texts":[{"text":"two"}],"tags":null,"variables":null,"version":2}""", "two")]
    [InlineData("""{"name":"a","texts":null,"version":2}""", "one")]
    [InlineData("""{"name":"a","texts":[null],"version":2}""", "one")]
    [InlineData("""{"name":"a","texts":[{"text":"x"}],"variables":[null],"version":2}""", "one")]
    [InlineData("""{"name":null,"texts":[{"text":"x"}],"version":2}""", "one")]
    [InlineData("""{"name":"a","texts":[{"text":"x"}],"version":2,"ofALaterRelease":1}""", "one")]
    [InlineData("null", "one")]
    public async Task FileStore_VersionLacksSomething_HasItsDefaultsOrTheOneBeforeServes(string json, string expected)
    {
        using var catalog = Catalogs.Of(Files());
        await catalog.SaveAsync(Catalogs.Document("a", "one"), CancellationToken.None);
        var first = Directory.EnumerateFiles(_folder.FullName, "00000001.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(first.Replace("00000001", "00000002", StringComparison.Ordinal), json, TestContext.Current.CancellationToken);

        await catalog.ReloadAsync(CancellationToken.None);

        catalog.Find("a").ShouldNotBeNull().Enabled.ShouldBeTrue();
        catalog.Preview(catalog.Find("a")!, Catalogs.Context()).Text.ShouldBe(expected);
        (await catalog.SaveAsync(Catalogs.Document("b", "b"), CancellationToken.None)).IsSaved.ShouldBeTrue();
    }

    [Fact]
    public async Task Catalog_StoreGivesWhatIsNotWhole_TheOthersAreUsed()
    {
        using var catalog = Catalogs.Of(new OddStore(
        [
            null!, new() { Name = null! }, new() { Name = "a", Texts = null! }, new() { Name = "b", Variables = null! }, new() { Name = "c", Texts = [null!] },
            Catalogs.Document("good", "good"),
        ]));

        await catalog.ReloadAsync(CancellationToken.None);

        catalog.List().Select(static d => d.Name).ShouldContain("good");
        foreach (var odd in new[] { "a", "b", "c" })
            catalog.Find(odd).ShouldBeNull();
        (await catalog.SaveAsync(new TemplateDocument { Name = "x", Texts = null! }, CancellationToken.None)).Problems.ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.InvalidDocument);
        Should.Throw<TemplateException>(() => catalog.Preview(new TemplateDocument { Name = "x", Tags = null! }, Catalogs.Context()));
    }

    private sealed class OddStore(IReadOnlyList<TemplateDocument> documents) : ITemplateStore
    {
        public ValueTask<IReadOnlyList<TemplateDocument>> ReadAllAsync(CancellationToken cancellationToken) => new(documents);

        public ValueTask<IReadOnlyList<TemplateDocument>> ReadHistoryAsync(string name, string? tenantId, CancellationToken cancellationToken) => new([]);

        public ValueTask<bool> TryAddAsync(TemplateDocument document, CancellationToken cancellationToken) => new(false);

        public ValueTask<bool> RemoveAsync(string name, string? tenantId, CancellationToken cancellationToken) => new(false);
    }

    private FileTemplateStore Files(int maxVersions = 100) => new(_folder.FullName, maxVersions, NullLogger.Instance);

    public void Dispose() => _folder.Delete(recursive: true);
}
