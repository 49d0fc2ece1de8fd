using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>How an identity is written down.</summary>
internal static class IdentityFormat
{
    /// <summary>Stands in the byte of the kind. Records from before there were exercises have it not.</summary>
    public const int DrillBit = 0x80;

    public static void Write(RecordWriter w, in EventIdentity identity)
    {
        w.Byte((byte)((int)identity.Kind | (identity.IsDrill ? DrillBit : 0)));
        w.Text(identity.Tenant);
        w.Text(identity.Key);
        w.Text(identity.Type);
    }

    public static EventIdentity Read(ref RecordReader r)
    {
        var kind = r.Byte();
        return EventIdentity.Restore((IdentityKind)(kind & ~DrillBit), (kind & DrillBit) != 0, r.RequiredText(), r.RequiredText(), r.RequiredText());
    }
}
