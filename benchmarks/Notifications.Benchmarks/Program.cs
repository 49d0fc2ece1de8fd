using BenchmarkDotNet.Running;
using Notifications.Benchmarks.Figures;
using Notifications.Benchmarks.Webhooks;

return args switch
{
    ["ratios", "engine", .. var rest] => await EngineSuite.Create().RunAsync(rest.FirstOrDefault(), Console.Out),
    ["ratios", "cel"] => CelLine.Run(Console.Out),
    ["ratios", ..] => Unknown(),
    [Receiver.Argument] => await Receiver.RunAsync(),
    _ => RunParts(args),
};

static int Unknown()
{
    Console.Error.WriteLine("Usage: ratios engine [FIGURE] | ratios cel. Without 'ratios': BenchmarkDotNet's own arguments, such as --filter '*'.");
    return 2;
}

static int RunParts(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
