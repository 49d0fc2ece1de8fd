using Notifications.Email.Smtp;

namespace Notifications.Email.Tests.Smtp;

/// <summary>Whose fault an answer is, code by code: RFC 5321, 3463, 4954, 5248, 7372, 7504 and 7505.</summary>
public sealed class ReplyRuleTests
{
    private const string Retry = "retry";
    private const string Ours = nameof(RejectionKind.Configuration);
    private const string Theirs = nameof(RejectionKind.Recipient);
    private const string Mail = nameof(RejectionKind.Content);

    [Theory]
    [InlineData(220, 0, 0, Retry)]
    [InlineData(354, 0, 0, Retry)]
    [InlineData(421, 4, 2, Retry)]
    [InlineData(450, 0, 0, Retry)]
    [InlineData(451, 7, 1, Retry)]
    [InlineData(452, 3, 1, Retry)]
    [InlineData(454, 7, 0, Retry)]
    [InlineData(530, 7, 0, Ours)]
    [InlineData(534, 7, 9, Ours)]
    [InlineData(535, 7, 8, Ours)]
    [InlineData(538, 7, 11, Ours)]
    [InlineData(550, 0, 0, Mail)]
    [InlineData(550, 1, 1, Theirs)]
    [InlineData(550, 1, 7, Ours)]
    [InlineData(550, 1, 8, Ours)]
    [InlineData(550, 2, 1, Theirs)]
    [InlineData(552, 0, 0, Mail)]
    [InlineData(552, 2, 2, Theirs)]
    [InlineData(552, 2, 3, Mail)]
    [InlineData(552, 3, 4, Mail)]
    [InlineData(554, 0, 0, Mail)]
    [InlineData(554, 5, 1, Mail)]
    [InlineData(554, 6, 0, Mail)]
    [InlineData(550, 7, 1, Mail)]
    [InlineData(550, 7, 11, Ours)]
    [InlineData(550, 7, 13, Ours)]
    [InlineData(550, 7, 20, Ours)]
    [InlineData(550, 7, 23, Ours)]
    [InlineData(550, 7, 26, Ours)]
    [InlineData(550, 7, 27, Ours)]
    [InlineData(550, 7, 28, Mail)]
    public void Message_IsClassified(int code, int subject, int detail, string expected) =>
        Name(ReplyRule.ForMessage(Reply(code, subject, detail))).ShouldBe(expected);

    [Theory]
    [InlineData(421, 0, 0, Retry)]
    [InlineData(451, 1, 8, Retry)]
    [InlineData(452, 3, 1, Retry)]
    [InlineData(530, 7, 0, Ours)]
    [InlineData(535, 0, 0, Ours)]
    [InlineData(550, 1, 8, Ours)]
    [InlineData(550, 7, 1, Ours)]
    [InlineData(552, 0, 0, Mail)]
    [InlineData(552, 3, 4, Mail)]
    [InlineData(552, 2, 3, Mail)]
    [InlineData(552, 2, 2, Ours)]
    [InlineData(553, 1, 7, Ours)]
    [InlineData(555, 5, 4, Ours)]
    public void Sender_IsClassified(int code, int subject, int detail, string expected) =>
        Name(ReplyRule.ForSender(Reply(code, subject, detail))).ShouldBe(expected);

    [Theory]
    [InlineData(450, 2, 1, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(450, 7, 1, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(451, 1, 8, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(451, 4, 3, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(452, 0, 0, Retry, RecipientFailureKind.Deferred, true)]
    [InlineData(452, 5, 3, Retry, RecipientFailureKind.Deferred, true)]
    [InlineData(452, 2, 2, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(452, 3, 1, Retry, RecipientFailureKind.Deferred, false)]
    [InlineData(500, 5, 2, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(501, 1, 3, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(503, 5, 1, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(530, 7, 0, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(550, 0, 0, Theirs, RecipientFailureKind.Refused, false)]
    [InlineData(550, 1, 1, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(550, 1, 2, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(550, 1, 6, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(550, 1, 7, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(550, 1, 8, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(550, 1, 10, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(550, 2, 1, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(550, 4, 1, Theirs, RecipientFailureKind.Refused, false)]
    [InlineData(550, 7, 1, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(551, 1, 6, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(552, 0, 0, Retry, RecipientFailureKind.Deferred, true)]
    [InlineData(552, 5, 3, Retry, RecipientFailureKind.Deferred, true)]
    [InlineData(552, 2, 2, Theirs, RecipientFailureKind.Refused, false)]
    [InlineData(552, 2, 3, Mail, RecipientFailureKind.Refused, false)]
    [InlineData(552, 3, 4, Mail, RecipientFailureKind.Refused, false)]
    [InlineData(553, 1, 3, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    [InlineData(554, 7, 1, Ours, RecipientFailureKind.Refused, false)]
    [InlineData(556, 0, 0, Theirs, RecipientFailureKind.NoSuchAddress, false)]
    public void Recipient_IsClassified(int code, int subject, int detail, string expected, RecipientFailureKind kind, bool isTooMany)
    {
        var reply = Reply(code, subject, detail);
        Name(RecipientRule.ForAll(reply)).ShouldBe(expected);
        RecipientRule.KindOf(reply).ShouldBe(kind);
        RecipientRule.IsTooMany(reply).ShouldBe(isTooMany);
    }

    [Theory]
    [InlineData(421, 0, 0, false, false)]
    [InlineData(450, 7, 1, true, true)]
    [InlineData(451, 0, 0, true, true)]
    [InlineData(452, 2, 2, true, true)]
    [InlineData(452, 3, 1, false, true)]
    public void Temporary_AboutThisMailAlone_SaysNothingOfTheServer(int code, int subject, int detail, bool ofMessage, bool ofRecipient)
    {
        ReplyRule.ForMessage(Reply(code, subject, detail)).IsMessagesOwn.ShouldBe(ofMessage);
        RecipientRule.ForAll(Reply(code, subject, detail)).IsMessagesOwn.ShouldBe(ofRecipient);
        ReplyRule.ForSender(Reply(code, subject, detail)).IsMessagesOwn.ShouldBeFalse();
    }

    [Theory]
    [InlineData(421, Retry)]
    [InlineData(432, Retry)]
    [InlineData(454, Retry)]
    [InlineData(500, Ours)]
    [InlineData(504, Ours)]
    [InlineData(530, Ours)]
    [InlineData(534, Ours)]
    [InlineData(535, Ours)]
    [InlineData(538, Ours)]
    public void Authentication_IsAboutTheChannel(int code, string expected)
    {
        var result = ReplyRule.ForAuthentication(Reply(code, 7, 8) with { Text = "secret" });
        Name(result).ShouldBe(expected);
        result.Reason!.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(421, Retry)]
    [InlineData(450, Retry)]
    [InlineData(521, Ours)]
    [InlineData(554, Ours)]
    public void Greeting_IsAboutTheServer(int code, string expected) => Name(ReplyRule.ForOpening(Reply(code, 0, 0), "Greeting")).ShouldBe(expected);

    private static SmtpReply Reply(int code, int subject, int detail) => new(code, (subject, detail), "no");

    private static string Name(DeliveryResult result) => result.Rejection?.ToString() ?? (result.Kind == DeliveryResultKind.Retry ? Retry : result.Kind.ToString());
}
