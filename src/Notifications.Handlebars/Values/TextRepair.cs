using System.Globalization;

namespace Notifications.Handlebars.Values;

/// <summary>Mends texts of a payload that were cut within a character, such as <c>"\ud83d"</c>, which a JavaScript program writes for the half of an emoji: they are JSON, and no text.</summary>
internal static class TextRepair
{
    /// <summary>The message with U+FFFD for each half of a character; null when there is none in it.</summary>
    public static TemplateContext? Apply(TemplateContext context)
    {
        var repaired = Apply(context.Event);
        var samples = context.Aggregate?.Samples.Select(static e => Apply(e) ?? e).ToArray();
        var hasOther = samples is not null && !samples.SequenceEqual(context.Aggregate!.Samples, ReferenceEqualityComparer.Instance);
        if (repaired is null && !hasOther)
            return null;
        return context with { Event = repaired ?? context.Event, Aggregate = hasOther ? context.Aggregate! with { Samples = samples! } : context.Aggregate };
    }

    /// <summary>The same JSON with U+FFFD for each half of a character; null when there is none in it.</summary>
    public static string? Apply(string json)
    {
        const string Replacement = "\\ufffd";
        char[]? mended = null;
        for (var i = json.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i + 1 < json.Length; i = json.IndexOf('\\', i))
        {
            var length = json[i + 1] == 'u' ? 6 : 2;
            if (length == 6 && char.IsHighSurrogate(Unit(json, i)) && char.IsLowSurrogate(Unit(json, i + 6)))
                length = 12;
            else if (length == 6 && char.IsSurrogate(Unit(json, i)))
                Replacement.CopyTo((mended ??= json.ToCharArray()).AsSpan(i));
            i += length;
        }

        return mended is null ? null : new string(mended);
    }

    private static NotificationEvent? Apply(NotificationEvent e) => e.Data is { } data && Apply(data.ToString()) is { } json ? e with { Data = EventData.FromJson(json) } : null;

    private static char Unit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
