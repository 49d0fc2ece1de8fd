using System.Globalization;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Something that is missing from a journal.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">From which byte on.</param>
/// <param name="FirstLsn">The first commit that is missing; 0 when that is not known.</param>
/// <param name="LastLsn">The last one; 0 when that is not known.</param>
/// <param name="What">What is wrong.</param>
internal sealed record Loss(string File, long Offset, long FirstLsn, long LastLsn, string What)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{File} at byte {Offset}: {What}{(FirstLsn == 0 ? string.Empty : LastLsn == 0 ? $", commits {FirstLsn} and later" : FirstLsn == LastLsn ? $", commit {FirstLsn}" : $", commits {FirstLsn} to {LastLsn}")}");
}
