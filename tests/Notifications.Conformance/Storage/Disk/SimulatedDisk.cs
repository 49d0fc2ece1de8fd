using Notifications.Storage.Journal;

namespace Notifications.Conformance.Storage.Disk;

/// <summary>A disk that fails as disks do: unflushed writes are dropped, reordered and torn by a power failure, unflushed directory entries come back, operations fail, space ends.</summary>
internal sealed class SimulatedDisk : IJournalDirectory
{
    private const int NoSpace = 28;
    private const int InputOutput = 5;
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly Dictionary<string, DiskNode> _durable;
    private readonly List<(string? Removed, string? Added, DiskNode? Node)> _unsynced = [];
    private Dictionary<string, DiskNode> _seen;
    private bool _isHeld;
    private bool _isGone;

    public SimulatedDisk(int seed = 0)
        : this(new Random(seed), [], [])
    {
    }

    private SimulatedDisk(Random random, Dictionary<string, DiskNode> seen, Dictionary<string, DiskNode> durable)
    {
        _random = random;
        _seen = seen;
        _durable = durable;
    }

    public string Path => "(simulated)";

    public long FreeBytes => Read(() => Math.Max(0, Capacity - _seen.Values.Sum(static n => (long)n.Seen.Length)));

    /// <summary>The directory is the one that was locked. A test takes it away.</summary>
    public bool IsOurs { get; set; } = true;

    /// <summary>Another one after each power failure.</summary>
    public ulong Boot { get; private init; } = 1;

    public string? Weakness => null;

    /// <summary>How many bytes fit. Default: any number.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>How many operations there were.</summary>
    public int Operations { get; private set; }

    /// <summary>Decides for each operation, by its number from 1, whether it fails, and with which errno; 0 lets it pass.</summary>
    public Func<int, DiskOperation, int>? Fault { get; set; }

    /// <summary>A part of a file that cannot be read.</summary>
    public (string Name, long From, long To)? BadSectors { get; set; }

    /// <summary>The power fails at this operation; 0 for never.</summary>
    public int PowerLossAt { get; set; }

    public bool IsGone
    {
        get
        {
            lock (_gate)
                return _isGone;
        }
    }

    /// <summary>The process is gone; what it wrote is there, flushed or not.</summary>
    public SimulatedDisk Kill()
    {
        lock (_gate)
        {
            _isGone = true;
            var next = new SimulatedDisk(_random, _seen, _durable) { Capacity = Capacity, Boot = Boot };
            next._unsynced.AddRange(_unsynced);
            return next;
        }
    }

    /// <summary>The power is gone: what was not flushed is there or not.</summary>
    public SimulatedDisk LosePower()
    {
        lock (_gate)
        {
            _isGone = true;
            var entries = new Dictionary<string, DiskNode>(_durable, StringComparer.Ordinal);
            var keepsAll = _random.Next(3);
            foreach (var change in _unsynced)
            {
                if (keepsAll != 2 && _random.Next(2) == 0)
                    continue;
                Apply(entries, change);
            }

            var settled = new Dictionary<DiskNode, DiskNode>();
            foreach (var name in entries.Keys)
            {
                if (!settled.TryGetValue(entries[name], out var node))
                    settled[entries[name]] = node = entries[name].AfterPowerLoss(_random);
                entries[name] = node;
            }

            return new SimulatedDisk(_random, entries, new Dictionary<string, DiskNode>(entries, StringComparer.Ordinal)) { Capacity = Capacity, Boot = Boot + 1 };
        }
    }

    /// <summary>Somebody deletes a file, or a whole kind of them.</summary>
    public void Vanish(Func<string, bool> isMeant)
    {
        lock (_gate)
        {
            foreach (var name in _seen.Keys.Where(isMeant).ToList())
            {
                _seen.Remove(name);
                _durable.Remove(name);
            }
        }
    }

    /// <summary>All files as they are seen, for a test that damages them.</summary>
    public Dictionary<string, byte[]> Copy()
    {
        lock (_gate)
            return _seen.ToDictionary(static f => f.Key, static f => f.Value.Seen.ToArray(), StringComparer.Ordinal);
    }

    public static SimulatedDisk Of(Dictionary<string, byte[]> files)
    {
        var seen = files.ToDictionary(static f => f.Key, static f => DiskNode.Of(f.Value), StringComparer.Ordinal);
        return new SimulatedDisk(new Random(1), seen, new Dictionary<string, DiskNode>(seen, StringComparer.Ordinal));
    }

    public IDisposable Lock()
    {
        lock (_gate)
        {
            if (_isHeld)
                throw new JournalException(JournalError.Locked, "held");
            _isHeld = true;
            return new Held(this);
        }
    }

    public IReadOnlyList<string> List()
    {
        lock (_gate)
            return [.. _seen.Keys.Order(StringComparer.Ordinal)];
    }

    public IJournalFile Create(string name) => new SimulatedFile(this, Do(DiskOperation.Create, () =>
    {
        var node = new DiskNode();
        Change((null, name, node));
        return node;
    }));

    public IJournalFile Open(string name) =>
        new SimulatedFile(this, Do(DiskOperation.Open, () => _seen.TryGetValue(name, out var node) ? node : throw new FileNotFoundException(name)));

    public void Rename(string from, string to) => Do(DiskOperation.Rename, () =>
    {
        Change((from, to, _seen[from]));
        return 0;
    });

    public void Delete(string name) => Do(DiskOperation.Delete, () =>
    {
        if (_seen.ContainsKey(name))
            Change((name, null, null));
        return 0;
    });

    public void Flush() => Do(DiskOperation.FlushDirectory, () =>
    {
        foreach (var change in _unsynced)
            Apply(_durable, change);
        _unsynced.Clear();
        return 0;
    });

    internal T Read<T>(Func<T> action)
    {
        lock (_gate)
            return _isGone ? throw new IOException("The machine is off.", InputOutput) : action();
    }

    internal byte[] Read(DiskNode node, long offset, int count) => Read(() =>
    {
        if (BadSectors is { } bad && offset < bad.To && offset + count > bad.From && _seen.GetValueOrDefault(bad.Name) == node)
            throw new IOException("Input/output error.", InputOutput);
        return offset >= node.Seen.Length ? [] : node.Seen.AsSpan((int)offset, Math.Min(count, node.Seen.Length - (int)offset)).ToArray();
    });

    internal bool IsNamed(DiskNode node, string name)
    {
        lock (_gate)
            return _seen.TryGetValue(name, out var named) && named == node;
    }

    internal void Write(DiskNode node, byte[] bytes, long offset) => Do(DiskOperation.Write, () =>
    {
        if (_seen.Values.Sum(static n => (long)n.Seen.Length) + Math.Max(0, offset + bytes.Length - node.Seen.Length) > Capacity)
            throw new IOException("No space left on device.", NoSpace);
        node.Write(bytes, offset);
        return 0;
    });

    internal void Truncate(DiskNode node, long length) => Do(DiskOperation.Truncate, () =>
    {
        node.Truncate(length);
        return 0;
    });

    internal void Flush(DiskNode node) => Do(
        DiskOperation.Flush,
        () =>
        {
            node.Flush();
            return 0;
        },
        () => node.FailFlush(_random));

    private T Do<T>(DiskOperation operation, Func<T> action, Action? fail = null)
    {
        lock (_gate)
        {
            if (_isGone || ++Operations == PowerLossAt)
            {
                _isGone = true;
                throw new IOException("The machine is off.", InputOutput);
            }

            var error = Fault?.Invoke(Operations, operation) ?? 0;
            if (error != 0)
            {
                fail?.Invoke();
                throw new IOException($"Errno {error} as asked for by the test.", error);
            }

            return action();
        }
    }

    private void Change((string? Removed, string? Added, DiskNode? Node) change)
    {
        Apply(_seen, change);
        _unsynced.Add(change);
    }

    private static void Apply(Dictionary<string, DiskNode> entries, (string? Removed, string? Added, DiskNode? Node) change)
    {
        if (change.Removed is { } removed)
            entries.Remove(removed);
        if (change.Added is { } added)
            entries[added] = change.Node!;
    }

    private sealed class Held(SimulatedDisk disk) : IDisposable
    {
        public void Dispose() => disk._isHeld = false;
    }
}
