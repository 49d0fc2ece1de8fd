using System.Collections.Frozen;

namespace Notifications.Handlebars.Helpers;

/// <summary>The helpers by name. <c>docs/concepts/templates.md</c> lists them, and a test compares.</summary>
internal static class TemplateHelpers
{
    /// <summary>What Handlebars itself brings.</summary>
    public static readonly FrozenSet<string> BuiltIn = FrozenSet.Create(StringComparer.Ordinal, "if", "unless", "each", "with");

    public static readonly FrozenDictionary<string, TemplateHelper> All = new Dictionary<string, TemplateHelper>(StringComparer.Ordinal)
    {
        ["date"] = TimeHelpers.Date,
        ["relative"] = TimeHelpers.Relative,
        ["duration"] = TimeHelpers.Duration,
        ["number"] = NumberHelpers.Number,
        ["plural"] = NumberHelpers.Plural,
        ["severityColor"] = SeverityHelpers.Color,
        ["severityMark"] = SeverityHelpers.Mark,
        ["severityLabel"] = SeverityHelpers.Label,
        ["badge"] = SeverityHelpers.Badge,
        ["badgeColor"] = SeverityHelpers.BadgeColor,
        ["statusLabel"] = SeverityHelpers.Status,
        ["truncate"] = TextHelpers.Truncate,
        ["truncateBytes"] = TextHelpers.TruncateBytes,
        ["upper"] = TextHelpers.Upper,
        ["lower"] = TextHelpers.Lower,
        ["join"] = TextHelpers.Join,
        ["default"] = TextHelpers.Default,
        ["json"] = LinkHelpers.Json,
        ["url"] = LinkHelpers.Url,
        ["encode"] = LinkHelpers.Encode,
        ["lookup"] = LogicHelpers.Lookup,
        ["eq"] = LogicHelpers.Equal,
        ["ne"] = LogicHelpers.NotEqual,
        ["lt"] = LogicHelpers.Less,
        ["gt"] = LogicHelpers.Greater,
        ["and"] = LogicHelpers.And,
        ["or"] = LogicHelpers.Or,
        ["not"] = LogicHelpers.Not,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
