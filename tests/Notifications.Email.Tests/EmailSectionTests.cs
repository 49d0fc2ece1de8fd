using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Email.Tests;

public sealed class EmailSectionTests
{
    private static readonly (string, string)[] Good = [("Host", "smtp.acme.test"), ("From", "ops@acme.test")];

    [Theory]
    [InlineData(typeof(EmailOptions), "")]
    [InlineData(typeof(EmailDkimOptions), "Dkim:")]
    public async Task Section_EveryOption_HasItsKey(Type options, string prefix)
    {
        await using var host = Host();
        host.OptionsWithoutKey(options, prefix).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_SectionIsWrong_NamesEverythingAtOnce()
    {
        await using var host = Host(
            ("Hots", "smtp.acme.test"), ("Port", "abc"), ("ConnectTimeout", "8"), ("Security", "Tls"), ("From", "not an address"), ("Dkim:Selectr", "s"), ("MaxMessageBytes", "ten"), ("UserName:x", "y"));
        var errors = host.Start();
        errors.Count(static e => !e.Contains("Given:", StringComparison.Ordinal)).ShouldBe(5);
        errors.Where(static e => e.Contains("Given:", StringComparison.Ordinal)).ShouldBe(
        [
            "Email channel 'email': Given:Port: 'abc' is not valid; write a whole number.",
            "Email channel 'email': Given:Security: 'Tls' is not valid; write one of StartTls, ImplicitTls, None.",
            "Email channel 'email': Given:UserName: is a section; write a text.",
            "Email channel 'email': Given:Dkim:Selectr: there is no such key; did you mean 'Selector'?",
            "Email channel 'email': Given:ConnectTimeout: '8' is not valid; write a duration: a number with ms, s, m, h or d, such as '30s', or 'hh:mm:ss'.",
            "Email channel 'email': Given:MaxMessageBytes: 'ten' is not valid; write a size: bytes such as 65536, or a number with KiB, MiB, GiB, KB, MB or GB, such as 16MiB.",
            "Email channel 'email': Given:Hots: there is no such key; did you mean 'Host'?",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Start_SectionAndValuesAreWrong_NamesBothAtOnce()
    {
        await using var host = Host(("Securty", "None"), ("Host", "smtp.acme.test"), ("From", "not an address"));
        var errors = host.Start();
        errors.Count.ShouldBe(2);
        errors.ShouldContain(static e => e.Contains("did you mean 'Security'", StringComparison.Ordinal));
        errors.ShouldContain(static e => e.Contains("From ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_TextInPlaceOfDkim_DoesNotRepeatIt()
    {
        await using var host = Host([.. Good, ("Dkim", "top-secret")]);
        host.Start().ShouldHaveSingleItem().ShouldBe("Email channel 'email': Given:Dkim: is a text; write a section with keys.");
    }

    [Fact]
    public async Task Section_Values_AreReadAsTheDocsSay()
    {
        await using var host = Host([.. Good, ("Port", "2525"), ("Security", "implicittls"), ("ConnectTimeout", "8s"), ("CommandTimeout", "00:00:09"), ("MaxMessageBytes", "1MiB")]);
        host.Start().ShouldBeEmpty();
        var options = host.Options;
        (options.Port, options.Security, options.MaxMessageBytes).ShouldBe((2525, EmailSecurity.ImplicitTls, 1L << 20));
        (options.ConnectTimeout, options.CommandTimeout).ShouldBe((TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public async Task Change_BadThenGood_IsLoggedThenTakenOver()
    {
        await using var host = Host(Good);
        host.Start().ShouldBeEmpty();

        host.Set([.. Good, ("Port", "abc"), ("Hots", "x")]);
        host.Log.ShouldHaveSingleItem().ShouldStartWith("1203 Email channel 'email': the changed section was refused");
        host.Log[0].ShouldContain("Given:Port: 'abc'");
        host.Log[0].ShouldContain("Given:Hots");
        host.Options.Host.ShouldBe("smtp.acme.test");

        host.Set(("Host", "smtp.acme.test"), ("From", "not an address"));
        host.Log.Count.ShouldBe(2);
        host.Options.From.ShouldBe("ops@acme.test");

        host.Set([.. Good, ("Port", "2525")]);
        host.Log.Count.ShouldBe(2);
        host.Options.Port.ShouldBe(2525);
    }

    private static SectionHost<EmailOptions> Host(params (string, string)[] values) => new("email", static (n, section) => n.AddEmail("email", section), values);
}
