using System.Collections;
using System.Text;
using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;

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
            RenderSession.Current?.StepInto();
            if (i > 0)
                text.Append(',');
            text.Append(ValueText.Of(this[i]));
            if (text.Length > HelperFunction.MaxLength)
                throw new RenderLimitException(TemplateErrorCode.OutputTooLong, $"a list has more than {HelperFunction.MaxLength:N0} characters: loop over it with each, and print less");
        }

        return text.ToString();
    }
}
