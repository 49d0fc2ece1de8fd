using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Hostile;

/// <summary>Measures the memory of the whole process, and so runs when no other test does.</summary>
[CollectionDefinition(nameof(RetainedMemoryTests), DisableParallelization = true)]
[Collection(nameof(RetainedMemoryTests))]
public sealed class RetainedMemoryTests
{
    [Fact]
    public void Render_ManyDistinctNamesInPayloads_LeaveNothingBehind()
    {
        var document = Catalogs.Document("t", "{{#each data}}{{lookup ../data @key}}{{/each}}{{> row label=type}}");
        var row = Catalogs.Document("row", "{{label}}") with { IsPartial = true };
        using var both = Catalogs.Of(document, row);
        var compiled = both.Current.Compile(both.Find("t")!, "email", "email", "en", null);
        var least = long.MaxValue;

        // The runtime allocates for itself: what stays behind does so in every round.
        for (var round = 0; round < 5; round++)
            least = Math.Min(least, Grow(round * 3_000));

        least.ShouldBeLessThan(400_000);

        long Grow(int from)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = from; i < from + 3_000; i++)
                Render(i);
            return GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        void Render(int i)
        {
            var e = new NotificationEvent { Type = "x", Data = EventData.FromJson($$"""{"name{{i}}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1,"other{{i}}bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb":2}""") };
            TemplateRendering.Render(compiled, Catalogs.Context(e), new Values.BrandObject(new BrandOptions()), "UTC", Texts.StillClock, Texts.Limits);
        }
    }
}
