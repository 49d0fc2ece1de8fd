using Microsoft.Extensions.Configuration;
using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Lays a section over a rule: what the section names replaces what the rule had, lists as a whole.</summary>
internal static class RuleBinder
{
    public static void Bind(IConfigurationSection section, RuleDocument rule, string path, ErrorList errors)
    {
        var reader = new SectionReader(section, path, errors);

        // The name was read before: it chose the rule.
        reader.Text("Name", static _ => { });
        reader.Number("Priority", v => rule.Priority = v);
        reader.Truth("Enabled", v => rule.Enabled = v);
        reader.Truth("Stop", v => rule.Stop = v);
        reader.Truth("IsCatchAll", v => rule.IsCatchAll = v);
        BindConditions(reader, rule);
        BindDelivery(reader, rule, errors);
        reader.RefuseUnknown();
    }

    private static void BindConditions(SectionReader reader, RuleDocument rule)
    {
        reader.Texts("EventTypes", v => rule.EventTypes = v);
        reader.Texts("Domains", v => rule.Domains = v);
        reader.SeverityName("MinSeverity", v => rule.MinSeverity = v);
        reader.Texts("Sources", v => rule.Sources = v);
        reader.Text("TenantId", v => rule.TenantId = string.IsNullOrEmpty(v) ? null : v);
        reader.List("Statuses", v => rule.Statuses = [.. v.OfType<NotificationStatus>()], ReadStatus);
        reader.Texts("Matchers", v => rule.Matchers = v);
        reader.Section("Condition", (section, _) => rule.Condition = ConditionJson.From(section));
        reader.Text("Expression", v => rule.Expression = string.IsNullOrEmpty(v) ? null : v);
        reader.Section("When", (section, _) => BindWhen(section, rule));
        reader.Instant("ValidFrom", v => rule.ValidFrom = v);
        reader.Instant("ValidUntil", v => rule.ValidUntil = v);
    }

    /// <summary>A text is an expression, a section a JSON condition.</summary>
    private static void BindWhen(IConfigurationSection section, RuleDocument rule)
    {
        if (section.Value is { } expression)
            rule.Expression = expression.Length == 0 ? null : expression;
        else
            rule.Condition = ConditionJson.From(section);
    }

    private static void BindDelivery(SectionReader reader, RuleDocument rule, ErrorList errors)
    {
        reader.List("Targets", v => rule.Targets = v, TargetBinder.Bind);
        reader.Choice<ChannelMix>("Mode", v => rule.Mode = v);
        reader.List("Fallback", v => rule.Fallback = v, TargetBinder.Bind);
        reader.Choice<Priority>("DeliveryPriority", v => rule.DeliveryPriority = v);
        reader.Text("Category", v => rule.Category = string.IsNullOrEmpty(v) ? null : v);
        reader.Text("Template", v => rule.Template = string.IsNullOrEmpty(v) ? null : v);
        reader.Section("TemplateVariables", (section, path) => BindVariables(section, path, rule, errors));
        reader.List("Actions", v => rule.Actions = v, BindAction);
        reader.Duration("Deduplicate", v => rule.Deduplicate = v);
        reader.Nested("Debounce", rule.Debounce ?? new DebounceOptions(), v => rule.Debounce = v, BindDebounce);
        reader.Nested("Batch", rule.Batch ?? new BatchOptions(), v => rule.Batch = v, BindBatch);
        reader.Nested("Schedule", rule.Schedule ?? new ScheduleOptions(), v => rule.Schedule = v, BindSchedule);
    }

    private static void BindVariables(IConfigurationSection section, string path, RuleDocument rule, ErrorList errors)
    {
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { } value)
                rule.TemplateVariables[child.Key] = value;
            else
                errors.Add($"{path}:{child.Key}", "is a section or null; write a text");
        }
    }

    private static RuleAction BindAction(IConfigurationSection section, string path, ISectionErrors errors)
    {
        var action = new RuleAction();
        var reader = new SectionReader(section, path, errors);
        if (section.Value is not null)
            errors.Add(path, "is a text; write a section with Label, and Url, UrlLabel or Name");
        reader.Text("Label", v => action.Label = v ?? string.Empty);
        reader.Text("Url", v => action.Url = v);
        reader.Text("UrlLabel", v => action.UrlLabel = v);
        reader.Text("Name", v => action.Name = v);
        reader.Text("Value", v => action.Value = v);
        reader.Choice<NotificationActionStyle>("Style", v => action.Style = v);
        reader.List("Statuses", v => action.Statuses = [.. v.OfType<NotificationStatus>()], ReadStatus);
        reader.RefuseUnknown();
        return action;
    }

    private static void BindDebounce(SectionReader reader, DebounceOptions options)
    {
        reader.Truth("Enabled", v => options.Enabled = v);
        reader.Duration("Window", v => options.Window = v);
        reader.Number("Threshold", v => options.Threshold = v);
        reader.Duration("Cooldown", v => options.Cooldown = v);
        reader.Number("MaxSamples", v => options.MaxSamples = v);
    }

    private static void BindBatch(SectionReader reader, BatchOptions options)
    {
        reader.Duration("Window", v => options.Window = v);
        reader.Number("MaxSize", v => options.MaxSize = v);
    }

    private static void BindSchedule(SectionReader reader, ScheduleOptions options)
    {
        reader.Text("Cron", v => options.Cron = string.IsNullOrEmpty(v) ? null : v);
        reader.Duration("Interval", v => options.Interval = v);
        reader.Text("TimeZone", v => options.TimeZone = string.IsNullOrEmpty(v) ? null : v);
    }

    private static object? ReadStatus(IConfigurationSection section, string path, ISectionErrors errors)
    {
        if (SectionReader.TryChoose<NotificationStatus>(section.Value ?? string.Empty, out var status))
            return status;
        errors.Add(path, $"'{section.Value}' is no status; write None, Firing, Acknowledged or Resolved");
        return null;
    }
}
