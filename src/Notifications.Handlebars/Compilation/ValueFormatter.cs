using System.Diagnostics.CodeAnalysis;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>Prints every value that is no text, as handlebars.js does.</summary>
internal sealed class ValueFormatter : IFormatterProvider, IFormatter
{
    public bool TryCreateFormatter(Type type, [NotNullWhen(true)] out IFormatter? formatter)
    {
        formatter = this;
        return true;
    }

    public void Format<T>(T value, in EncodedTextWriter writer)
    {
        if (value is SafeText safe)
            writer.Write(safe.Value, encode: false);
        else
            writer.Write(ValueText.Of(value), encode: true);
    }
}
