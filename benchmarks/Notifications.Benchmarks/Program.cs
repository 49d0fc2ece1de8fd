using BenchmarkDotNet.Running;
using Notifications.Benchmarks.Figures;

return args switch
{
    ["ratios", "engine", .. var rest] => await EngineSuite.Create().RunAsync(rest.FirstOrDefault(), Console.Out),
    ["ratios", ..] => Unknown(),
    _ => RunParts(args),
};

static int Unknown()
{
    Console.Error.WriteLine("Usage: ratios engine|cel [FIGURE]");
    return 2;
}

static int RunParts(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
