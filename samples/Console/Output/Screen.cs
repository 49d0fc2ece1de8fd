using Spectre.Console;

namespace Notifications.Samples.Storm.Output;

internal static class Screen
{
    /// <summary>Somebody looks at it: colours and redrawing make sense.</summary>
    public static bool IsTerminal { get; } = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
}
