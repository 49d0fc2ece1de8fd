using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Webhooks;

/// <summary>The other end of a webhook: reads each body, answers 204, and tells how many came. Runs as a process of its own, so that both sides pay the same for it.</summary>
internal static class Receiver
{
    /// <summary>The argument that makes this program the receiver.</summary>
    public const string Argument = "webhook-receiver";

    /// <summary>Serves until its input ends; writes its address first, and the count for each line it reads.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var received = 0L;
        app.MapPost("/hook", async (HttpContext context) =>
        {
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync();
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            if (context.Request.Headers["webhook-signature"].Count == 1)
                Interlocked.Increment(ref received);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        var code = await Counterpart.ServeAsync(app.Urls.First(), () => Interlocked.Read(ref received));
        await app.StopAsync();
        return code;
    }
}
