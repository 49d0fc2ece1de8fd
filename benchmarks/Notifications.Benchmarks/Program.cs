using BenchmarkDotNet.Running;
using Notifications.Benchmarks.Figures;
using Notifications.Benchmarks.Mail;
using Notifications.Benchmarks.Soak;
using Notifications.Benchmarks.Webhooks;

return args switch
{
    ["ratios", "engine", .. var rest] => await EngineSuite.Create().RunAsync(rest.FirstOrDefault(), Console.Out),
    ["ratios", "content", .. var rest] => await ContentSuite.Create().RunAsync(rest.FirstOrDefault(), Console.Out),
    ["ratios", "journal", .. var rest] => await JournalSuite.Create().RunAsync(rest.FirstOrDefault(), Console.Out),
    ["ratios", "cel"] => CelLine.Run(Console.Out),
    ["ratios", ..] => Unknown(),
    ["soak", var minutes] when int.TryParse(minutes, out var duration) => await SoakRun.RunAsync(TimeSpan.FromMinutes(duration), Console.Out),
    [Sink.Argument] => await Sink.RunAsync(),
    [Receiver.Argument] => await Receiver.RunAsync(),
    _ => RunParts(args),
};

static int Unknown()
{
    Console.Error.WriteLine("Usage: ratios engine [FIGURE] | ratios content [FIGURE] | ratios journal [FIGURE] | ratios cel | soak MINUTES. Without 'ratios': BenchmarkDotNet's own arguments, such as --filter '*'.");
    return 2;
}

static int RunParts(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
