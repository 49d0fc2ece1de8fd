using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Notifications.EventTypes;
using Notifications.Routing;
using Notifications.Sections;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Configuration;

/// <summary>Makes one snapshot: what code wrote, configuration laid over it by name, everything checked, everything compiled.</summary>
internal static class ConfigurationLoader
{
    public static EngineConfiguration Load(
        ConfigurationInputs inputs, IReadOnlyCollection<string> channelNames, IReadOnlyCollection<string> channelKinds, ITemplateEngine? templates, long version, ErrorList errors)
    {
        var draft = new ConfigurationDraft(channelNames, channelKinds);
        draft.AddCode(inputs, errors);
        foreach (var section in inputs.Sections)
            Overlay(section, draft, errors);
        draft.NameChannels();

        var eventTypes = new EventTypeRegistry(inputs.EventTypes);
        EventTypeValidator.Validate(inputs.EventTypes, errors);
        RuleValidator.Validate(draft, errors);
        OptionsValidator.Validate(draft, errors);
        FallbackValidator.Validate(draft, errors);
        TemplateValidator.Validate(draft, templates, errors);
        var knownTypes = EventTypeCompiler.Compile(draft, templates, errors);
        TemplateReadRule.Check(draft, knownTypes, eventTypes, templates, errors);
        var rules = RuleCompiler.Compile(draft.Rules.Values, eventTypes, errors, knownTypes);
        return new EngineConfiguration
        {
            Version = version,
            Rules = rules,
            Limits = [.. draft.Limits.Values.Where(static l => l.Enabled).OrderBy(static l => l.Name, StringComparer.Ordinal)],
            Inhibitions = InhibitionCompiler.Compile(draft.Inhibitions.Values, errors),
            Silences = SilenceCompiler.CompileFixed(draft.Silences.Values, errors),
            Engine = draft.Engine,
            EventTypes = eventTypes,
            KnownTypes = knownTypes,
            Channels = draft.Channels.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            ChannelFallbacks = draft.Channels.Where(static c => c.Value.Fallback.Count > 0)
                .ToFrozenDictionary(static c => c.Key, c => CompiledTarget.Freeze(c.Value.Fallback, $"Channels:{c.Key}:Fallback", errors), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static void Overlay(IConfiguration configuration, ConfigurationDraft draft, ErrorList errors)
    {
        var root = configuration is IConfigurationSection { Path: { Length: > 0 } path } ? path : string.Empty;
        var reader = new SectionReader(configuration, root, errors);
        reader.Section("Rules", (section, at) => Each(section, at, (name, child, inner) => RuleBinder.Bind(child, draft.Rule(name), inner, errors)));
        reader.Section("Limits", (section, at) => Each(
            section, at, (name, child, inner) => OptionsBinder.Bind(new SectionReader(child, inner, errors), draft.Limit(name))));
        reader.Section("Inhibitions", (section, at) => Each(
            section, at, (name, child, inner) => HoldBinder.Bind(new SectionReader(child, inner, errors), draft.Inhibition(name))));
        reader.Section("Silences", (section, at) => Each(
            section, at, (name, child, inner) => HoldBinder.Bind(new SectionReader(child, inner, errors), draft.Silence(name))));
        reader.Section("Channels", (section, at) => Each(section, at, (name, child, inner) =>
        {
            if (draft.Channel(name, inner, errors) is { } options)
                OptionsBinder.Bind(new SectionReader(child, inner, errors), options);
        }));
        reader.Section("EventTypes", (section, at) => Each(
            section, at, (name, child, inner) => draft.EventTypes[name] = EventTypeBinder.Bind(child, draft.EventType(name), inner, errors)));
        reader.Section("Engine", (section, at) => OptionsBinder.Bind(new SectionReader(section, at, errors), draft.Engine));
        reader.RefuseUnknown();
    }

    private static void Each(IConfigurationSection section, string path, Action<string, IConfigurationSection, string> bind)
    {
        // The key is the name; in a list of documents each one states its name.
        foreach (var child in section.GetChildren())
            bind(child["Name"] ?? child.Key, child, $"{path}:{child.Key}");
    }
}
