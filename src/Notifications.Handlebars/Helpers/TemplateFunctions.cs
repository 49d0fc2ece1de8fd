using System.Collections.Frozen;

namespace Notifications.Handlebars.Helpers;

/// <summary>The helpers by name. <c>docs/concepts/templates.md</c> lists them, and a test compares.</summary>
internal static class TemplateFunctions
{
    /// <summary>What Handlebars itself brings.</summary>
    public static readonly FrozenSet<string> BuiltIn = FrozenSet.Create(StringComparer.Ordinal, "if", "unless", "each", "with");

    public static readonly FrozenDictionary<string, TemplateFunction> All = new Dictionary<string, TemplateFunction>(StringComparer.Ordinal)
    {
        ["date"] = TimeFunctions.Date,
        ["relative"] = TimeFunctions.Relative,
        ["duration"] = TimeFunctions.Duration,
        ["number"] = NumberFunctions.Number,
        ["plural"] = NumberFunctions.Plural,
        ["severityColor"] = SeverityFunctions.Color,
        ["severityMark"] = SeverityFunctions.Mark,
        ["severityLabel"] = SeverityFunctions.Label,
        ["badge"] = SeverityFunctions.Badge,
        ["badgeColor"] = SeverityFunctions.BadgeColor,
        ["statusLabel"] = SeverityFunctions.Status,
        ["truncate"] = TextFunctions.Truncate,
        ["truncateBytes"] = TextFunctions.TruncateBytes,
        ["upper"] = TextFunctions.Upper,
        ["lower"] = TextFunctions.Lower,
        ["code"] = TextFunctions.Code,
        ["join"] = TextFunctions.Join,
        ["default"] = TextFunctions.Default,
        ["json"] = LinkFunctions.Json,
        ["url"] = LinkFunctions.Url,
        ["encode"] = LinkFunctions.Encode,
        ["lookup"] = LogicFunctions.Lookup,
        ["has"] = LogicFunctions.Has,
        ["eq"] = LogicFunctions.Equal,
        ["ne"] = LogicFunctions.NotEqual,
        ["lt"] = LogicFunctions.Less,
        ["gt"] = LogicFunctions.Greater,
        ["and"] = LogicFunctions.And,
        ["or"] = LogicFunctions.Or,
        ["not"] = LogicFunctions.Not,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
