using HandlebarsDotNet;
using HandlebarsDotNet.Features;
using Notifications.Handlebars.Escaping;
using Notifications.Handlebars.Rendering;

namespace Notifications.Handlebars.Compilation;

/// <summary>Compiles one text with the parts that it includes, in an environment of its own: what the library remembers goes with it.</summary>
/// <param name="maxLength">The longest source.</param>
/// <param name="maxDepth">How deep parts may call one another.</param>
/// <param name="findPartial">Finds a part's source in the same format.</param>
internal sealed class TextCompiler(int maxLength, int maxDepth, Func<string, TextFormat, string?> findPartial)
{
    private const int MaxPartials = 100;

    /// <summary>The library compiles by recursion: what 64 blocks need, whatever the caller's stack is.</summary>
    private const int StackSize = 16 * 1024 * 1024;

    /// <summary>Compiles.</summary>
    /// <param name="text">The source.</param>
    /// <param name="format">What it is for.</param>
    /// <param name="isMrkdwn">Blocks are Slack's.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="source">What was found in the text itself.</param>
    /// <returns>The compiled text; null when something is wrong.</returns>
    public CompiledText? Compile(string text, TextFormat format, bool isMrkdwn, List<TemplateProblem> problems, out TemplateSource source)
    {
        var partials = new Dictionary<string, TemplateSource>(StringComparer.Ordinal);
        var before = problems.Count;
        source = Scan(text, format, partials, problems);
        if (problems.Count > before)
            return null;
        var names = new HashSet<string>(source.Names, StringComparer.Ordinal);
        foreach (var partial in partials.Values)
            names.UnionWith(partial.Names);
        CompiledText? compiled = null;
        var (scanned, found) = (source, problems);
        var thread = new Thread(() => compiled = Compile(scanned, partials, format, isMrkdwn, names, found), StackSize);
        thread.Start();
        thread.Join();
        return compiled;
    }

    private CompiledText? Compile(
        TemplateSource source, Dictionary<string, TemplateSource> partials, TextFormat format, bool isMrkdwn, HashSet<string> names, List<TemplateProblem> problems)
    {
        try
        {
            var environment = HandlebarsDotNet.Handlebars.Create(Configure(format, isMrkdwn, names));
            foreach (var (name, partial) in partials)
                environment.RegisterTemplate(name, Guard(name, environment.Compile(new StringReader(partial.Text))));
            return new CompiledText(format, isMrkdwn, environment.Compile(new StringReader(source.Text)));
        }
        catch (Exception error) when (error is HandlebarsException or FormatException or ArgumentException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException)
        {
            // The library answers a text that it cannot read with any of these.
            problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, $"it does not parse: {error.Message}"));
            return null;
        }
    }

    /// <summary>Looks a text and its parts over without compiling them, which is a thousand times faster.</summary>
    public TemplateSource Scan(string text, TextFormat format, List<TemplateProblem> problems) => Scan(text, format, new(StringComparer.Ordinal), problems);

    private TemplateSource Scan(string text, TextFormat format, Dictionary<string, TemplateSource> partials, List<TemplateProblem> problems)
    {
        var source = TemplateScanner.Scan(text, maxLength);
        problems.AddRange(source.Problems);
        var missing = new List<string>();
        Collect(source, format, partials, missing, problems);
        var inline = partials.Values.Append(source).SelectMany(static s => s.InlineNames).ToHashSet(StringComparer.Ordinal);
        foreach (var name in missing.Where(name => !inline.Contains(name)))
            problems.Add(new TemplateProblem(TemplateErrorCode.UnknownPartial, $"there is no part '{name}' with a text for {format}: save it first, or correct the name"));
        return source;
    }

    private HandlebarsConfiguration Configure(TextFormat format, bool isMrkdwn, HashSet<string> names)
    {
        var configuration = new HandlebarsConfiguration
        {
            TextEncoder = Escape.For(format, isMrkdwn),
            FormatProvider = System.Globalization.CultureInfo.InvariantCulture,
            PartialTemplateResolver = new NoOtherPartials(),
            PartialRecursionDepthLimit = (short)maxDepth,
        };
        configuration.ObjectDescriptorProviders.Add(new ValueDescriptors(names));
        configuration.FormatterProviders.Add(new ValueFormatter());
        configuration.CompileTimeConfiguration.Features.Add(new OwnFunctions());
        foreach (var (name, helper) in Helpers.TemplateFunctions.All)
            configuration.Helpers[name] = new HelperFunction(name, helper);
        return configuration;
    }

    private static HandlebarsTemplate<TextWriter, object, object> Guard(string name, HandlebarsTemplate<TextWriter, object, object> partial) =>
        (writer, context, data) =>
        {
            var session = RenderSession.Current!;
            try
            {
                session.EnterPartial(name);
                partial(writer, context, data);
                session.LeavePartial();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                session.Fail(error);
            }
        };

    private void Collect(TemplateSource source, TextFormat format, Dictionary<string, TemplateSource> partials, List<string> missing, List<TemplateProblem> problems)
    {
        foreach (var (name, hasReplacement) in source.Partials)
        {
            if (partials.ContainsKey(name))
                continue;
            if (findPartial(name, format) is not { } text)
            {
                if (!hasReplacement)
                    missing.Add(name);
                continue;
            }

            if (partials.Count == MaxPartials)
            {
                problems.Add(new TemplateProblem(TemplateErrorCode.Syntax, $"it includes more than {MaxPartials} parts"));
                return;
            }

            var partial = TemplateScanner.Scan(text, maxLength);
            partials.Add(name, partial);
            problems.AddRange(partial.Problems.Select(p => p with { Message = $"in part '{name}': {p.Message}" }));
            Collect(partial, format, partials, missing, problems);
        }
    }
}
