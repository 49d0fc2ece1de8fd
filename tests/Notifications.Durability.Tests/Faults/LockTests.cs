using Notifications.Durability.Kill;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

/// <summary>One process a journal, whatever the host switches off and whoever tidies up.</summary>
public sealed class LockTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("journal-lock").FullName;

    private string Journal => Path.Combine(_root, "journal");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Lock_TheHolderHasSwitchedOffTheLocksOfTheRuntime_IsRefused()
    {
        await using var receiver = new KeyReceiver();
        using var victim = new VictimProcess(Journal, receiver.Port, "c", "none", ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));
        await victim.UntilAsync(static v => v.Count("accepted ") > 0);

        Should.Throw<JournalException>(() => new DiskDirectory(Journal, TimeProvider.System).Lock()).Error.ShouldBe(JournalError.Locked);

        // And the one that comes second has switched them off too.
        using var second = new VictimProcess(Journal, receiver.Port, "d", "none", ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));
        (await second.EndAsync()).ShouldNotBe(0);
        second.Errors.ShouldContain("is held by another process");
        await victim.KillAsync(TimeSpan.Zero);
    }

    [Fact]
    public void IsOurs_LockIsDeleted_IsNotUntilItIsTakenAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open cannot be deleted there");
        var directory = new DiskDirectory(Journal, TimeProvider.System);
        directory.IsOurs.ShouldBeFalse();
        using (directory.Lock())
        {
            directory.IsOurs.ShouldBeTrue();
            File.Delete(Path.Combine(Journal, "lock"));
            directory.IsOurs.ShouldBeFalse();

            var second = new DiskDirectory(Journal, TimeProvider.System);
            using var taken = second.Lock();
            second.IsOurs.ShouldBeTrue();
            if (OperatingSystem.IsLinux())
                directory.IsOurs.ShouldBeFalse("the name leads to the lock of another");
        }

        directory.IsOurs.ShouldBeFalse();
    }
}
