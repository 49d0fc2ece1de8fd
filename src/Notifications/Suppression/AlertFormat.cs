using System.Buffers;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>How it is written down what was told. The chains are not part of it: they follow from the live deliveries.</summary>
internal static class AlertFormat
{
    /// <summary>Since this version it is known how bad it was what was told, and whether something was held.</summary>
    private const byte SeverityVersion = 2;

    public static void Write(AlertState alert, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(SeverityVersion);
        IdentityFormat.Write(w, alert.Identity);
        w.Byte((byte)alert.Latest);
        w.Fixed64(alert.LastSeenTicks);
        w.Fixed64(alert.DueTicks);
        w.Bool(alert.WasHeld);
        w.Count(alert.Destinations.Count);
        foreach (var told in alert.Destinations)
        {
            w.Text(told.Channel);
            w.Text(told.Destination);
            w.Text(told.RuleName);
            w.Byte((byte)told.Lane);
            w.Byte((byte)told.Told);
            w.Bool(told.MayHaveArrived);
            w.Text(told.ProviderMessageId);
            w.Byte((byte)told.Severity);
        }

        // At the end, where releases that do not know it do not look.
        w.Int(alert.ChangedBy);
    }

    public static AlertState Read(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        var hasSeverity = r.Version(SeverityVersion) == SeverityVersion;
        var alert = new AlertState(IdentityFormat.Read(ref r))
        {
            Latest = (NotificationStatus)r.Byte(),
            LastSeenTicks = r.Fixed64(),
            DueTicks = r.Fixed64(),
            WasHeld = hasSeverity && r.Bool(),
        };
        var count = r.Count();
        for (var i = 0; i < count; i++)
        {
            alert.Destinations.Add(new ToldDestination(r.RequiredText(), r.Text())
            {
                RuleName = r.Text(),
                Lane = (Priority)r.Byte(),
                Told = (NotificationStatus)r.Byte(),
                MayHaveArrived = r.Bool(),
                ProviderMessageId = r.Text(),
                Severity = hasSeverity ? (Severity)r.Byte() : default,
            });
        }

        if (r.Remaining > 0)
            alert.ChangedBy = r.Int();
        return alert;
    }
}
