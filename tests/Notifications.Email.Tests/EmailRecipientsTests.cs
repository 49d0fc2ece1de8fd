using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Notifications.Email.Tests.Interop;
using Notifications.Email.Tests.Support;
using Notifications.Storage;

namespace Notifications.Email.Tests;

/// <summary>The channel in an engine: recipients who are refused for now get the mail later, the others never twice.</summary>
public sealed class EmailRecipientsTests(NodeServers servers) : IClassFixture<NodeServers>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Greylisted_OneOfThree_GetsTheSameMailLater()
    {
        await using var engine = await EmailEngine.StartAsync(servers["plain"], "anna@example.test, grey1@example.test, bob@example.test");

        var delivery = await engine.SendAsync();

        (delivery.State, delivery.NotFor.Count, delivery.Attempts.Count).ShouldBe((DeliveryState.Sent, 0, 2));
        delivery.Attempts[0].Reason.ShouldBe("not for grey1@example.test (SMTP 450 4.7.1 (greylisted, come back later))");
        delivery.Attempts[1].Reason.ShouldBe("only for grey1@example.test");
        var mails = await servers.TakeAsync();
        mails.Select(static m => string.Join(',', m.GetProperty("envelope").GetProperty("to").EnumerateArray().Select(static t => t.GetString()))).ShouldBe(["anna@example.test,bob@example.test", "grey1@example.test"]);
        mails.Select(static m => m.GetProperty("raw").GetString()).Distinct().Count().ShouldBe(1);
        mails[1].GetProperty("to").GetArrayLength().ShouldBe(3);
        delivery.ProviderMessageId.ShouldBe(mails[0].GetProperty("messageId").GetString());
        engine.Engine.GetStatistics().RecipientsMissed.ShouldBe(0);
    }

    [Fact]
    public async Task Full_ForEverAndAnotherUnknown_EndsAsSentAndNamesBoth()
    {
        await using var engine = await EmailEngine.StartAsync(servers["plain"], "unknown@example.test, full@example.test, anna@example.test", deadline: TimeSpan.FromSeconds(2));

        var delivery = await engine.SendAsync();

        delivery.State.ShouldBe(DeliveryState.Sent);
        delivery.NotFor.ShouldBe(["unknown@example.test", "full@example.test"]);
        delivery.Reasons.ShouldContain(DecisionReason.RecipientsMissed);
        delivery.Attempts.Skip(1).ShouldAllBe(static a => a.Reason!.StartsWith("only for full@example.test: Recipient: SMTP 452 4.2.2", StringComparison.Ordinal));
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("envelope").GetProperty("to").EnumerateArray().Select(static t => t.GetString()).ShouldBe(["anna@example.test"]);
        var statistics = engine.Engine.GetStatistics();
        (statistics.Created, statistics.Sent, statistics.RecipientsMissed).ShouldBe((1, 1, 2));
    }

    [Fact]
    public async Task Killed_BetweenTheTwoAttempts_TheNextProcessSendsToThoseWhoAreLeft()
    {
        var isGrey = true;
        await using var server = new SinkServer { Reply = command => command == "RCPT TO:<bob@example.test>" && Volatile.Read(ref isGrey) ? "450 4.7.1 greylisted" : null };
        var directory = Directory.CreateTempSubdirectory("email-kill").FullName;
        try
        {
            using (var first = Victim(directory, server.Port, "anna@example.test,bob@example.test,carl@example.test"))
            {
                (await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken)).ShouldBe("left bob@example.test");
                first.Kill();
                await first.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Volatile.Write(ref isGrey, false);
            using var second = Victim(directory, server.Port);
            (await second.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken)).ShouldBe("Sent after 2 mails, not for []");
            await second.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        server.Recipients.ShouldBe(["anna@example.test,carl@example.test", "bob@example.test"]);
        server.Messages.Distinct().Count().ShouldBe(1);
    }

    private static Process Victim(string directory, int port, params string[] recipients)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Notifications.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        var folder = typeof(EmailRecipientsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "VictimDirectory").Value!;
        string[] arguments = [Path.Combine(root, folder, "Notifications.Email.Victim.dll"), directory, port.ToString(CultureInfo.InvariantCulture), .. recipients];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
    }
}
