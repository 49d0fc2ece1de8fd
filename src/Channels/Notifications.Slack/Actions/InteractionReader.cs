using System.Net;
using System.Text;
using System.Text.Json;

namespace Notifications.Slack.Actions;

/// <summary>Reads who pressed what from the body of a request of Slack's: a form with one field, <c>payload</c>, which is JSON.</summary>
internal static class InteractionReader
{
    public const int MaxBody = 256 * 1024;
    private const string Field = "payload=";

    /// <summary>Reads; null when it is no press of a button.</summary>
    public static InteractionBody? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBody)
            return null;
        var form = Encoding.UTF8.GetString(body);
        var start = form.StartsWith(Field, StringComparison.Ordinal) ? 0 : form.IndexOf("&" + Field, StringComparison.Ordinal) + 1;
        if (!form.AsSpan(start).StartsWith(Field))
            return null;
        var end = form.IndexOf('&', start);
        var json = WebUtility.UrlDecode(form[(start + Field.Length)..(end < 0 ? form.Length : end)]);
        try
        {
            return JsonSerializer.Deserialize(json, SlackJsonContext.Default.InteractionBody) is { Type: "block_actions", Actions.Count: > 0 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
