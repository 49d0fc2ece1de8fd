using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Webhooks;

/// <summary>The limit of <c>webhook</c>: a plain HttpClient and an HMAC over the same fields, sixteen posts at once.</summary>
internal sealed class RawPostRig : CounterpartRig
{
    private static readonly byte[] Key = Convert.FromBase64String(WebhookRig.Secret["whsec_".Length..]);
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 32 });
    private readonly Uri _url;

    private RawPostRig(Counterpart receiver) : base(receiver, WebhookRig.Items) => _url = new Uri(receiver.Address + "/hook");

    public static async ValueTask<IRig> CreateAsync() => new RawPostRig(await Counterpart.StartAsync(Receiver.Argument));

    protected override Task SendAsync() => Task.WhenAll(Enumerable.Range(0, WebhookRig.Concurrency).Select(worker => Task.Run(() => PostAsync(worker))));

    protected override ValueTask StopAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task PostAsync(int worker)
    {
        for (var i = worker; i < WebhookRig.Items; i += WebhookRig.Concurrency)
        {
            using var request = Sign(Events.Order(i));
            using var response = await _client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
    }

    private HttpRequestMessage Sign(NotificationEvent e)
    {
        var id = Guid.CreateVersion7().ToString();
        var now = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Payload(id, e.Type, e.Source, e.Subject, now, e.Severity.ToString(), "none", id, new Message($"[{e.Severity}] {e.Type}: {e.Subject}", $"Type: {e.Type}\nSeverity: {e.Severity}\nSubject: {e.Subject}\nSource: {e.Source}\nTime: {now:u}\n")),
            JsonSerializerOptions.Web);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, signed)));
        return request;
    }

    private sealed record Payload(
        string Id, string Type, string? Source, string? Subject, DateTimeOffset Time, string Severity, string Status, string DeliveryId, Message Message);

    private sealed record Message(string Subject, string Text);
}
