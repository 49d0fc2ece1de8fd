namespace Notifications.Operations;

/// <summary>What operators are to be told of one thing about a channel, and what they believe. Only the latest truth waits. Guarded by its announcer.</summary>
/// <param name="keepsAll">Each beginning is news, since it has its own cause; else only the first is.</param>
internal sealed class AnnouncedTopic(bool keepsAll)
{
    /// <summary>So many causes wait; above it the oldest gives way.</summary>
    private const int MaxWaiting = 16;

    private readonly List<NotificationEvent> _waiting = [];
    private NotificationEvent? _underWay;

    /// <summary>Operators believe that it goes on.</summary>
    public bool IsTold { get; set; }

    public bool HasNext => _waiting.Count > 0;

    // What they will believe when what is under way has arrived.
    private bool WillBeTold => _underWay is { } e ? IsBeginning(e) : IsTold;

    public void Add(NotificationEvent e)
    {
        if (!IsBeginning(e))
        {
            // What was never told needs no end.
            _waiting.Clear();
            if (WillBeTold)
                _waiting.Add(e);
            return;
        }

        _waiting.RemoveAll(static w => !IsBeginning(w));
        if (!keepsAll)
            _waiting.Clear();
        if (keepsAll || !WillBeTold)
            _waiting.Add(e);
        if (_waiting.Count > MaxWaiting)
            _waiting.RemoveAt(0);
    }

    public NotificationEvent Begin()
    {
        var next = _underWay = _waiting[0];
        _waiting.RemoveAt(0);
        return next;
    }

    /// <summary>It was told, or waits again where nothing newer does: one that was not taken may be untrue by now.</summary>
    public void Done(NotificationEvent e, bool isTold)
    {
        _underWay = null;
        if (isTold)
        {
            IsTold = IsBeginning(e);
            return;
        }

        // Newer ones were added in the belief that this one would be told.
        var newer = _waiting.ToArray();
        _waiting.Clear();
        Add(e);
        foreach (var one in newer)
            Add(one);
    }

    private static bool IsBeginning(NotificationEvent e) => e.Status == NotificationStatus.Firing;
}
