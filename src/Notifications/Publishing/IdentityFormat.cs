using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>How an identity is written down.</summary>
internal static class IdentityFormat
{
    public static void Write(RecordWriter w, in EventIdentity identity)
    {
        w.Byte((byte)identity.Kind);
        w.Text(identity.Tenant);
        w.Text(identity.Key);
        w.Text(identity.Type);
    }

    public static EventIdentity Read(ref RecordReader r) =>
        EventIdentity.Restore((IdentityKind)r.Byte(), r.RequiredText(), r.RequiredText(), r.RequiredText());
}
