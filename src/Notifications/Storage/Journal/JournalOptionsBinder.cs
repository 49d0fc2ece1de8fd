using Notifications.Sections;

namespace Notifications.Storage.Journal;

/// <summary>Lays a section over the journal's options.</summary>
internal static class JournalOptionsBinder
{
    public static void Bind(SectionReader reader, JournalOptions options)
    {
        reader.Text("Path", v => options.Path = v!);
        reader.Choice<JournalDurability>("Durability", v => options.Durability = v);
        reader.SmallSize("SegmentSize", v => options.SegmentSize = v);
        reader.Truth("ContinueWithLoss", v => options.ContinueWithLoss = v);
        reader.Number("KeyCapacity", v => options.KeyCapacity = v);
    }
}
