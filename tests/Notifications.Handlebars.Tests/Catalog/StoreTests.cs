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
        ITemplateStore store = files ? new FileTemplateStore(_folder.FullName) : new InMemoryTemplateStore();
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
        var store = new FileTemplateStore(_folder.FullName);

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await store.TryAddAsync(Catalogs.Document("a", $"{i}") with { Version = 1 }, CancellationToken.None))));

        won.Count(static w => w).ShouldBe(1);
        Directory.EnumerateFiles(_folder.FullName, "*.draft", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
