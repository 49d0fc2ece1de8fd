namespace Notifications.Configuration;

/// <summary>Writes a limit in code.</summary>
public sealed class LimitBuilder
{
    internal LimitBuilder(string name) => Document = new LimitDocument { Name = name };

    /// <summary>The limit so far, for what has no verb.</summary>
    public LimitDocument Document { get; }

    /// <summary>So many in a window.</summary>
    /// <param name="count">How many deliveries.</param>
    /// <param name="window">The window.</param>
    /// <param name="burst">How many at once after a pause. Default: as many as <paramref name="count"/>.</param>
    /// <returns>The builder.</returns>
    public LimitBuilder Allow(int count, TimeSpan window, int? burst = null)
    {
        Document.Count = count;
        Document.Window = window;
        Document.Burst = burst;
        return this;
    }

    /// <summary>What is counted together.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="scopeId">One of them only; default: each on its own.</param>
    /// <returns>The builder.</returns>
    public LimitBuilder Per(LimitScope scope, string? scopeId = null)
    {
        Document.Scope = scope;
        Document.ScopeId = scopeId;
        return this;
    }

    /// <summary>Counts only the deliveries of one channel.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <returns>The builder.</returns>
    public LimitBuilder OnChannel(string channel)
    {
        Document.Channel = channel;
        return this;
    }

    /// <summary>Drops what is over the limit instead of deferring it.</summary>
    /// <returns>The builder.</returns>
    public LimitBuilder Drop()
    {
        Document.OverLimit = OverLimit.Drop;
        return this;
    }
}
