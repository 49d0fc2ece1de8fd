using Notifications.Aggregation;
using Notifications.Publishing;
using Shouldly;

namespace Notifications.Tests.Aggregation;

public sealed class EpisodeTableTests
{
    [Fact]
    public void Find_RuleInAnotherCase_IsTheSame()
    {
        var table = new EpisodeTable();
        var state = new DebounceState("Database", IdentityOf("a"), string.Empty);
        table.Add(state);

        table.Find("dataBASE", IdentityOf("a"), string.Empty).ShouldBeSameAs(state);
        table.Find("Database", IdentityOf("a"), "to:somebody").ShouldBeNull();
        table.Find("Database", IdentityOf("b"), string.Empty).ShouldBeNull();
    }

    [Fact]
    public void Remove_NotThere_ChangesNothing()
    {
        var table = new EpisodeTable();
        var state = new DebounceState("rule", IdentityOf("a"), string.Empty);
        table.Remove(state);
        table.Add(state);
        table.Remove(new DebounceState("rule", IdentityOf("a"), string.Empty));

        table.Find("rule", IdentityOf("a"), string.Empty).ShouldBeSameAs(state);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changes_AtRandom_EqualADictionary(int seed)
    {
        var random = new Random(seed);
        var table = new EpisodeTable();
        var model = new Dictionary<(string Rule, string Subject, string Audience), DebounceState>();
        for (var i = 0; i < 20_000; i++)
        {
            var key = ($"rule{random.Next(12)}", $"thing {random.Next(40)}", random.Next(3) == 0 ? "user:7" : string.Empty);
            var found = table.Find(key.Item1, IdentityOf(key.Item2), key.Item3);
            found.ShouldBeSameAs(model.GetValueOrDefault(key));
            if (found is null)
            {
                table.Add(model[key] = new DebounceState(key.Item1, IdentityOf(key.Item2), key.Item3));
            }
            else if (random.Next(2) == 0)
            {
                table.Remove(found);
                model.Remove(key);
            }
        }

        var all = new List<DebounceState>();
        table.CopyTo(all);
        all.ToHashSet().SetEquals(model.Values).ShouldBeTrue();
        all.Count.ShouldBe(model.Count);
    }

    private static EventIdentity IdentityOf(string subject) => EventIdentity.Of(new NotificationEvent { Type = "disk.full", Subject = subject });
}
