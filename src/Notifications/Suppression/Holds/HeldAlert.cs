using System.Buffers;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression.Holds;

/// <summary>An alert that fires and is held back, with what is to be told when that ends. Guarded by its identity's stripe.</summary>
internal sealed class HeldAlert(EventIdentity identity) : KeyedState
{
    private int _isQueued;

    public EventIdentity Identity { get; } = identity;

    /// <summary>One for each rule; replaced as a whole.</summary>
    public HeldEntry[] Entries { get; set; } = [];

    /// <summary>What knows that it holds it. Guarded by the registry's lock.</summary>
    public Holder[] Linked { get; set; } = [];

    /// <summary>Told, ended or forgotten.</summary>
    public bool IsOver { get; set; }

    public override StateKind Kind => StateKind.HeldAlert;

    public override int WaitingEvents
    {
        get
        {
            var waiting = 0;
            foreach (var entry in Entries)
                waiting += entry.Held.Count;
            return waiting;
        }
    }

    public override string GetKey() => Identity.ToString();

    public HeldEntry? Find(string rule) => Array.Find(Entries, e => string.Equals(e.RuleName, rule, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts an entry in the place of the rule's former one.</summary>
    public void Put(HeldEntry entry)
    {
        var entries = Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            if (!string.Equals(entries[i].RuleName, entry.RuleName, StringComparison.OrdinalIgnoreCase))
                continue;
            var copy = (HeldEntry[])entries.Clone();
            copy[i] = entry;
            Entries = copy;
            return;
        }

        Entries = [.. entries, entry];
    }

    /// <summary>Asks for a look at it.</summary>
    /// <returns>False when somebody has asked already.</returns>
    public bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    /// <summary>The look begins: whoever asks from now on asks for another one.</summary>
    public void Dequeue() => Volatile.Write(ref _isQueued, 0);

    public override void WriteTo(IBufferWriter<byte> writer) => HoldFormat.Write(this, writer);
}
