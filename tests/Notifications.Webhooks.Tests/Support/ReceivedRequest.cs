namespace Notifications.Webhooks.Tests.Support;

/// <summary>A request as the receiver saw it.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
