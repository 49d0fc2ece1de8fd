using System.Text;
using Notifications.Webhooks.Signing;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Signing;

public class StandardWebhooksSignerTests
{
    // The example of the specification's reference libraries.
    private const string Content = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
    private const string Expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void Sign_ReferenceExample_GivesItsSignature() =>
        new StandardWebhooksSigner([Key(WebhookHost.Secret)]).Sign(Encoding.UTF8.GetBytes(Content)).ShouldBe(Expected);

    [Fact]
    public void Sign_TwoSecrets_GivesAListInOrder()
    {
        var both = new StandardWebhooksSigner([Key(WebhookHost.OldSecret), Key(WebhookHost.Secret)]).Sign(Encoding.UTF8.GetBytes(Content)).Split(' ');
        both.Length.ShouldBe(2);
        both[0].ShouldStartWith("v1,");
        both[1].ShouldBe(Expected);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_")]
    [InlineData("whsec_not base64 at all!!", "base64")]
    [InlineData("whsec_c2hvcnQ=", "5 bytes")]
    [InlineData("", "whsec_")]
    [InlineData(null, "whsec_")]
    public void TryParse_BadSecret_SaysWhyWithoutRepeatingIt(string? secret, string expected)
    {
        SigningSecret.TryParse(secret, out _, out var error).ShouldBeFalse();
        error.ShouldContain(expected);
        error.ShouldNotContain("MfKQ9r8");
        error.ShouldNotContain("c2hvcnQ");
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    public void TryParse_Length_IsThatOfTheSpecification(int bytes, bool expected) =>
        SigningSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[bytes]), out _, out _).ShouldBe(expected);

    private static byte[] Key(string secret) => SigningSecret.TryParse(secret, out var key, out var error) ? key : throw new FormatException(error);
}
