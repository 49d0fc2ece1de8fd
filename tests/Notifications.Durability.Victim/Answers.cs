using System.Text;

namespace Notifications.Durability.Victim;

/// <summary>What the process says to who watches it: whole lines, in the pipe before the call returns.</summary>
internal static class Answers
{
    private static readonly Lock Gate = new();
    private static readonly Stream Output = Console.OpenStandardOutput();

    public static void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + '\n');
        lock (Gate)
            Output.Write(bytes);
    }
}
