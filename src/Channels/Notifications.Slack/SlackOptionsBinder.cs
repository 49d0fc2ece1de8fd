using Notifications.Sections;

namespace Notifications.Slack;

/// <summary>Lays a section over a channel's options.</summary>
internal static class SlackOptionsBinder
{
    public static void Bind(SectionReader reader, SlackOptions options)
    {
        reader.Text("WebhookUrl", v => options.WebhookUrl = v);
        reader.Text("BotToken", v => options.BotToken = v);
        reader.Text("Channel", v => options.Channel = v);
        reader.Choice<SlackUpdates>("Updates", v => options.Updates = v);
        reader.Truth("BroadcastResolved", v => options.BroadcastResolved = v);
        reader.Choice<SlackDetails>("Details", v => options.Details = v);
        reader.Truth("Unfurl", v => options.Unfurl = v);
        reader.Texts("ActionKeys", options.ActionKeys);
        reader.Duration("ActionLifetime", v => options.ActionLifetime = v);
        reader.Text("SigningSecret", v => options.SigningSecret = v);
        reader.Texts("WebhookHosts", options.WebhookHosts);
        reader.Text("ApiUrl", v => options.ApiUrl = v!);
        reader.Truth("AllowHttp", v => options.AllowHttp = v);
        reader.Truth("AllowPrivateNetworks", v => options.AllowPrivateNetworks = v);
        reader.Duration("DestinationInterval", v => options.DestinationInterval = v);
        reader.Text("ProxyUrl", v => options.ProxyUrl = v);
        reader.Duration("ConnectTimeout", v => options.ConnectTimeout = v);
        reader.Duration("ConnectionLifetime", v => options.ConnectionLifetime = v);
    }
}
