using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifications.Hosting;
using Notifications.Storage.Journal;
using Notifications.Storage.Journal.Format;

namespace Notifications.Durability;

public sealed class AddJournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("journal-add").FullName;

    private string Journal => Path.Combine(_directory, "journal");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Start_OptionsAreWrong_NamesAllErrorsAtOnce()
    {
        using var host = Build(static o => (o.Path, o.SegmentSize, o.KeyCapacity, o.Durability) = (" ", 5, -1, (JournalDurability)7));

        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        error.Failures.Count().ShouldBe(4);
        foreach (var name in (string[])["Path", "SegmentSize", "KeyCapacity", "Durability"])
            error.Message.ShouldContain(name);
    }

    [Fact]
    public async Task Start_AnotherHasTheJournal_SaysWhoAndWhatToDo()
    {
        using var first = Build();
        await first.StartAsync(TestContext.Current.CancellationToken);
        using var second = Build();

        var error = await Should.ThrowAsync<JournalException>(() => second.StartAsync(TestContext.Current.CancellationToken));

        error.Error.ShouldBe(JournalError.Locked);
        error.Message.ShouldContain($"process {Environment.ProcessId}");
        error.Message.ShouldContain("a directory of its own");
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Configuration_OptionsAreRight_AreTaken()
    {
        using var host = BuildFrom(new() { ["Journal:Path"] = Journal, ["Journal:Durability"] = "osBuffered", ["Journal:SegmentSize"] = "131072" });
        await host.StartAsync(TestContext.Current.CancellationToken);

        var options = host.Services.GetRequiredService<IOptions<JournalOptions>>().Value;
        (options.Path, options.Durability, options.SegmentSize).ShouldBe((Journal, JournalDurability.OsBuffered, 131072));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Open_AgainAfterItFailed_Works()
    {
        Directory.CreateDirectory(Journal);
        var lockFile = Path.Combine(Journal, "lock");
        Directory.CreateDirectory(lockFile);
        using var host = Build();
        var engine = host.Services.GetRequiredService<INotificationEngine>();
        await Should.ThrowAsync<JournalException>(async () => await engine.StartAsync(TestContext.Current.CancellationToken));
        Directory.Delete(lockFile);

        await engine.StartAsync(TestContext.Current.CancellationToken);

        await engine.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("file/below", "file")]
    [InlineData("taken", "taken/lock/inside")]
    public async Task Start_DirectoryCannotBeUsed_SaysSoAndNotThatItIsLocked(string path, string file)
    {
        var made = Path.Combine(_directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        await File.WriteAllTextAsync(made, "x", TestContext.Current.CancellationToken);
        using var host = Build(o => o.Path = Path.Combine(_directory, path));

        var error = await Should.ThrowAsync<JournalException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        error.Error.ShouldBe(JournalError.Inaccessible);
        error.Message.ShouldContain(Path.Combine(_directory, path));
        error.Message.ShouldContain("allowed to write");
    }

    [Fact]
    public void Lock_AnotherHasTheFileOpen_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows locks every file that is not shared");
        var path = Path.Combine(_directory, "lock");
        using var first = Open(FileMode.Create);
        using (Open(FileMode.Open))
            DiskErrors.IsHeld(Should.Throw<IOException>(() => FileLock.Take(first))).ShouldBeTrue();

        FileLock.Take(first);

        Microsoft.Win32.SafeHandles.SafeFileHandle Open(FileMode mode) => File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    [Fact]
    public async Task Files_OnUnix_AreTheOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the rights of the directory above");
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        File.GetUnixFileMode(Journal).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Journal, "*.ntj"))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_ForeignFilesInTheDirectory_AreLeftAlone()
    {
        Directory.CreateDirectory(Journal);
        await File.WriteAllTextAsync(Path.Combine(Journal, "foo.tmp"), "x", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Journal, "spare.tmp"), "x", TestContext.Current.CancellationToken);
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        File.Exists(Path.Combine(Journal, "foo.tmp")).ShouldBeTrue();
        await host.StopAsync(TestContext.Current.CancellationToken);
        File.ReadAllText(Path.Combine(Journal, "foo.tmp")).ShouldBe("x");
    }

    [Fact]
    public void Flush_DiskDoesNotConfirm_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a pipe is a file of Unix that cannot be flushed");
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false);

        Should.Throw<IOException>(() => new DiskFile(handle).Flush()).Message.ShouldContain("did not confirm");
    }

    [Fact]
    public void Lock_DirectoriesAreMade_EachNameIsFlushed()
    {
        List<string> flushed = [];
        var path = Path.Combine(_directory, "a", "b");

        new DiskDirectory(path, TimeProvider.System, flushed.Add).Lock().Dispose();
        flushed.Order().ShouldBe([_directory, Path.Combine(_directory, "a")]);

        // Whoever made it may have ended before its name was safe.
        flushed.Clear();
        new DiskDirectory(path, TimeProvider.System, flushed.Add).Lock().Dispose();
        flushed.ShouldBe([Path.Combine(_directory, "a")]);
    }

    [Fact]
    public async Task Start_LaterReleaseWroteIt_IsRefused()
    {
        using (var host = Build())
            await host.StartAsync(TestContext.Current.CancellationToken);
        var segment = Directory.GetFiles(Journal, "*.ntj").Single();
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[8]++;
        BitConverter.TryWriteBytes(bytes.AsSpan(FileHeader.Size - 4), Checksum.Append(0, bytes.AsSpan(0, FileHeader.Size - 4))).ShouldBeTrue();
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        using var next = Build();

        (await Should.ThrowAsync<JournalException>(() => next.StartAsync(TestContext.Current.CancellationToken))).Error.ShouldBe(JournalError.Newer);
    }

    [Theory]
    [InlineData(JournalDurability.Durable)]
    [InlineData(JournalDurability.OsBuffered)]
    public async Task Restart_ScheduledRequest_IsThereAndCanBeCancelled(JournalDurability durability)
    {
        string id;
        using (var host = Build(o => (o.Path, o.Durability) = (Journal, durability)))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            var result = await host.Services.GetRequiredService<INotificationPublisher>().SendAsync(
                new NotificationRequest { Recipients = [Recipient.Address("a")], Channels = ["log"], Subject = "s", Body = "t", SendAt = TimeProvider.System.GetUtcNow().AddDays(1) },
                TestContext.Current.CancellationToken);
            result.IsAccepted.ShouldBeTrue(result.Error?.ToString());
            id = result.RequestId;
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        using var next = Build(o => (o.Path, o.Durability) = (Journal, durability));
        await next.StartAsync(TestContext.Current.CancellationToken);
        next.Services.GetRequiredService<INotificationEngine>().GetStatistics().Pending.ShouldBe(1);
        (await next.Services.GetRequiredService<INotificationPublisher>().CancelAsync(id, TestContext.Current.CancellationToken)).Cancelled.ShouldBe(1);
        await next.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost BuildFrom(Dictionary<string, string?> configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddNotifications(n => n.AddJournal(builder.Configuration.GetSection("Journal")).AddLog().AddRule("all", static r => r.OnEvent("**").To("log")));
        return builder.Build();
    }

    private IHost Build(Action<JournalOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNotifications(n => n.AddJournal(configure ?? (o => o.Path = Journal)).AddLog().AddRule("all", static r => r.OnEvent("**").To("log")));
        return builder.Build();
    }
}
