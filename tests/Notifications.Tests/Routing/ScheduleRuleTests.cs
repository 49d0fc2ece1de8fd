using System.Globalization;
using Notifications.Configuration;
using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class ScheduleRuleTests
{
    [Theory]
    [InlineData("0 9 * * MON-FRI", "UTC", "2026-05-01T09:00Z", "2026-05-04T09:00Z")]
    [InlineData("0 9 * * MON-FRI", "UTC", "2026-05-01T08:59:59Z", "2026-05-01T09:00Z")]
    [InlineData("*/15 8-10 * * *", "UTC", "2026-05-01T10:45Z", "2026-05-02T08:00Z")]
    [InlineData("5/20 * * * *", "UTC", "2026-05-01T10:25Z", "2026-05-01T10:45Z")]
    [InlineData("0 0 31 * *", "UTC", "2026-04-01T00:00Z", "2026-05-31T00:00Z")]
    [InlineData("0 0 29 2 *", "UTC", "2096-03-01T00:00Z", "2104-02-29T00:00Z")]
    [InlineData("0 0 13 * 5", "UTC", "2026-05-01T00:00Z", "2026-05-08T00:00Z")]
    [InlineData("0 0 13 * 5", "UTC", "2026-05-08T00:00Z", "2026-05-13T00:00Z")]
    [InlineData("0 0 * * 7", "UTC", "2026-05-04T00:00Z", "2026-05-10T00:00Z")]
    [InlineData("59 23 31 dec *", "UTC", "2026-12-31T23:59Z", "2027-12-31T23:59Z")]
    [InlineData("0 9 * * *", "Europe/Paris", "2026-01-10T00:00Z", "2026-01-10T08:00Z")]
    [InlineData("0 9 * * *", "Europe/Paris", "2026-07-10T00:00Z", "2026-07-10T07:00Z")]

    // The gap of 2026-03-29, 02:00 to 03:00 in Paris; the overlap of 2026-10-25, 02:00 to 03:00 twice.
    [InlineData("30 2 * * *", "Europe/Paris", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-03-29T01:00Z", "2026-03-30T00:30Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-25T00:45Z", "2026-10-26T01:30Z")]
    [InlineData("30 * * * *", "Europe/Paris", "2026-10-25T00:30Z", "2026-10-25T01:30Z")]
    [InlineData("30 * * * *", "Europe/Paris", "2026-03-29T00:30Z", "2026-03-29T01:30Z")]
    [InlineData("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00Z", "2018-11-04T03:00Z")]
    [InlineData("0 * * * 1", "Pacific/Apia", "2011-12-29T12:00Z", "2012-01-01T10:00Z")]
    [InlineData("30 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00Z", "2026-04-04T14:30Z")]
    public void Next_Cron_ByTable(string cron, string zone, string after, string expected) =>
        Next(new ScheduleOptions { Cron = cron, TimeZone = zone }, after).ShouldBe(Instant(expected));

    [Theory]
    [InlineData("00:15:00", "2026-05-01T10:00Z", "2026-05-01T10:15Z")]
    [InlineData("00:15:00", "2026-05-01T10:14:59Z", "2026-05-01T10:15Z")]
    [InlineData("1.00:00:00", "2026-05-01T10:00Z", "2026-05-02T00:00Z")]
    [InlineData("01:00:00", "1969-12-31T22:30Z", "1969-12-31T23:00Z")]
    [InlineData("01:00:00", "1969-12-31T23:00Z", "1970-01-01T00:00Z")]
    public void Next_Interval_AlignedToTheEpoch(string interval, string after, string expected) =>
        Next(new ScheduleOptions { Interval = TimeSpan.Parse(interval, CultureInfo.InvariantCulture) }, after).ShouldBe(Instant(expected));

    [Fact]
    public void Next_EndOfTheCalendar_IsNull()
    {
        Next(new ScheduleOptions { Cron = "0 0 1 1 *" }, "9999-12-31T23:59:59Z").ShouldBeNull();
        Next(new ScheduleOptions { Cron = "0 * 1 1 *" }, "9999-12-31T23:59:59Z").ShouldBeNull();
        Next(new ScheduleOptions { Interval = TimeSpan.FromDays(365) }, "9999-12-31T23:59:59Z").ShouldBeNull();
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void Next_EveryInstantOfAYear_RisesAndIsAfter(string zone)
    {
        var schedule = Compile(new ScheduleOptions { Cron = "*/30 0-3 * * *", TimeZone = zone });
        var at = Instant("2026-01-01T00:00Z");
        for (var i = 0; i < 3_000; i++)
        {
            var next = schedule.Next(at).ShouldNotBeNull();
            next.ShouldBeGreaterThan(at);
            (next - at).ShouldBeLessThan(TimeSpan.FromHours(23));
            schedule.Next(next.AddTicks(-1)).ShouldBe(next);
            at = next;
        }
    }

    [Theory]
    [InlineData("* * * *", "4 fields")]
    [InlineData("60 * * * *", "minute '60'")]
    [InlineData("* 24 * * *", "hour '24'")]
    [InlineData("* * 0 * *", "day of month '0'")]
    [InlineData("* * * FOO *", "month 'FOO'")]
    [InlineData("* * * * 8", "day of week '8'")]
    [InlineData("5-1 * * * *", "minute '5-1'")]
    [InlineData("*/0 * * * *", "minute '*/0'")]
    [InlineData("1,,2 * * * *", "minute ''")]
    [InlineData("-1 * * * *", "minute '-1'")]
    [InlineData("0 0 30 2 *", "no year has")]
    public void Compile_BadCron_SaysWhatAndHow(string cron, string expected)
    {
        var errors = new ErrorList();
        ScheduleCompiler.Compile(new ScheduleOptions { Cron = cron }, "S", errors).ShouldBeNull();
        errors.ToArray().ShouldHaveSingleItem().Message.ShouldContain(expected);
    }

    [Fact]
    public void Compile_BothOrNeither_IsAnError()
    {
        var errors = new ErrorList();
        ScheduleCompiler.Compile(new ScheduleOptions(), "S", errors).ShouldBeNull();
        ScheduleCompiler.Compile(new ScheduleOptions { Cron = "* * * * *", Interval = TimeSpan.FromHours(1) }, "S", errors).ShouldBeNull();
        errors.Count.ShouldBe(2);
    }

    private static DateTimeOffset? Next(ScheduleOptions options, string after) => Compile(options).Next(Instant(after));

    private static CompiledSchedule Compile(ScheduleOptions options)
    {
        var errors = new ErrorList();
        var schedule = ScheduleCompiler.Compile(options, "S", errors);
        errors.ToArray().ShouldBeEmpty();
        return schedule.ShouldNotBeNull();
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
