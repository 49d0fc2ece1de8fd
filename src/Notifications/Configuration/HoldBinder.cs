using Microsoft.Extensions.Configuration;
using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Lays sections over inhibitions and fixed silences: what a section names replaces what was there, lists as a whole.</summary>
internal static class HoldBinder
{
    public static void Bind(SectionReader reader, InhibitionDocument inhibition)
    {
        reader.Text("Name", static _ => { });
        reader.Truth("Enabled", v => inhibition.Enabled = v);
        reader.Text("TenantId", v => inhibition.TenantId = string.IsNullOrEmpty(v) ? null : v);
        reader.List("Sources", v => inhibition.Sources = v, ReadSelector);
        reader.Nested("Target", SelectorCopy.Of(inhibition.Target), v => inhibition.Target = v, Bind);
        reader.Texts("Equal", v => inhibition.Equal = v);
        reader.RefuseUnknown();
    }

    public static void Bind(SectionReader reader, FixedSilence silence)
    {
        var document = silence.Silence;
        reader.Text("Name", static _ => { });
        reader.Truth("Enabled", v => silence.Enabled = v);
        reader.List("AnyOf", v => document.AnyOf = v, ReadSelector);
        reader.Text("TenantId", v => document.TenantId = string.IsNullOrEmpty(v) ? null : v);
        reader.Instant("StartsAt", v => document.StartsAt = v);
        reader.Instant("EndsAt", v => document.EndsAt = v);
        reader.Nested("Recurrence", document.Recurrence ?? new SilenceRecurrence(), v => document.Recurrence = v, Bind);
        reader.Truth("UntilResolved", v => document.UntilResolved = v);
        reader.Duration("UntilQuietFor", v => document.UntilQuietFor = v);
        reader.Text("CreatedBy", v => document.CreatedBy = v ?? string.Empty);
        reader.Text("Comment", v => document.Comment = v ?? string.Empty);
        reader.RefuseUnknown();
    }

    private static void Bind(SectionReader reader, SilenceRecurrence recurrence)
    {
        reader.Text("Cron", v => recurrence.Cron = v ?? string.Empty);
        reader.Duration("Duration", v => recurrence.Duration = v);
        reader.Text("TimeZone", v => recurrence.TimeZone = string.IsNullOrEmpty(v) ? null : v);
    }

    private static void Bind(SectionReader reader, EventSelector selector)
    {
        reader.Texts("EventTypes", v => selector.EventTypes = v);
        reader.SeverityName("MinSeverity", v => selector.MinSeverity = v);
        reader.Texts("Matchers", v => selector.Matchers = v);
        reader.Text("Expression", v => selector.Expression = string.IsNullOrEmpty(v) ? null : v);
        reader.Text("When", v => selector.Expression = string.IsNullOrEmpty(v) ? null : v);
    }

    private static EventSelector? ReadSelector(IConfigurationSection section, string path, ISectionErrors errors)
    {
        if (section.Value is { } text)
        {
            errors.Add(path, $"'{text}' is a text; write a section with Matchers, When, EventTypes or MinSeverity");
            return null;
        }

        var selector = new EventSelector();
        var reader = new SectionReader(section, path, errors);
        Bind(reader, selector);
        reader.RefuseUnknown();
        return selector;
    }
}
