using Microsoft.Extensions.Configuration;
using Notifications.Tests.Hosting;

namespace Notifications.Properties;

/// <summary>What a program changes while the engine runs: another inhibition, a fixed silence, a rule whose batch takes longer than an alert is remembered.</summary>
internal sealed class ProgramSettings
{
    public const int Inhibition = 1;
    public const int Silence = 2;
    public const int LongBatch = 4;

    private readonly MemorySection _section = new();

    public ProgramSettings(Program program) => Set(program.HasLongBatch ? LongBatch : 0);

    public IConfiguration Root => _section.Root;

    public int Parts { get; private set; }

    public void Set(int parts)
    {
        Parts = parts;
        List<(string, string)> keys = [];
        if ((parts & Inhibition) != 0)
            keys.AddRange([("Inhibitions:0:Name", "h2"), ("Inhibitions:0:Sources:0:Matchers:0", "host=h2"), ("Inhibitions:0:Target:Matchers:0", "host=h1")]);
        if ((parts & Silence) != 0)
            keys.AddRange([("Silences:0:Name", "fixed"), ("Silences:0:AnyOf:0:Matchers:0", "host=h0")]);
        if ((parts & LongBatch) != 0)
            keys.AddRange([("Rules:0:Name", "slow"), ("Rules:0:EventTypes:0", "alert.*"), ("Rules:0:Targets:0:Channel", "d"), ("Rules:0:Batch:Window", "01:35:00"), ("Rules:0:Batch:MaxSize", "7")]);
        _section.Set([.. keys]);
    }
}
