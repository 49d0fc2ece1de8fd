using System.Diagnostics;
using System.Text.Json;

namespace Notifications.Email.Tests.Interop;

/// <summary>What Python's own email package and dkimpy make of a mail.</summary>
internal static class PythonReader
{
    // Not the one on the PATH: the package python3-dkim belongs to the system's.
    private const string Program = "/usr/bin/python3";

    public static async Task<JsonElement> ReadAsync(byte[] mail, string? dkimRecord = null)
    {
        var start = new ProcessStartInfo(Program, dkimRecord is null ? ["read_mail.py"] : ["read_mail.py", dkimRecord])
        {
            WorkingDirectory = NodeServers.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(mail);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"read_mail.py failed (run bash tests/servers.sh): {await errors}");
        return JsonDocument.Parse(await output).RootElement.Clone();
    }
}
