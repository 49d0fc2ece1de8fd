using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Benchmarks.Mail;

/// <summary>What the mails say: about 3 KB, a third of it text and the rest HTML.</summary>
internal sealed class MailContent : ITemplateEngine
{
    public static NotificationContent Content { get; } = new()
    {
        Subject = "[High] Disk of db-1 is nearly full: 97 % of 512 GB",
        Text = string.Concat(Enumerable.Repeat("The disk of db-1 is nearly full. It will be full in about 20 minutes.\n", 12)),
        Html = "<html><body>\n" + string.Concat(Enumerable.Repeat("<tr><td style=\"padding:4px\">disk</td><td><b>97&nbsp;%</b> of 512 GB are in use</td></tr>\n", 18)) + "</body></html>\n",
    };

    public NotificationContent Render(TemplateContext context) => Content;

    public static void Add(INotificationsBuilder builder) => builder.Services.AddSingleton<ITemplateEngine, MailContent>();
}
