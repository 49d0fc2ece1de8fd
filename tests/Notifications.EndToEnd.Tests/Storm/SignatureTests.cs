using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

public sealed class SignatureTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    [Fact]
    public async Task Webhook_WithSecret_SignsByStandardWebhooks()
    {
        await using var receiver = await Receiver.StartAsync();

        var run = await SampleProcess.RunAsync("--webhook", receiver.Url, "--webhook-secret", "whsec_" + Convert.ToBase64String(Key));

        run.ExitCode.ShouldBe(0);
        receiver.Requests.ShouldNotBeEmpty();
        foreach (var request in receiver.Requests)
        {
            request.Headers["webhook-signature"].ShouldBe(Sign(request));

            // Receivers refuse what is older than five minutes by their own clock, though the events are replayed on theirs.
            var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
            (TimeProvider.System.GetUtcNow() - sent).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));
        }
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not-base64!")]
    public async Task Webhook_WithAnUnusableSecret_IsABadArgument(string secret)
    {
        var run = await SampleProcess.RunAsync("--webhook", "http://127.0.0.1:9/", "--webhook-secret", secret);

        run.ExitCode.ShouldBe(2);
        run.Errors[0].ShouldContain("SigningSecrets[0]");
        run.Errors.ShouldAllBe(line => !line.Contains("not-base64", StringComparison.Ordinal));
    }

    private static string Sign(ReceivedRequest request)
    {
        var head = Encoding.ASCII.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, (byte[])[.. head, .. request.Body]));
    }
}
