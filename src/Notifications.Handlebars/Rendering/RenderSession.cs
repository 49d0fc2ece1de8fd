using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Rendering;

/// <summary>One message that is rendered on this thread: what it has used of its bounds, and for whom it is. Reused.</summary>
internal sealed class RenderSession
{
    private const int StepsBetweenLooksAtTheClock = 32;
    private const int CharactersPerStep = 64;

    /// <summary>The library walks the frames of all open blocks in one recursion.</summary>
    private const int MaxBlocks = 256;

    [ThreadStatic]
    private static RenderSession? _current;

    [ThreadStatic]
    private static RenderSession? _spare;

    private RenderLimits _limits = null!;
    private TimeProvider _clock = null!;
    private long _started;
    private int _steps;
    private int _nextLook;
    private int _depth;
    private int _blocks;
    private Exception? _failure;

    /// <summary>The message that is rendered on this thread; null outside of rendering.</summary>
    public static RenderSession? Current => _current;

    public BoundedWriter Writer { get; } = new();

    public RootObject Root { get; } = new();

    public CultureInfo Culture { get; private set; } = CultureInfo.InvariantCulture;

    public string Language { get; private set; } = "en";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTimeOffset Now { get; private set; }

    /// <summary>It is known why the text fails.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>What is rendered is JSON.</summary>
    public bool IsJson { get; private set; }

    /// <summary>What is rendered is CommonMark.</summary>
    public bool IsMarkdown { get; private set; }

    /// <summary>What is rendered is JSON whose texts Slack reads as mrkdwn.</summary>
    public bool IsMrkdwn { get; private set; }

    public static RenderSession Begin(RenderLimits limits, TimeProvider clock, Locale locale, TimeZoneInfo zone, DateTimeOffset now)
    {
        var session = _spare ?? new RenderSession();
        _spare = null;
        session._limits = limits;
        session._clock = clock;
        session._started = clock.GetTimestamp();
        session._depth = 0;
        session.Culture = locale.Culture;
        session.Language = locale.Language;
        session.Zone = zone;
        session.Now = now;
        _current = session;
        return session;
    }

    public void End()
    {
        Writer.Reset(0);
        Root.Clear();
        _failure = null;
        _current = null;
        _spare = this;
    }

    /// <summary>Begins one of the message's texts.</summary>
    public void BeginText(TextFormat format, bool isMrkdwn = false)
    {
        IsMrkdwn = isMrkdwn;
        IsJson = format == TextFormat.Blocks;
        IsMarkdown = format == TextFormat.Markdown;
        _steps = 0;
        _blocks = 0;
        _failure = null;
        _nextLook = StepsBetweenLooksAtTheClock;
        _depth = 0;
        Writer.Reset(_limits.MaxOutput);
    }

    /// <summary>Counts a value read, a turn of a loop, a helper called; stops what takes too many or too long.</summary>
    public void Step()
    {
        if (_failure is not null)
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, "it has failed already");
        if (++_steps >= _nextLook)
            Look();
    }

    /// <summary>A step into what may hold more of its kind; stops what takes too much of the stack.</summary>
    public void StepInto()
    {
        Step();
        CheckStack();
    }

    /// <summary>Fails when the stack has no room left (64 KiB, 128 KiB in a process of 64 bits) for what is called next.</summary>
    public static void CheckStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, "it is nested too deep for the stack: nest less");
    }

    /// <summary>Counts what is proportional to a length: characters that are read, escaped or made, members that are searched.</summary>
    public void Work(int length)
    {
        if (length >= CharactersPerStep && (_steps += length / CharactersPerStep) >= _nextLook)
            Look();
    }

    /// <summary>Fails when the message has taken longer than it may.</summary>
    public void CheckTime()
    {
        if (_clock.GetElapsedTime(_started) > _limits.MaxDuration)
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, $"it takes more than {_limits.MaxDuration.TotalMilliseconds:N0} ms: do less in it, or raise MaxDuration");
    }

    public void EnterPartial(string name)
    {
        StepInto();
        if (++_depth > _limits.MaxDepth)
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, $"partials call one another more than {_limits.MaxDepth} deep, last '{name}': end the recursion, or raise MaxPartialDepth");
    }

    public void LeavePartial() => _depth--;

    /// <summary>Notes why the text fails: whatever is still open ends at its next step. The library would throw anew at each part that is open, which takes more of the stack than the parts did.</summary>
    public void Fail(Exception error) => _failure ??= error;

    /// <summary>Throws what was noted.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>Enters a block that speaks of another value, of whatever partial.</summary>
    public void EnterBlock()
    {
        StepInto();
        if (++_blocks > MaxBlocks)
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, $"blocks and partials are nested more than {MaxBlocks} deep together: nest less, or end the recursion");
    }

    public void LeaveBlock() => _blocks--;

    /// <summary>How many days after the recipient's today a day is.</summary>
    public int DaysTo(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime).DayNumber;

    private void Look()
    {
        if (_steps > _limits.MaxSteps)
            throw new RenderLimitException(TemplateErrorCode.TooMuchWork, $"it takes more than {_limits.MaxSteps:N0} steps: loop over less, or raise MaxSteps");
        CheckTime();
        _nextLook = Math.Min(_steps + StepsBetweenLooksAtTheClock, _limits.MaxSteps + 1);
    }

    /// <summary>A time in the recipient's zone and language.</summary>
    public string FormatTime(DateTimeOffset time, string format) => TimeText.Format(TimeZoneInfo.ConvertTime(time, Zone), format, Culture, Zone);
}
