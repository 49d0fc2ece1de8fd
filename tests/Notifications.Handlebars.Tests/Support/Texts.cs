using System.Text.Json;
using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;
using Notifications.Simulation;

namespace Notifications.Handlebars.Tests.Support;

/// <summary>Renders single texts.</summary>
internal static class Texts
{
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>For all that is not about how long a text takes: a slow machine is no reason to fail.</summary>
    public static readonly TimeProvider StillClock = new SimulatedClock(Now);

    public static readonly RenderLimits Limits = new(256 * 1024, 100_000, TimeSpan.FromSeconds(10), 16);

    public static string Render(
        string template, string data = "{}", TextFormat format = TextFormat.Html, Dictionary<string, string>? partials = null, string locale = "en", string zone = "UTC", bool isMrkdwn = false)
    {
        var compiler = new TextCompiler(64 * 1024, 16, (name, _) => partials?.GetValueOrDefault(name));
        List<TemplateProblem> problems = [];
        var compiled = compiler.Compile(template, format, isMrkdwn, problems, out _);
        if (compiled is null)
            throw new TemplateException("test", problems[0]);
        using var document = JsonDocument.Parse(data);
        var session = RenderSession.Begin(Limits, StillClock, Locale.Of(locale), TimeZoneInfo.FindSystemTimeZoneById(zone), Now);
        try
        {
            return compiled.Render(session, new JsonObject(document.RootElement)).ToString();
        }
        finally
        {
            session.End();
        }
    }
}
