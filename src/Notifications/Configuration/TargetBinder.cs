using Microsoft.Extensions.Configuration;
using Notifications.Sections;

namespace Notifications.Configuration;

/// <summary>Reads targets: the name of a channel, or a section with <c>Channel</c>, <c>Destination</c>, <c>Recipient</c> and <c>To</c>.</summary>
internal static class TargetBinder
{
    private const string RecipientForm = "write KIND:ID with the kinds Address, User, Role, Group, Topic and System, such as 'user:42'";

    public static RuleTarget? Bind(IConfigurationSection section, string path, ISectionErrors errors)
    {
        if (section.Value is { } channel)
            return new RuleTarget { Channel = channel };
        var target = new RuleTarget();
        var reader = new SectionReader(section, path, errors);
        reader.Text("Channel", v => target.Channel = v);
        reader.Text("Destination", v => target.Destination = v);
        reader.Text("Recipient", v => target.Recipient = ReadRecipient(v!, $"{path}:Recipient", errors));
        reader.Text("RecipientExpression", v => target.RecipientExpression = string.IsNullOrEmpty(v) ? null : v);
        reader.Text("To", v => target.RecipientExpression = string.IsNullOrEmpty(v) ? null : v);
        reader.Choice<RecipientKind>("ExpressionKind", v => target.ExpressionKind = v);
        reader.RefuseUnknown();
        return target;
    }

    private static Recipient? ReadRecipient(string text, string path, ISectionErrors errors)
    {
        if (string.Equals(text, nameof(RecipientKind.System), StringComparison.OrdinalIgnoreCase))
            return Recipient.System();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && colon < text.Length - 1 && SectionReader.TryChoose<RecipientKind>(text[..colon], out var kind))
            return new Recipient(kind, text[(colon + 1)..]);
        errors.Add(path, $"'{text}' is no recipient; {RecipientForm}");
        return null;
    }
}
