using System.Globalization;

namespace Notifications.PagerDuty.Events;

/// <summary>How much of the details is sent. An event that is too large is written again on the next level, so the same message always gives the same bytes.</summary>
/// <param name="MaxText">Unicode characters of a text.</param>
/// <param name="MaxMembers">Members of an object, labels among them.</param>
/// <param name="MaxItems">Items of a list, samples among them.</param>
/// <param name="HasData">The event's data and the samples are sent.</param>
internal sealed record DetailLevel(int MaxText, int MaxMembers, int MaxItems, bool HasData)
{
    /// <summary>From everything to what fits always.</summary>
    public static readonly DetailLevel[] All =
    [
        new(int.MaxValue, int.MaxValue, int.MaxValue, HasData: true),
        new(8_192, 256, 100, HasData: true),
        new(1_024, 64, 16, HasData: true),
        new(256, 32, 0, HasData: false),
    ];

    public static string DescribeLeftOut(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count:N0} more");

    /// <summary>What is told beside the details when they are not whole.</summary>
    /// <param name="size">The bytes of the whole event.</param>
    public string Describe(int size) => string.Create(
        CultureInfo.InvariantCulture,
        $"Shortened: the whole event has {size:N0} bytes, and PagerDuty takes 512 KB. Texts end after {MaxText:N0} characters, objects after {MaxMembers:N0} members{(HasData ? $", lists after {MaxItems:N0} items" : ", data and samples were left out")}.");
}
