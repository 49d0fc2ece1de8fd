using System.Security.Cryptography;
using System.Text;
using Notifications.Routing;
using Notifications.Routing.Conditions;

namespace Notifications.Audience;

/// <summary>Tells whom an event names as recipients of a rule, so that a batch never brings to one what was meant for another.</summary>
internal static class AudienceKey
{
    private const char Separator = '\u001f';

    /// <summary>The key: equal for equal recipients, 64 characters; empty when the rule says by itself where it goes.</summary>
    public static string Of(CompiledRule rule, NotificationEvent e, long nowTicks, int limit)
    {
        if (!Array.Exists(rule.Targets, static t => t.IsFromEvent) && !Array.Exists(rule.Fallback, static t => t.IsFromEvent))
            return string.Empty;
        var text = new StringBuilder();
        foreach (var target in rule.Targets)
            Append(text, target, e, nowTicks, limit);
        foreach (var target in rule.Fallback)
            Append(text, target, e, nowTicks, limit);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, CompiledTarget target, NotificationEvent e, long nowTicks, int limit)
    {
        try
        {
            if (target.Expression is { } expression)
                Append(text, expression.Find(new EventScope(e, nowTicks), limit, out _));
            else if (target.RecipientSelector is { } recipients)
                Append(text, recipients(e));
            else if (target.DestinationSelector is { } destination)
                text.Append(destination(e));
        }
#pragma warning disable CA1031 // The host's selector fails once more when the batch is flushed, and that is reported.
        catch (Exception)
#pragma warning restore CA1031
        {
            text.Append("failed");
        }

        text.Append(Separator).Append(Separator);
    }

    private static void Append(StringBuilder text, IReadOnlyList<Recipient> recipients)
    {
        foreach (var recipient in recipients)
            text.Append((int)recipient.Kind).Append(recipient.Value).Append(Separator);
    }
}
