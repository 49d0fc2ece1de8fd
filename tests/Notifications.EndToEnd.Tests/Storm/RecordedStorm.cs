using System.Text.Json;
using Notifications.EndToEnd.Tests.Support;

namespace Notifications.EndToEnd.Tests.Storm;

/// <summary>The recorded storm, read apart from the library: what has to be told.</summary>
internal sealed class RecordedStorm
{
    private RecordedStorm(int events, IReadOnlyDictionary<string, string> lastStatus, IReadOnlySet<string> everResolved)
    {
        Events = events;
        LastStatus = lastStatus;
        EverResolved = everResolved;
    }

    public static RecordedStorm Instance { get; } = Read();

    public int Events { get; }

    /// <summary>The last status of each label set.</summary>
    public IReadOnlyDictionary<string, string> LastStatus { get; }

    public IReadOnlySet<string> EverResolved { get; }

    private static RecordedStorm Read()
    {
        var events = 0;
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var resolved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(SampleFiles.Storm))
        {
            using var json = JsonDocument.Parse(line);
            var labels = string.Join(',', json.RootElement.GetProperty("data").GetProperty("labels").EnumerateObject()
                .OrderBy(static l => l.Name, StringComparer.Ordinal).Select(static l => $"{l.Name}={l.Value}"));
            var status = json.RootElement.GetProperty("status").GetString()!;
            last[labels] = status;
            if (status == "resolved")
                resolved.Add(labels);
            events++;
        }

        return new RecordedStorm(events, last, resolved);
    }
}
