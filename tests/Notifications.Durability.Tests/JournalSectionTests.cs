using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Hosting;
using Notifications.Storage.Journal;

namespace Notifications.Durability;

public sealed class JournalSectionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("journal-section").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Section_EveryOption_HasItsKey()
    {
        await using var host = Host();
        host.OptionsWithoutKey(typeof(JournalOptions)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnce()
    {
        await using var host = Host(("Durabilty", "OsBuffered"), ("Durability", "Fast"), ("SegmentSize", "16 megs"), ("KeyCapacity", "x"));
        var errors = host.Start();
        foreach (var expected in new[]
        {
            "The journal: Given:Durabilty: there is no such key; did you mean 'Durability'?", "The journal: Given:Durability: 'Fast' is not valid; write one of Durable, OsBuffered",
            "The journal: Given:SegmentSize: '16 megs' is not valid; write a size", "The journal: Given:KeyCapacity: 'x' is not valid; write a whole number", "The journal's Path is empty",
        })
        {
            errors.ShouldContain(e => e.StartsWith(expected, StringComparison.Ordinal), expected);
        }

        errors.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("1MiB", 1 << 20)]
    [InlineData("2MB", 2_000_000)]
    [InlineData("131072", 131_072)]
    public async Task Section_Values_AreReadAsTheDocsSay(string size, int expected)
    {
        await using var host = Host(("Path", _directory), ("Durability", "OsBuffered"), ("SegmentSize", size), ("KeyCapacity", "7"), ("ContinueWithLoss", "true"));
        host.Start().ShouldBeEmpty();
        var options = host.Services.GetRequiredService<IOptions<JournalOptions>>().Value;
        (options.Path, options.Durability, options.SegmentSize, options.KeyCapacity, options.ContinueWithLoss).ShouldBe((_directory, JournalDurability.OsBuffered, expected, 7, true));
    }

    [Fact]
    public async Task Start_SegmentSizeIsAboveAll_SaysTheRange()
    {
        await using var host = Host(("Path", _directory), ("SegmentSize", "3GiB"));
        host.Start().ShouldHaveSingleItem().ShouldContain("SegmentSize 2147483647 is out of range");
    }

    [Fact]
    public async Task Change_Bad_IsLogged()
    {
        await using var host = Host(("Path", _directory));
        host.Start().ShouldBeEmpty();

        host.Set(("Path", _directory), ("KeyCapacity", "x"));

        host.Log.ShouldHaveSingleItem().ShouldStartWith("1203 The journal: the changed section was refused");
    }

    [Fact]
    public async Task Start_BySection_KeepsWhatWasAccepted()
    {
        var path = Path.Combine(_directory, "journal");
        await using var host = Host(("Path", path), ("SegmentSize", "64KiB"));
        var engine = host.Services.GetRequiredService<INotificationEngine>();
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await engine.StopAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles(path).ShouldNotBeEmpty();
    }

    private static SectionHost<JournalOptions> Host(params (string, string)[] values) =>
        new(Options.DefaultName, static (n, section) => n.Services.AddNotifications(m => m.AddJournal(section)), values);
}
