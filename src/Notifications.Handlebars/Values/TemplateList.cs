using System.Collections;
using System.Text;

namespace Notifications.Handlebars.Values;

/// <summary>A list that a template may read. Enumerable, so that an empty one counts as nothing.</summary>
internal abstract class TemplateList : IEnumerable<object?>
{
    public abstract int Count { get; }

    public abstract object? this[int index] { get; }

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The members with commas between, as JavaScript prints a list.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            Rendering.RenderSession.Current?.Step();
            if (i > 0)
                text.Append(',');
            text.Append(ValueText.Of(this[i]));
        }

        return text.ToString();
    }
}
