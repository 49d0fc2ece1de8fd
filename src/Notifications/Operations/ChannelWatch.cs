using Notifications.Configuration;

namespace Notifications.Operations;

/// <summary>What is known of one channel's failures, and what operators have been told of them.</summary>
internal sealed class ChannelWatch(ChannelAnnouncer announcer)
{
    /// <summary>Destinations whose configuration is broken; above it no further one is told of.</summary>
    private const int MaxBroken = 1_000;

    private const int MaxCauses = 16;

    private readonly Lock _sync = new();
    private readonly FailureWindow _window = new();
    private readonly Dictionary<(int Provider, string Destination), HashSet<string>> _broken = [];
    private volatile bool _hasBroken;
    private bool _isMisconfigured;

    /// <summary>Tells operators of this channel.</summary>
    public ChannelAnnouncer Announcer => announcer;

    /// <summary>Operators have been told that it fails, or are being told.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Operators have been told of its configuration; kept over a restart.</summary>
    public bool IsMisconfigured
    {
        get => _isMisconfigured;
        set => _isMisconfigured = _hasBroken = value;
    }

    /// <summary>Counts an attempt.</summary>
    /// <returns>True when it begins to fail, false when that is over, null when nothing has changed.</returns>
    public bool? Count(FailureAlertOptions options, bool failed, long nowTicks)
    {
        lock (_sync)
        {
            _window.Add(failed, options.Window, nowTicks);
            if (failed && !IsFailing && FailureAlertRule.Begins(options, _window.Failures, _window.Attempts))
                return IsFailing = true;
            if (!failed && IsFailing && FailureAlertRule.Ends(options, _window.Failures, _window.Attempts))
                return IsFailing = false;
        }

        return null;
    }

    public int Failures
    {
        get
        {
            lock (_sync)
                return _window.Failures;
        }
    }

    /// <summary>Notes why a provider refuses the configuration for a destination.</summary>
    /// <returns>True when that is new: not told since the destination worked last.</returns>
    public bool Break(int provider, string? destination, string cause)
    {
        lock (_sync)
        {
            var key = (provider, destination ?? string.Empty);
            if (!_broken.TryGetValue(key, out var causes))
            {
                if (_broken.Count >= MaxBroken)
                    return false;
                _broken[key] = causes = new HashSet<string>(StringComparer.Ordinal);
            }

            _hasBroken = true;
            return causes.Count < MaxCauses && causes.Add(CauseOf(cause));
        }
    }

    /// <summary>A provider works for a destination.</summary>
    /// <returns>True when with it nothing is broken any more, and operators were told that something was.</returns>
    public bool Mend(int provider, string? destination)
    {
        if (!_hasBroken)
            return false;
        lock (_sync)
        {
            _broken.Remove((provider, destination ?? string.Empty));
            if (_broken.Count > 0 || !_hasBroken)
                return false;
            _hasBroken = false;
            (var was, _isMisconfigured) = (_isMisconfigured, false);
            return was;
        }
    }

    // What differs from answer to answer, a request's number or a time, makes no new cause.
    private static string CauseOf(string reason) => string.Concat(reason.Take(200).Where(static c => !char.IsAsciiDigit(c)));
}
