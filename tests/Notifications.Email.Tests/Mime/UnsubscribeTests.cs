using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Email.Mime;
using Notifications.Email.Tests.Support;
using Notifications.Tests.Http;

namespace Notifications.Email.Tests.Mime;

public sealed class UnsubscribeTests
{
    private static readonly string TooLong = "https://acme.test/" + new string('a', UnsubscribeRule.MaxLength);

    public static TheoryData<string?, string?, bool> Urls => new()
    {
        { "https://acme.test/u?t=1", "https://acme.test/u?t=1", true },
        { "HTTPS://Acme.Test/U", "https://acme.test/U", true },
        { "https://[::1]:8443/u", "https://[::1]:8443/u", true },
        { "https://münchen.test/ü\ud800", "https://xn--mnchen-3ya.test/%C3%BC%EF%BF%BD", true },
        { "https://acme.test/<u>\"", "https://acme.test/%3Cu%3E%22", true },
        { "http://acme.test/u", "http://acme.test/u", false },
        { "mailto:leave@acme.test?subject=unsubscribe", "mailto:leave@acme.test?subject=unsubscribe", false },
        { "mailto:leave@münchen.test", "mailto:leave@xn--mnchen-3ya.test", false },
        { "javascript:alert(1)", null, false },
        { "ftp://acme.test/u", null, false },
        { "/u", null, false },
        { "", null, false },
        { "https://", null, false },
        { "https://ü..test/", null, false },
        { TooLong, null, false },
    };

    [Theory]
    [MemberData(nameof(Urls))]
    public void Write_Url_IsAsciiOrNone(string url, string? expected, bool isOneClick) =>
        UnsubscribeRule.Write(url).ShouldBe(expected is null ? null : new UnsubscribeLink(expected, isOneClick));

    [Theory]
    [InlineData("https://x.test/u", "<https://x.test/u>", true)]
    [InlineData("http://x.test/u", "<http://x.test/u>", false)]
    [InlineData("mailto:u@x.test", "<mailto:u@x.test>", false)]
    [InlineData("no link", null, false)]
    [InlineData("https://ü..test/", null, false)]
    [InlineData(null, null, false)]
    public async Task Send_WhateverTheLink_MailGoesOut(string? link, string? header, bool isOneClick)
    {
        var services = (IServiceCollection s) => { s.AddSingleton<IUnsubscribeLinks>(new Links(link)); };
        var content = link is null ? Messages.Plain : Messages.With(c => c with { Addressing = new() { UnsubscribeUrl = link } });
        foreach (var message in (ChannelMessage[])[Messages.Plain, content])
        {
            await using var server = new SinkServer();
            await using var host = EmailHost.For(server.Port, null, services);
            (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Accepted);
            var mail = server.Messages.ShouldHaveSingleItem();
            if (header is not null)
                mail.ShouldContain($"\r\nList-Unsubscribe: {header}\r\n");
            mail.Contains("List-Unsubscribe:", StringComparison.Ordinal).ShouldBe(header is not null);
            mail.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", StringComparison.Ordinal).ShouldBe(isOneClick);
        }
    }

    [Fact]
    public async Task Send_LinkThatIsWrong_IsLoggedAtEachPowerOfTen()
    {
        using var log = new LogRecorder();
        await using var server = new SinkServer();
        await using var host = EmailHost.For(server.Port, null, s => s.AddLogging(l => l.AddProvider(log)).AddSingleton<IUnsubscribeLinks>(new Links(null)));
        for (var i = 0; i < 12; i++)
            await host.SendAsync(Messages.Plain);
        foreach (var url in (string[])["http://x.test/u", "http://x.test/v", "nothing", "mailto:u@x.test", "https://x.test/u"])
            await host.SendAsync(Messages.With(c => c with { Addressing = new() { UnsubscribeUrl = url } }));

        var lines = log.Lines.Where(static l => l.StartsWith("5101 ", StringComparison.Ordinal)).ToArray();
        lines.Length.ShouldBe(4);
        lines[0].ShouldContain("IUnsubscribeLinks failed (InvalidOperationException). So far 1;");
        lines[1].ShouldContain("IUnsubscribeLinks failed (InvalidOperationException). So far 10;");
        lines[2].ShouldContain("the link is http");
        lines[3].ShouldContain("at most 900 characters");
        lines.ShouldAllBe(static l => !l.Contains("x.test"), "a link may carry a secret");
    }

    private sealed class Links(string? link) : IUnsubscribeLinks
    {
        public string? Find(ChannelMessage message) => link ?? throw new InvalidOperationException("The database is down");
    }
}
