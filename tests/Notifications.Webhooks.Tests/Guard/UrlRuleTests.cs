using Notifications.Http.Guard;

namespace Notifications.Webhooks.Tests.Guard;

public class UrlRuleTests
{
    [Theory]
    [InlineData("https://hooks.acme.com/a?b=c")]
    [InlineData("https://hooks.acme.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://münchen.example/")]
    public void TryParse_PublicHttps_Passes(string url) => UrlRule.TryParse(url, new WebhookOptions(), out _, out _).ShouldBeTrue();

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://127.1/")]
    [InlineData("https://10.0.0.1:8443/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[fd00::1]/")]
    public void TryParse_PrivateLiteralInAnyForm_IsRefusedWithTheOptionsName(string url)
    {
        UrlRule.TryParse(url, new WebhookOptions(), out _, out var error).ShouldBeFalse();
        error.ShouldContain("AllowPrivateNetworks");
        UrlRule.TryParse(url, new WebhookOptions { AllowPrivateNetworks = true }, out _, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    public void TryParse_MetadataAndReserved_IsRefusedWhateverTheOptions(string url) =>
        UrlRule.TryParse(url, new WebhookOptions { AllowHttp = true, AllowPrivateNetworks = true }, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("/relative", "not absolute", "file")]
    [InlineData("hooks.acme.com/a", "not absolute")]
    [InlineData("https:///path", "not absolute")]
    [InlineData("https://acme.com/a b", "characters")]
    [InlineData("https://acme.com/\r\nX: y", "characters")]
    [InlineData("https://acme.com\\@evil.example/", "characters")]
    [InlineData("http://acme.com/", "AllowHttp")]
    [InlineData("ftp://acme.com/", "scheme 'ftp'")]
    [InlineData("gopher://acme.com/", "scheme 'gopher'")]
    [InlineData("file:///etc/passwd", "", "file")]
    [InlineData("https://user:pass@acme.com/", "user information")]
    [InlineData("https://acme.com@10.0.0.1/", "user information")]
    public void TryParse_BadUrl_SaysWhatIsWrong(string? url, string expected, string? orElse = null)
    {
        UrlRule.TryParse(url, new WebhookOptions(), out _, out var error).ShouldBeFalse();
        (error.Contains(expected, StringComparison.Ordinal) || (orElse is not null && error.Contains(orElse, StringComparison.Ordinal))).ShouldBeTrue(error);
        error.ShouldNotContain("pass@");
        error.ShouldNotContain("passwd");
    }

    [Fact]
    public void TryParse_TooLong_IsRefused() =>
        UrlRule.TryParse("https://acme.com/" + new string('a', 2048), new WebhookOptions(), out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("https://acme.com/", true)]
    [InlineData("https://acme.com:8443/", true)]
    [InlineData("https://acme.com:22/", false)]
    public void TryParse_AllowedPorts_AreTheOnlyOnes(string url, bool expected)
    {
        var options = new WebhookOptions { AllowedPorts = { 443, 8443 } };
        UrlRule.TryParse(url, options, out _, out _).ShouldBe(expected);
    }
}
