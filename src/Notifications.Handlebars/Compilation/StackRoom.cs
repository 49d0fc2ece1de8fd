using System.Runtime.CompilerServices;

namespace Notifications.Handlebars.Compilation;

/// <summary>
/// Whether the stack has room for a compiled text with its parts. Each is one method, whose frame grows with what is in the text; a part that is left by an exception takes
/// more on the way out than on the way in. The runtime's own check only ever looks for 64 KiB (128 KiB in a process of 64 bits), and what overflows ends the process.
/// </summary>
internal static class StackRoom
{
    /// <summary>What a tag or an argument takes of a frame: measured at 100 to 160 bytes.</summary>
    private const int BytesPerUnit = 256;

    /// <summary>What the library and the runtime take for each part within a part: for the call, its compilation at first use, and an exception that passes.</summary>
    private const int BytesPerPart = 32 * 1024;

    private const int Step = 32 * 1024;

    /// <summary>How many bytes a text may need.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">All that it includes, by themselves or by others.</param>
    /// <param name="maxDepth">How deep they may call one another.</param>
    public static int Need(TemplateSource text, Dictionary<string, TemplateSource> parts, int maxDepth)
    {
        var (most, all, isEndless) = (text.Units, text.Units, text.InlineNames.Count > 0);
        foreach (var part in parts.Values)
        {
            most = Math.Max(most, part.Units);
            all += part.Units;
            isEndless |= part.InlineNames.Count > 0;
        }

        if (isEndless || IsEndless(text, parts, [], []))
            return (maxDepth + 1) * ((most * BytesPerUnit) + BytesPerPart);
        return (all * BytesPerUnit) + (Math.Min(parts.Count, maxDepth) * BytesPerPart);
    }

    /// <summary>Looks.</summary>
    public static bool Has(int bytes) => RuntimeHelpers.TryEnsureSufficientExecutionStack() && (bytes <= Step || HasBeyond(bytes - Step));

    // Takes what the runtime says is there, and asks again from further down.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasBeyond(int bytes)
    {
        Span<byte> taken = stackalloc byte[Step];
        taken[^1] = 1;
        return Has(bytes) && taken[^1] == 1;
    }

    private static bool IsEndless(TemplateSource text, Dictionary<string, TemplateSource> parts, HashSet<TemplateSource> open, HashSet<TemplateSource> done)
    {
        if (!open.Add(text))
            return true;
        foreach (var name in text.Partials.Keys)
        {
            if (parts.TryGetValue(name, out var part) && !done.Contains(part) && IsEndless(part, parts, open, done))
                return true;
        }

        open.Remove(text);
        done.Add(text);
        return false;
    }
}
