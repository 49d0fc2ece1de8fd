using System.Text.Json;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Interop;

/// <summary>Receivers' own libraries accept what we send.</summary>
public sealed class InteropTests(NodeReceiver receiver) : IClassFixture<NodeReceiver>
{
    public static TheoryData<WebhookBodyFormat> Formats => [.. Enum.GetValues<WebhookBodyFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task StandardWebhooks_EveryBodyFormat_IsVerified(WebhookBodyFormat format)
    {
        using var host = Start("/plain", format, WebhookHost.Secret, WebhookHost.Secret);
        (await host.SendAsync(Messages.Full)).ShouldBe(DeliveryResult.Delivered(), await ErrorsAsync());
    }

    [Theory]
    [InlineData(WebhookHost.Secret)]
    [InlineData(WebhookHost.OldSecret)]
    public async Task StandardWebhooks_DuringARotation_EitherSecretVerifies(string known)
    {
        using var host = Start("/plain", WebhookBodyFormat.Json, known, WebhookHost.Secret, WebhookHost.OldSecret);
        (await host.SendAsync(Messages.Full)).ShouldBe(DeliveryResult.Delivered(), await ErrorsAsync());
    }

    [Fact]
    public async Task StandardWebhooks_OtherSecret_IsRefused()
    {
        using var host = Start("/plain", WebhookBodyFormat.Json, WebhookHost.OldSecret, WebhookHost.Secret);
        (await host.SendAsync(Messages.Full)).Rejection.ShouldBe(RejectionKind.Content);
        (await receiver.TakeAsync())[^1].GetProperty("error").GetString()!.ShouldContain("No matching signature");
    }

    [Theory]
    [InlineData(WebhookBodyFormat.CloudEvents)]
    [InlineData(WebhookBodyFormat.CloudEventsBinary)]
    public async Task CloudEvents_Full_IsAValidEventWithAllAttributes(WebhookBodyFormat format)
    {
        using var host = Start("/cloudevents", format, WebhookHost.Secret, WebhookHost.Secret);
        await receiver.TakeAsync();
        var result = await host.SendAsync(Messages.Full);
        var answer = (await receiver.TakeAsync()).ShouldHaveSingleItem();
        result.ShouldBe(DeliveryResult.Delivered(), answer.ToString());
        var attributes = answer.GetProperty("event");
        var happened = Messages.Full.Event;
        attributes.GetProperty("id").GetString().ShouldBe(happened.Id);
        attributes.GetProperty("type").GetString().ShouldBe(happened.Type);
        DateTimeOffset.Parse(attributes.GetProperty("time").GetString()!).ShouldBe(happened.Time!.Value);
        attributes.GetProperty("severity").GetString().ShouldBe("critical");
        attributes.GetProperty("status").GetString().ShouldBe("firing");
        attributes.GetProperty("tenantid").GetString().ShouldBe("acme");
        attributes.GetProperty("correlationkey").GetString().ShouldBe("disk/db-1");
        attributes.GetProperty("traceparent").GetString().ShouldBe(happened.TraceParent);
        JsonElement.DeepEquals(attributes.GetProperty("data"), happened.Data!.Root).ShouldBeTrue();
        if (format == WebhookBodyFormat.CloudEvents)
            attributes.GetProperty("subject").GetString().ShouldBe(happened.Subject);
        else
            Uri.UnescapeDataString(attributes.GetProperty("subject").GetString()!).ShouldBe(happened.Subject);
    }

    [Fact]
    public async Task CloudEvents_Plain_IsValid()
    {
        using var host = Start("/cloudevents", WebhookBodyFormat.CloudEvents, WebhookHost.Secret, WebhookHost.Secret);
        await receiver.TakeAsync();
        await host.SendAsync(Messages.Plain);
        (await receiver.TakeAsync()).ShouldHaveSingleItem().GetProperty("event").GetProperty("source").GetString().ShouldBe("/notifications");
    }

    private async Task<string> ErrorsAsync() => string.Join('\n', await receiver.TakeAsync());

    private WebhookHost Start(string path, WebhookBodyFormat format, string known, params string[] secrets) => WebhookHost.ForLoopback(o =>
    {
        o.Url = $"{receiver.Root}{path}?secret={Uri.EscapeDataString(known)}";
        o.Body = format;
        if (format == WebhookBodyFormat.Template)
            o.BodyTemplate = """{"text":"{{message.text}}","data":{{event.data}}}""";
        foreach (var secret in secrets)
            o.SigningSecrets.Add(secret);
    });
}
