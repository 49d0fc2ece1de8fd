namespace Notifications.Email.Tests.Addresses;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.com", "anna@example.com", null)]
    [InlineData("  anna@EXAMPLE.com  ", "anna@example.com", null)]
    [InlineData("<anna@example.com>", "anna@example.com", null)]
    [InlineData("Anna Li <anna@example.com>", "anna@example.com", "Anna Li")]
    [InlineData("\"Li, Anna\" <anna@example.com>", "anna@example.com", "Li, Anna")]
    [InlineData("John Q. Public <j@example.com>", "j@example.com", "John Q. Public")]
    [InlineData("Jürgen <j@example.com>", "j@example.com", "Jürgen")]
    [InlineData("(x) anna (y) @ (z) example.com (w (nested) \\) )", "anna@example.com", null)]
    [InlineData("Anna (the first) <anna@example.com> (end)", "anna@example.com", "Anna")]
    [InlineData("\"a b\"@example.com", "\"a b\"@example.com", null)]
    [InlineData("\"a\\\"b\\\\c\"@example.com", "\"a\\\"b\\\\c\"@example.com", null)]
    [InlineData("\"anna\"@example.com", "anna@example.com", null)]
    [InlineData("a+b.c_d!#$%&'*/=?^`{|}~-@example.com", "a+b.c_d!#$%&'*/=?^`{|}~-@example.com", null)]
    [InlineData("anna@münchen.example", "anna@xn--mnchen-3ya.example", null)]
    [InlineData("anna@xn--mnchen-3ya.example", "anna@xn--mnchen-3ya.example", null)]
    [InlineData("用户@例え.jp", "用户@xn--r8jz45g.jp", null)]
    [InlineData("root@localhost", "root@localhost", null)]
    public void TryParse_Address_IsRead(string text, string mailbox, string? name)
    {
        EmailAddress.TryParse(text, out var address, out var error).ShouldBeTrue(error.ToString());
        address!.Mailbox.ShouldBe(mailbox);
        address.DisplayName.ShouldBe(name);

        // What goes over the wire reads as the same.
        EmailAddress.TryParse(address.Mailbox, out var again, out _).ShouldBeTrue();
        again.ShouldBe(address);
    }

    [Theory]
    [InlineData(null, EmailAddressError.Empty)]
    [InlineData("   ", EmailAddressError.Empty)]
    [InlineData("anna", EmailAddressError.MissingAt)]
    [InlineData("Anna <anna>", EmailAddressError.MissingAt)]
    [InlineData("@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("<@example.com>", EmailAddressError.InvalidLocalPart)]
    [InlineData("<>", EmailAddressError.InvalidLocalPart)]
    [InlineData("\"\"@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("a b@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData(".anna@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("anna.@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("an..na@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("a;b@example.com", EmailAddressError.MissingAt)]
    [InlineData("Team: a@example.com;", EmailAddressError.Group)]
    [InlineData("undisclosed-recipients:;", EmailAddressError.Group)]
    [InlineData("Re: Anna <anna@example.com>", EmailAddressError.Group)]
    [InlineData(":anna@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("anna@example.com;", EmailAddressError.TrailingText)]
    [InlineData("anna@", EmailAddressError.InvalidDomain)]
    [InlineData("anna@example..com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@-example.com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@exa_mple.com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@example.com.", EmailAddressError.InvalidDomain)]
    [InlineData("anna@a@b.com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@ex\u202Eample.com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@[127.0.0.1]", EmailAddressError.DomainLiteral)]
    [InlineData("\"anna@example.com", EmailAddressError.UnclosedQuote)]
    [InlineData("\"anna\\", EmailAddressError.UnclosedQuote)]
    [InlineData("anna@example.com (x", EmailAddressError.UnclosedComment)]
    [InlineData("anna@example.com (x\\", EmailAddressError.UnclosedComment)]
    [InlineData("((((((((((x))))))))))anna@example.com", EmailAddressError.UnclosedComment)]
    [InlineData("Anna <anna@example.com", EmailAddressError.UnclosedAngle)]
    [InlineData("<anna@example.com> x", EmailAddressError.TrailingText)]
    [InlineData("anna@example.com, bob@example.com", EmailAddressError.TrailingText)]
    [InlineData("anna@example.com\r\nBcc: b@x", EmailAddressError.InvalidCharacter)]
    [InlineData("anna\0@example.com", EmailAddressError.InvalidCharacter)]
    [InlineData("anna\t@example.com", EmailAddressError.InvalidCharacter)]
    public void TryParse_NoAddress_SaysWhy(string? text, EmailAddressError expected)
    {
        EmailAddress.TryParse(text, out var address, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
        address.ShouldBeNull();
        AddressErrorText.Of(error).ShouldNotBe("is fine");
    }

    // Not as theory data: what runs the tests would replace them.
    [Fact]
    public void TryParse_HalfASurrogatePair_IsRefused()
    {
        foreach (var text in (string[])["\ud800@example.com", "x\udc00@example.com", "anna@example.com\ud800"])
            Error(text).ShouldBe(EmailAddressError.InvalidCharacter);
    }

    [Fact]
    public void TryParse_TooLong_SaysSo()
    {
        Error(new string('a', 65) + "@example.com").ShouldBe(EmailAddressError.TooLong);
        Error(new string('ü', 33) + "@example.com").ShouldBe(EmailAddressError.TooLong);
        Error(new string('a', 64) + "@example.com").ShouldBe(EmailAddressError.None);
        Error("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 4)) + ".example").ShouldBe(EmailAddressError.None);
        Error("aaaaaaaaa@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 4)) + ".example").ShouldBe(EmailAddressError.TooLong);
        Error("a@" + new string('b', 64) + ".example").ShouldBe(EmailAddressError.InvalidDomain);
        Error(new string('(', 2000)).ShouldBe(EmailAddressError.TooLong);
    }

    [Fact]
    public void TryParseList_Several_AreEachOnce()
    {
        EmailAddress.TryParseList("Anna <a@x.com>, \"b, c\" <b@x.com> ,a@X.com", 3, out var list, out _).ShouldBeTrue();
        list.Select(static a => a.Mailbox).ShouldBe(["a@x.com", "b@x.com"]);
        EmailAddress.TryParseList("a@x.com,b@x.com,c@x.com", 2, out _, out var error).ShouldBeFalse();
        error.ShouldBe(EmailAddressError.TooMany);
        EmailAddress.TryParseList("a@x.com,", 2, out _, out error).ShouldBeFalse();
        EmailAddress.TryParseList("a@x.com b@x.com", 2, out _, out error).ShouldBeFalse();
        EmailAddress.TryParseList(",a@x.com", 2, out _, out error).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Team: a@x.com, Bob <b@x.com>;", "a@x.com b@x.com")]
    [InlineData("a@x.com, Team:b@x.com;,c@x.com", "a@x.com b@x.com c@x.com")]
    [InlineData("\"The: Team\" (all) : (first) a@x.com (x), b@x.com ; (end)", "a@x.com b@x.com")]
    [InlineData("One:a@x.com;, Two:a@x.com,b@x.com;", "a@x.com b@x.com")]
    [InlineData("A Group(Some people) :Chris Jones <c@(Chris's host.)public.example>, joe@example.org, John <jdoe@one.test> (my dear friend); (the end of the group)", "c@public.example joe@example.org jdoe@one.test")]
    [InlineData("Nobody:;, a@x.com", "a@x.com")]
    [InlineData("Größe: ü@x.com;", "ü@x.com")]
    public void TryParseList_Groups_GiveTheirMembers(string text, string mailboxes)
    {
        EmailAddress.TryParseList(text, 10, out var list, out var error).ShouldBeTrue(error.ToString());
        string.Join(' ', list.Select(static a => a.Mailbox)).ShouldBe(mailboxes);
    }

    [Theory]
    [InlineData("undisclosed-recipients:;", EmailAddressError.Empty)]
    [InlineData("One: ( ) ; , Two:;", EmailAddressError.Empty)]
    [InlineData("Team: a@x.com", EmailAddressError.UnclosedGroup)]
    [InlineData("Team:", EmailAddressError.MissingAt)]
    [InlineData("Team: a@x.com, b@x.com, ", EmailAddressError.MissingAt)]
    [InlineData("Team: Inner: a@x.com;;", EmailAddressError.NestedGroup)]
    [InlineData("Team: a@x.com, Inner:;;", EmailAddressError.NestedGroup)]
    [InlineData("Team: a@x.com; b@x.com", EmailAddressError.TrailingText)]
    [InlineData("Team: a@x.com b@x.com;", EmailAddressError.TrailingText)]
    [InlineData("Team: a@x.com;;", EmailAddressError.TrailingText)]
    [InlineData("Team: a;", EmailAddressError.MissingAt)]
    [InlineData("Team: a@;", EmailAddressError.InvalidDomain)]
    [InlineData("Team: (a@x.com;", EmailAddressError.UnclosedComment)]
    [InlineData("Team: \"a@x.com;", EmailAddressError.UnclosedQuote)]
    [InlineData("Team: <a@x.com;", EmailAddressError.UnclosedAngle)]
    [InlineData("Team: a@x.com, b@x.com, c@x.com, d@x.com;", EmailAddressError.TooMany)]
    [InlineData("Team: a@x.com\r\nBcc: b@x.com;", EmailAddressError.InvalidCharacter)]
    [InlineData("Team\0: a@x.com;", EmailAddressError.InvalidCharacter)]
    [InlineData(": a@x.com;", EmailAddressError.InvalidLocalPart)]
    public void TryParseList_BadGroups_SayWhy(string text, EmailAddressError expected)
    {
        EmailAddress.TryParseList(text, 3, out _, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
        AddressErrorText.Of(error).ShouldNotBe("is fine");
    }

    [Fact]
    public void TryParseList_ManyGroupsOrColons_EndsAtItsBounds()
    {
        EmailAddress.TryParseList(string.Concat(Enumerable.Repeat("g:;,", 15_000)) + "a@x.com", 3, out var list, out var error).ShouldBeTrue(error.ToString());
        list.Count.ShouldBe(1);
        EmailAddress.TryParseList(string.Concat(Enumerable.Repeat("g:", 30_000)), 3, out _, out error).ShouldBeFalse();
        error.ShouldBe(EmailAddressError.NestedGroup);
    }

    [Fact]
    public void TryParseList_AnyText_GivesAddressesThatReadAsThemselvesOrAnError()
    {
        const string Alphabet = "ab@.<>\"\\(), ;:ü";
        var random = new Random(815);
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 18)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (!EmailAddress.TryParseList(text, 5, out var list, out var error))
            {
                error.ShouldNotBe(EmailAddressError.None);
                continue;
            }

            EmailAddress.TryParseList(string.Join(", ", list), 5, out var again, out _).ShouldBeTrue(text);
            again.ShouldBe(list);
        }
    }

    [Fact]
    public void TryParse_AnyText_GivesAnAddressWithoutLineEndsOrAnError()
    {
        const string Alphabet = "ab@.<>\"\\()[], \r\n\0ü\u2028\ud83d\ude00;:-_";
        var random = new Random(4711);
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (!EmailAddress.TryParse(text, out var address, out _))
                continue;
            address!.Mailbox.IndexOfAny(['\r', '\n', '\0', '\u2028']).ShouldBe(-1);
            EmailAddress.TryParse(address.Mailbox, out var again, out var error).ShouldBeTrue($"{text} gave {address.Mailbox}: {error}");
            again.ShouldBe(address);
        }
    }

    private static EmailAddressError Error(string text)
    {
        EmailAddress.TryParse(text, out _, out var error);
        return error;
    }
}
