using Notifications.Samples.Storm.Running;
using Notifications.Samples.Storm.Settings;

if (!SampleOptionsParser.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    await Console.Error.WriteLineAsync(Usage.Text);
    return ExitCodes.BadArguments;
}

if (options.ShowHelp)
{
    await Console.Out.WriteLineAsync(Usage.Text);
    return ExitCodes.Done;
}

return await SampleRun.RunAsync(options);
