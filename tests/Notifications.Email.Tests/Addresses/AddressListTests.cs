namespace Notifications.Email.Tests.Addresses;

/// <summary>What is no address keeps nobody else from the mail.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("anna@x.test, bob", "anna@x.test", "bob")]
    [InlineData("bob, anna@x.test", "anna@x.test", "bob")]
    [InlineData("anna@x.test,,carl@x.test,", "anna@x.test carl@x.test", "")]
    [InlineData("Team: anna@x.test, bob; carl@x.test", "anna@x.test carl@x.test", "bob")]
    [InlineData("Team: anna@x.test, carl@x.test", "anna@x.test carl@x.test", "")]
    [InlineData("\"Li, Anna\" <anna@x.test>, bob@", "anna@x.test", "bob@")]
    [InlineData("anna@x.test, \"bob, carl@x.test", "anna@x.test", "\"bob, carl@x.test")]
    [InlineData("anna@x.test (a, (b), c), bob@x..test", "anna@x.test", "bob@x..test")]
    [InlineData("anna@x.test, <bob@x.test, carl@x.test>", "anna@x.test", "<bob@x.test, carl@x.test>")]
    [InlineData("anna@x.test, evil@x.test> RCPT TO:<eve@x.test", "anna@x.test", "evil@x.test> RCPT TO|<eve@x.test")]
    [InlineData("anna@x.test, ANNA@X.test, anna@X.TEST, bob@[127.0.0.1]", "anna@x.test ANNA@x.test", "bob@[127.0.0.1]")]
    public void Read_SomeAreNoAddresses_GivesTheOthers(string text, string mailboxes, string unreadable)
    {
        var list = AddressList.Read(text, 10, out var error);

        error.ShouldBe(EmailAddressError.None);
        string.Join(' ', list.Addresses).ShouldBe(mailboxes);
        string.Join('|', list.Unreadable.Select(static f => f.Address)).ShouldBe(unreadable);
        list.Unreadable.ShouldAllBe(static f => f.Kind == RecipientFailureKind.NoSuchAddress && f.Reason.StartsWith("It "));
    }

    [Theory]
    [InlineData("bob", EmailAddressError.MissingAt)]
    [InlineData("bob, carl", EmailAddressError.MissingAt)]
    [InlineData(" ", EmailAddressError.Empty)]
    [InlineData("anna@x.test\r\nBcc: eve@x.test", EmailAddressError.InvalidCharacter)]
    [InlineData("anna@x.test, evil\0@x.test", EmailAddressError.InvalidCharacter)]
    [InlineData("a@x.test b@x.test", EmailAddressError.TrailingText)]
    [InlineData("a@x.test, b@x.test, c@x.test, d@x.test", EmailAddressError.TooMany)]
    [InlineData("bob, a@x.test, b@x.test, c@x.test, d@x.test", EmailAddressError.TooMany)]
    public void Read_NobodyIsLeft_SaysWhy(string text, EmailAddressError expected)
    {
        AddressList.Read(text, 3, out var error).Addresses.ShouldBeEmpty();
        error.ShouldBe(expected);
    }

    [Fact]
    public void Read_LongText_IsShownShortened()
    {
        var list = AddressList.Read($"anna@x.test, {new string('b', 62)}\U0001F600{new string('c', 500)}", 10, out _);

        list.Unreadable.ShouldHaveSingleItem().Address.ShouldBe(new string('b', 62) + "…");
    }

    [Fact]
    public void Read_TextBeyondTheLimit_IsRefusedWhole() => AddressList.Read("a@x.test," + new string('b', 70_000), 10, out _).Addresses.ShouldBeEmpty();
}
