using Notifications.Sections;

namespace Notifications.PagerDuty;

/// <summary>Lays a section over a channel's options.</summary>
internal static class PagerDutyOptionsBinder
{
    public static void Bind(SectionReader reader, PagerDutyOptions options)
    {
        reader.Text("RoutingKey", v => options.RoutingKey = v);
        reader.Map("RoutingKeys", options.RoutingKeys);
        reader.Choice<PagerDutyRegion>("Region", v => options.Region = v);
        reader.Text("Url", v => options.Url = v);
        reader.Truth("AllowHttp", v => options.AllowHttp = v);
        reader.Truth("AllowPrivateNetworks", v => options.AllowPrivateNetworks = v);
        reader.Text("Client", v => options.Client = v);
        reader.Text("ClientUrl", v => options.ClientUrl = v);
        reader.Text("Source", v => options.Source = v!);
        reader.Text("ComponentLabel", v => options.ComponentLabel = v!);
        reader.Text("GroupLabel", v => options.GroupLabel = v!);
        reader.Text("ClassLabel", v => options.ClassLabel = v!);
        reader.Text("ImageLabel", v => options.ImageLabel = v!);
        reader.Text("ProxyUrl", v => options.ProxyUrl = v);
        reader.Duration("ConnectTimeout", v => options.ConnectTimeout = v);
        reader.Duration("ConnectionLifetime", v => options.ConnectionLifetime = v);
    }
}
