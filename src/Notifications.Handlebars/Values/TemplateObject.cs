namespace Notifications.Handlebars.Values;

/// <summary>Named values that a template may read. Templates see these types, texts, numbers and truths only: never an object of the host.</summary>
internal abstract class TemplateObject
{
    /// <summary>The names, in order, for loops.</summary>
    public abstract IEnumerable<string> Names { get; }

    public abstract bool TryGet(string name, out object? value);

    /// <summary>What JavaScript prints for an object.</summary>
    public override string ToString() => "[object Object]";
}
