namespace Notifications.Tests.Channels;

public class FileFailureRuleTests
{
    [Theory]
    [InlineData(28, DeliveryResultKind.Retry, "disk is full")]
    [InlineData(122, DeliveryResultKind.Retry, "disk is full")]
    [InlineData(unchecked((int)0x80070070), DeliveryResultKind.Retry, "disk is full")]
    [InlineData(11, DeliveryResultKind.Retry, "another process")]
    [InlineData(5, DeliveryResultKind.Retry, "could not be written")]
    [InlineData(30, DeliveryResultKind.Rejected, "Path")]
    [InlineData(20, DeliveryResultKind.Rejected, "Path")]
    public void Classify_IOException_FollowsItsCode(int code, DeliveryResultKind expected, string reason)
    {
        var result = FileFailureRule.Classify(new IOException("text", code)).ShouldNotBeNull();
        result.Kind.ShouldBe(expected);
        result.Reason!.ShouldContain(reason);
    }

    [Fact]
    public void Classify_NotAllowed_IsConfiguration()
    {
        Exception[] errors = [new UnauthorizedAccessException(), new DirectoryNotFoundException(), new PathTooLongException(), new NotSupportedException()];
        foreach (var error in errors)
            FileFailureRule.Classify(error).ShouldNotBeNull().Rejection.ShouldBe(RejectionKind.Configuration);
    }

    [Fact]
    public void Classify_Bug_IsNotItsBusiness() => FileFailureRule.Classify(new NullReferenceException()).ShouldBeNull();
}
