namespace Notifications.Storage.Journal.Format;

/// <summary>What an entry of a commit is. The numbers are stored.</summary>
internal enum EntryKind : byte
{
    /// <summary>A process took the store; the id is its incarnation.</summary>
    Opened = 1,

    /// <summary>An accepted event.</summary>
    Event = 2,

    /// <summary>Content.</summary>
    Content = 3,

    /// <summary>A change to a work item.</summary>
    Item = 4,

    /// <summary>A change to a keyed state.</summary>
    State = 5,

    /// <summary>The claim of an idempotency key.</summary>
    Key = 6,

    /// <summary>A decision.</summary>
    Decision = 7,

    /// <summary>The end of a checkpoint; the id is how many entries it has.</summary>
    End = 8,

    /// <summary>An audit record.</summary>
    Audit = 9,
}
