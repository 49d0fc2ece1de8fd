using System.Text;
using Notifications.Slack.Tests.Support;

namespace Notifications.Slack.Tests.Interop;

/// <summary>What the channel sends is of the types that Slack publishes (npm <c>@slack/types</c>), by the verdict of the TypeScript compiler.</summary>
public sealed class TypesTests
{
    private static readonly NodeFolder Scripts = NodeFolder.Of("Interop");

    [Fact]
    public async Task Messages_OfAllKinds_AreOfSlacksTypes()
    {
        var source = new StringBuilder("import type { KnownBlock, MessageAttachment } from '@slack/types';\n");
        var number = 0;
        foreach (var message in Messages())
        {
            await using var slack = await FakeSlack.StartAsync();
            using var host = SlackHost.Bot(slack);
            (await host.SendAsync(message)).Kind.ShouldBe(DeliveryResultKind.Delivered);
            source.Append("export const blocks").Append(++number).Append(": KnownBlock[] = ").Append(slack.Single.Body.GetProperty("blocks").GetRawText()).Append(";\n");
            source.Append("export const attachments").Append(number).Append(": MessageAttachment[] = ").Append(slack.Single.Body.GetProperty("attachments").GetRawText()).Append(";\n");
        }

        (await CompileAsync("messages.ts", source.ToString())).ShouldBe(string.Empty);

        // The compiler does look.
        (await CompileAsync("wrong.ts", source.Replace("\"plain_text\"", "\"plain\"").ToString())).ShouldContain("error TS");
    }

    private static IEnumerable<ChannelMessage> Messages()
    {
        yield return TestMessages.Plain;
        yield return (TestMessages.Plain with { Aggregate = new AggregateSummary { Count = 7, First = TestMessages.Time, Last = TestMessages.Time } }).With(NotificationStatus.Resolved);
        yield return TestMessages.Saying(new string('s', 300), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦 <!channel> & \"q\"\n", 5_000)));
        yield return TestMessages.WithActions(
            new() { Label = "Open", Url = "https://x.example/1?a=b&c=d" },
            new() { Label = "Acknowledge", Name = "acknowledge", Value = "42", Style = NotificationActionStyle.Primary },
            new() { Label = "Delete", Name = "delete", Style = NotificationActionStyle.Danger });
        var labels = Enumerable.Range(0, 200).ToDictionary(static i => $"label-{i:D3}", static i => new string('v', i) + "<&😀", StringComparer.Ordinal);
        yield return TestMessages.Plain with { Event = TestMessages.Plain.Event with { Labels = LabelSet.From(labels) } };
    }

    private static async Task<string> CompileAsync(string file, string source)
    {
        await File.WriteAllTextAsync(Path.Combine(Scripts.Path, file), source);
        return await Scripts.RunAsync(
            ["node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--target", "es2022", "--module", "esnext", "--types", "", file], mayFail: true);
    }
}
