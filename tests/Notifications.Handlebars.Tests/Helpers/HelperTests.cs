using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Helpers;

public sealed class HelperTests
{
    private const string Data = """
        {"t":"2026-01-31T11:55:00Z","old":"2026-01-29T11:00:00Z","next":"2026-01-31T14:00:00Z","unix":1769860800,"n":1234567.891,"one":1,"zero":0,"two":2,"list":["a","b"],
         "text":"héllo 😀 wörld","sev":"Critical","u":"https://acme.com/a b?x=1&y=<2>","bad":"javascript:alert(1)","obj":{"k":[1,true,null,"q\""]},"empty":"",
         "big":9007199254740993,"huge":12345678901234567890,"tiny":0.000012345678901234567,"unixText":"1769860800","unixPart":1769860800.5,"decimalText":"9007199254740993.25","day":"2026-03-29","today":"2026-01-31"}
        """;

    [Theory]
    [InlineData("{{date t \"iso\"}}", "fr", "Europe/Paris", "2026-01-31T12:55:00+01:00")]
    [InlineData("{{date t \"medium\"}}", "fr", "Europe/Paris", "31 janv. 2026 12:55:00 UTC+01:00")]
    [InlineData("{{date t \"short\"}}|{{date day}}|{{date t \"date\"}}", "en", "Europe/Paris", "Jan 31, 2026 12:55 PM|Mar 29, 2026|Jan 31, 2026")]
    [InlineData("{{date t \"date\"}}", "en-GB", "UTC", "31 Jan 2026")]
    [InlineData("{{date t \"date\"}}", "de", "UTC", "31. Jan. 2026")]
    [InlineData("{{date t \"date\"}}", "ja", "UTC", "2026年1月31日")]
    [InlineData("{{date t \"date\"}}", "es", "UTC", "31 de ene de 2026")]
    [InlineData("{{date \"20260131\"}}|{{date \"20260131T115500Z\" \"iso\"}}|{{date \"2026-01-31 11:55\" \"iso\"}}|{{date \"2026-01-31t11:55:00.123456789+01:00\" \"iso\"}}", "en", "UTC", "Jan 31, 2026|2026-01-31T11:55:00+00:00|2026-01-31T11:55:00+00:00|2026-01-31T10:55:00+00:00")]
    [InlineData("{{date \"2100-06-01T00:00:00Z\" \"yyyy-MM-dd\"}}|{{date \"2100-06-01\" \"yyyy-MM-dd\"}}", "ar-SA", "UTC", "2100-06-01|2100-06-01")]
    [InlineData("{{relative \"0001-01-01\"}}|{{relative \"9999-12-31\"}}", "en", "Asia/Tokyo", "739646 days ago|in 2912412 days")]
    [InlineData("{{date \"02/03/2026\" default=\"?\"}}{{date \"12:30\" default=\"?\"}}{{date \"2/3\" default=\"?\"}}", "en", "UTC", "???")]
    [InlineData("{{date t \"long\"}}", "fr", "UTC", "samedi 31 janvier 2026 11:55 UTC")]
    [InlineData("{{date t \"yyyy/MM\"}}", "en", "UTC", "2026/01")]
    [InlineData("{{date unix \"iso\"}}", "en", "UTC", "2026-01-31T12:00:00+00:00")]
    [InlineData("{{date missing}}", "en", "UTC", "")]
    [InlineData("{{relative today}}|{{relative day}}", "en", "Asia/Tokyo", "today|in 57 days")]
    [InlineData("{{relative t}}", "en", "UTC", "5 minutes ago")]
    [InlineData("{{relative t}}", "fr-CA", "UTC", "il y a 5 minutes")]
    [InlineData("{{relative old}}", "en", "UTC", "2 days ago")]
    [InlineData("{{relative next}}", "fr", "UTC", "dans 2 heures")]
    [InlineData("{{relative next}}", "de", "UTC", "in 2 hours")]
    [InlineData("{{duration 3900}}", "en", "UTC", "1 hour 5 minutes")]
    [InlineData("{{duration 3600}}", "fr", "UTC", "1 heure")]
    [InlineData("{{duration 0}}", "fr", "UTC", "0 seconde")]
    [InlineData("{{number n 2}}", "en", "UTC", "1,234,567.89")]
    [InlineData("{{number n 2}}", "fr", "UTC", "1\u202f234\u202f567,89")]
    [InlineData("{{number two}}", "en", "UTC", "2")]
    [InlineData("{{number big}}|{{number big 1}}|{{number \"9007199254740993\"}}|{{number decimalText}}", "en", "UTC", "9,007,199,254,740,993|9,007,199,254,740,993.0|9,007,199,254,740,993|9,007,199,254,740,993.25")]
    [InlineData("{{number huge}}|{{number tiny}}", "de", "UTC", "12.345.678.901.234.567.000|0,000012")]
    [InlineData("{{date unixText \"iso\"}} {{date unixPart \"ss.f\"}} {{relative unixText}}", "en", "UTC", "2026-01-31T12:00:00+00:00 00.5 just now")]
    [InlineData("{{plural zero \"event\" \"events\"}}", "en", "UTC", "events")]
    [InlineData("{{plural zero \"événement\" \"événements\"}}", "fr", "UTC", "événement")]
    [InlineData("{{plural one \"a\" \"b\"}}{{plural two \"a\" \"b\"}}", "fr", "UTC", "ab")]
    [InlineData("{{severityLabel sev}} {{statusLabel \"resolved\"}}", "fr", "UTC", "Critique Résolu")]
    [InlineData("{{severityMark sev}}{{severityColor sev}}", "en", "UTC", "🔴#b42318")]
    [InlineData("{{truncate text 7}}|{{truncate text 100}}|{{truncate text 3 \"\"}}", "en", "UTC", "héllo …|héllo 😀 wörld|hél")]
    [InlineData("{{truncateBytes text 10}}|{{truncateBytes text 2}}", "en", "UTC", "héllo …|h")]
    [InlineData("{{upper text}} {{lower sev}}", "fr", "UTC", "HÉLLO 😀 WÖRLD critical")]
    [InlineData("{{join list \" + \"}} {{join list}}", "en", "UTC", "a + b a, b")]
    [InlineData("{{default missing \"x\"}}{{default empty \"y\"}}{{default one \"z\"}}", "en", "UTC", "xy1")]
    [InlineData("{{url u}}|{{url bad}}|{{url missing}}", "en", "UTC", "https://acme.com/a%20b?x=1&y=%3C2%3E||")]
    [InlineData("{{encode u}}", "en", "UTC", "https%3A%2F%2Facme.com%2Fa%20b%3Fx%3D1%26y%3D%3C2%3E")]
    [InlineData("{{json obj}}", "en", "UTC", "{\"k\":[1,true,null,\"q\\u0022\"]}")]
    [InlineData("{{#if (eq one 1)}}a{{/if}}{{#if (ne sev \"x\")}}b{{/if}}{{#if (gt two one)}}c{{/if}}{{#if (lt two one)}}d{{/if}}", "en", "UTC", "abc")]
    [InlineData("{{#if (and one two)}}a{{/if}}{{#if (and one zero)}}b{{/if}}{{#if (or zero two)}}c{{/if}}{{#if (not zero)}}d{{/if}}", "en", "UTC", "acd")]
    [InlineData("{{lookup obj.k 0}}", "en", "UTC", "1")]
    public void Call_Arguments_GivesText(string template, string locale, string zone, string expected) =>
        Texts.Render(template, Data, TextFormat.Text, locale: locale, zone: zone).Replace('\u00a0', ' ').Replace('\u202f', ' ').ShouldBe(expected.Replace('\u00a0', ' ').Replace('\u202f', ' '));

    [Theory]
    [InlineData("{{date sev}}", "date: argument 1 is a text of 8 characters; give a time")]
    [InlineData("{{date \"99999999999999\"}}", "date: argument 1 is a text of 14 characters; give a time")]
    [InlineData("{{date \"02/03/2026\"}}", "date: argument 1 is a text of 10 characters; give a time")]
    [InlineData("{{date \"12:30\"}}", "date: argument 1 is a text of 5 characters; give a time")]
    [InlineData("{{relative \"2/3\"}}", "relative: argument 1 is a text of 3 characters; give a time")]
    [InlineData("{{date t true}}", "date: argument 2 is the truth value true; give short")]
    [InlineData("{{number sev}}", "number: argument 1 is a text of 8 characters; give a number")]
    [InlineData("{{truncate text 0}}", "truncate: argument 2 is the number 0; give a whole number")]
    [InlineData("{{truncate text}}", "truncate: argument 2 is nothing; give a whole number")]
    [InlineData("{{date t \"'open\"}}", "date: argument 2")]
    [InlineData("{{duration 1e300}}", "duration")]
    public void Call_WrongArguments_FailsWithTheFix(string template, string expected) =>
        Should.Throw<RenderLimitException>(() => Texts.Render(template, Data, TextFormat.Text)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("fr", "dans 2\u00a0heures")]
    [InlineData("en", "in 2 hours")]
    public void Call_FrenchAmount_DoesNotBreak(string locale, string expected) => Texts.Render("{{relative next}}", Data, TextFormat.Text, locale: locale).ShouldBe(expected);

    [Fact]
    public void Call_WrongArguments_SaysNothingOfTheValue() =>
        Should.Throw<RenderLimitException>(() => Texts.Render("{{date mail}}", """{"mail":"anna@x.test"}""", TextFormat.Text)).Message.ShouldNotContain("anna");
}
