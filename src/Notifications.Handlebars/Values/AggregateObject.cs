namespace Notifications.Handlebars.Values;

/// <summary>What a message stands for, as templates see it.</summary>
internal sealed class AggregateObject(AggregateSummary aggregate) : TemplateObject
{
    private static readonly string[] AllNames = ["count", "first", "last", "samples"];

    public override IEnumerable<string> Names => AllNames;

    public override bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "count" => (long)aggregate.Count,
            "first" => aggregate.First,
            "last" => aggregate.Last,
            "samples" => new ArrayList([.. aggregate.Samples.Select(static e => new EventObject(e, acceptedAt: null))]),
            _ => null,
        };
        return value is not null;
    }
}
