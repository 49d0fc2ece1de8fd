using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Sections;

namespace Notifications.Tests.Configuration;

public sealed class SectionOptionsTests
{
    [Fact]
    public async Task Change_Bad_WhoeverAsksLaterGetsTheLastGood()
    {
        await using var host = Host(("Count", "1"));
        host.Start().ShouldBeEmpty();
        host.Set(("Count", "x"));

        using (var scope = host.Services.CreateScope())
            scope.ServiceProvider.GetRequiredService<IOptionsSnapshot<Sample>>().Get("sample").Count.ShouldBe(1);
        host.Services.GetRequiredService<IOptionsMonitorCache<Sample>>().Clear();
        host.Options.Count.ShouldBe(1);
        host.Log.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Change_SectionIsGone_CodesValuesAreBack()
    {
        await using var host = Host(("Count", "1"), ("Names:0", "a"), ("Names:1", "b"));
        host.Start().ShouldBeEmpty();
        host.Options.Names.ShouldBe(["a", "b"]);
        host.Set();
        (host.Options.Count, host.Options.Names.Single()).ShouldBe((7, "code"));
    }

    [Fact]
    public async Task Change_ToAText_IsRefusedWithoutRepeatingIt()
    {
        await using var host = Host(("Count", "1"));
        host.Start().ShouldBeEmpty();
        host.Set(("", "top-secret"));
        host.Log.ShouldHaveSingleItem().ShouldContain("Given: is a text; write a section with keys");
        host.Log[0].ShouldNotContain("secret");
        host.Options.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_ListenerThrows_IsLoggedAndTheChangeIsInForce()
    {
        await using var host = Host(("Count", "1"));
        host.Start().ShouldBeEmpty();
        using var listening = host.Services.GetRequiredService<IOptionsMonitor<Sample>>().OnChange(static (_, _) => throw new InvalidOperationException("no"));
        host.Set(("Count", "2"));
        host.Log.ShouldHaveSingleItem().ShouldStartWith("1204 Sample 'sample'");
        host.Options.Count.ShouldBe(2);

        host.Set(("Count", "3"));
        host.Options.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Change_VariableIsMissing_IsLogged()
    {
        await using var host = new SectionHost<Sample>("sample", static (n, section) => Add(n, section.WithEnvironment()), ("Count", "1"));
        host.Start().ShouldBeEmpty();
        host.Set(("Count", "${NOTIFICATIONS_TESTS_NOT_THERE}"));
        host.Log.ShouldHaveSingleItem().ShouldContain("NOTIFICATIONS_TESTS_NOT_THERE");
        host.Options.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_CodeThatConfiguresThrows_IsLogged()
    {
        await using var host = new SectionHost<Sample>("sample", static (n, section) =>
        {
            Add(n, section);
            n.Services.Configure<Sample>("sample", static o => _ = 1 / (2 - o.Count));
        }, ("Count", "1"));
        host.Start().ShouldBeEmpty();
        host.Set(("Count", "2"));
        host.Log.ShouldHaveSingleItem().ShouldContain("could not be read");
        host.Options.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Map_TextOrSectionInIt_IsAnError()
    {
        await using var host = Host(("Map:a", "1"), ("Map:b:c", "2"), ("Ports:0", "80"), ("Ports:1", "x"), ("Url", "not a url"), ("Long", new string('9', 200)));
        host.Start().ShouldBe(
        [
            "Sample 'sample': Given:Map:b: is a section or null; write a text.",
            "Sample 'sample': Given:Ports:1: 'x' is not valid; write a whole number.",
            "Sample 'sample': Given:Url: 'not a url' is not valid; write an absolute URL such as https://example.com/.",
            $"Sample 'sample': Given:Long: '{new string('9', 64)}…' is not valid; write a size: bytes such as 65536, or a number with KiB, MiB, GiB, KB, MB or GB, such as 16MiB.",
        ], ignoreOrder: true);
    }

    private static SectionHost<Sample> Host(params (string, string)[] values) => new("sample", Add, values);

    private static void Add(INotificationsBuilder builder, IConfiguration section) => builder.Services.AddOptions<Sample>("sample")
        .Configure(static o => o.Names.Add("code"))
        .ValidateOnStart()
        .BindSection(section, "Sample 'sample'", static (reader, options) =>
        {
            reader.Number("Count", v => options.Count = v);
            reader.Texts("Names", options.Names);
            reader.Numbers("Ports", options.Ports);
            reader.Map("Map", options.Map);
            reader.Url("Url", v => options.Url = v);
            reader.Size("Long", v => options.Long = v);
        });

    private sealed class Sample
    {
        public int Count { get; set; } = 7;

        public IList<string> Names { get; } = [];

        public IList<int> Ports { get; } = [];

        public IDictionary<string, string> Map { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

        public Uri? Url { get; set; }

        public long Long { get; set; }
    }
}
