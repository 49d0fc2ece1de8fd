using Notifications.Http;

namespace Notifications.Webhooks.Tests.Guard;

public class SecretUrlRuleTests
{
    [Theory]
    [InlineData("https://hooks.acme.com/in", true)]
    [InlineData("https://hooks.acme.com/?token=x", true)]
    [InlineData("https://hooks.acme.com/#x", true)]
    [InlineData("https://user:x@hooks.acme.com/", true)]
    [InlineData("https://hooks.acme.com", false)]
    [InlineData("https://hooks.acme.com:8443/", false)]
    [InlineData("hooks.acme.com/in", true)]
    [InlineData("/services/x", true)]
    [InlineData("#ops", false)]
    [InlineData("C0OPS", false)]
    [InlineData("", false)]
    public void IsSecret_Destination_IsWhenItSaysMoreThanAHost(string destination, bool expected) => SecretUrlRule.IsSecret(destination).ShouldBe(expected);
}
