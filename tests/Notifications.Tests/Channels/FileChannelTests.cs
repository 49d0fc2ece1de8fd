using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Notifications.Tests.Channels;

public sealed class FileChannelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SendAsync_Message_IsOneObjectOnOneLine()
    {
        await Send(Message(1));
        var line = JsonDocument.Parse(_folder.ReadLines("m.jsonl").ShouldHaveSingleItem()).RootElement;
        line.GetProperty("id").GetGuid().ShouldBe(Message(1).DeliveryId.ToGuid());
        line.GetProperty("key").GetString().ShouldBe("key-1");
        line.GetProperty("channel").GetString().ShouldBe("file");
        line.GetProperty("destination").GetString().ShouldBe("#ops");
        line.GetProperty("status").GetString().ShouldBe("firing");
        line.GetProperty("severity").GetString().ShouldBe("high");
        line.GetProperty("subject").GetString().ShouldBe("Disk\nfull \u009b");
        line.GetProperty("text").GetString().ShouldBe("db-1");
        line.GetProperty("aggregate").GetProperty("count").GetInt32().ShouldBe(3);
        var happened = line.GetProperty("event");
        happened.GetProperty("specversion").GetString().ShouldBe("1.0");
        happened.GetProperty("type").GetString().ShouldBe("disk.full");
        happened.GetProperty("labels").GetProperty("instance").GetString().ShouldBe("db-1");
        happened.GetProperty("data").GetProperty("paths")[1].GetString().ShouldBe("/var");
        happened.TryGetProperty("source", out _).ShouldBeFalse();
        File.ReadAllText(_folder["m.jsonl"]).ShouldNotContain('\u009b');
    }

    [Fact]
    public async Task SendAsync_DataIsNoJson_IsRejectedAsContent()
    {
        var message = Message(1) with { Event = new NotificationEvent { Type = "t", Data = EventData.FromJson("{") } };
        (await Send(message)).Rejection.ShouldBe(RejectionKind.Content);
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_FilesFull_KeepsTheNewest()
    {
        using var channel = Open(maxSize: 4_096, maxFiles: 3);
        for (var i = 1; i <= 60; i++)
            (await channel.SendAsync(Message(i), Cancellation)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        _folder.Files.ShouldBe(["m.jsonl", "m.jsonl.1", "m.jsonl.2"]);
        foreach (var file in _folder.Files)
            new FileInfo(_folder[file]).Length.ShouldBeLessThanOrEqualTo(4_096);
        string[] lines = [.. _folder.ReadLines("m.jsonl.2"), .. _folder.ReadLines("m.jsonl.1"), .. _folder.ReadLines("m.jsonl")];
        var keys = lines.Select(static l => JsonDocument.Parse(l).RootElement.GetProperty("key").GetString());
        keys.ShouldBe(Enumerable.Range(61 - lines.Length, lines.Length).Select(static i => $"key-{i}"));
    }

    [Fact]
    public async Task SendAsync_OneFile_BeginsItAnew()
    {
        using var channel = Open(maxSize: 4_096, maxFiles: 1);
        for (var i = 1; i <= 30; i++)
            await channel.SendAsync(Message(i), Cancellation);
        _folder.Files.ShouldBe(["m.jsonl"]);
        new FileInfo(_folder["m.jsonl"]).Length.ShouldBeLessThanOrEqualTo(4_096);
    }

    [Fact]
    public async Task SendAsync_MessageLargerThanAFile_GetsOneToItself()
    {
        using var channel = Open(maxSize: 4_096, maxFiles: 5);
        await channel.SendAsync(Message(1), Cancellation);
        await channel.SendAsync(Message(2) with { Content = new NotificationContent { Subject = "s", Text = new string('x', 10_000) } }, Cancellation);
        await channel.SendAsync(Message(3), Cancellation);
        _folder.ReadLines("m.jsonl.2").Length.ShouldBe(1);
        _folder.ReadLines("m.jsonl.1").Length.ShouldBe(1);
        _folder.ReadLines("m.jsonl").Length.ShouldBe(1);
    }

    [Fact]
    public async Task SendAsync_TornLineOfACrash_IsEnded()
    {
        await File.WriteAllTextAsync(_folder["m.jsonl"], "{\"id\":\"tor", Cancellation);
        await Send(Message(1));
        var lines = _folder.ReadLines("m.jsonl");
        lines.Length.ShouldBe(2);
        JsonDocument.Parse(lines[1]).RootElement.GetProperty("key").GetString().ShouldBe("key-1");
    }

    [Fact]
    public async Task SendAsync_DirectoryIsMissing_IsMade()
    {
        using var channel = new FileChannel("file", new FileChannelOptions { Path = Path.Combine(_folder["a"], "b", "m.jsonl") }, NullLogger.Instance);
        (await channel.SendAsync(Message(1), Cancellation)).Kind.ShouldBe(DeliveryResultKind.Delivered);
    }

    [Fact]
    public async Task SendAsync_DirectoryIsAFile_IsRejectedAsConfiguration()
    {
        await File.WriteAllTextAsync(_folder["a"], "x", Cancellation);
        using var channel = new FileChannel("file", new FileChannelOptions { Path = Path.Combine(_folder["a"], "m.jsonl") }, NullLogger.Instance);
        (await channel.SendAsync(Message(1), Cancellation)).Rejection.ShouldBe(RejectionKind.Configuration);
    }

    [Fact]
    public async Task SendAsync_FileMovedAway_BeginsANewOne()
    {
        using var channel = Open();
        await channel.SendAsync(Message(1), Cancellation);
        File.Move(_folder["m.jsonl"], _folder["moved"]);
        await channel.SendAsync(Message(2), Cancellation);
        _folder.ReadLines("moved").Length.ShouldBe(1);
        _folder.ReadLines("m.jsonl").Length.ShouldBe(1);
    }

    private static ChannelMessage Message(int number)
    {
        var time = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        return new ChannelMessage
        {
            DeliveryId = new NotificationId(number, time),
            IdempotencyKey = $"key-{number}",
            Channel = "file",
            Destination = "#ops",
            Status = NotificationStatus.Firing,
            Aggregate = new AggregateSummary { Count = 3, First = time, Last = time },
            Event = new NotificationEvent
            {
                Type = "disk.full",
                Severity = Severity.High,
                Labels = LabelSet.From(new Dictionary<string, string> { ["instance"] = "db-1" }),
                Data = EventData.FromJson("{\n  \"paths\": [\n \"/\",\r\n \"/var\" ]\n}"),
            },
            Content = new NotificationContent { Subject = "Disk\nfull \u009b", Text = "db-1" },
        };
    }

    private FileChannel Open(long maxSize = 10_000_000, int maxFiles = 5) => new(
        "file", new FileChannelOptions { Path = _folder["m.jsonl"], MaxFileSize = maxSize, MaxFiles = maxFiles }, NullLogger.Instance);

    private async Task<DeliveryResult> Send(ChannelMessage message)
    {
        using var channel = Open();
        return await channel.SendAsync(message, Cancellation);
    }
}
