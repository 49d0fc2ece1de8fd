using System.Text;

namespace Notifications.Handlebars.Catalog;

/// <summary>Reads one file of a template. Whatever it is, the others are read.</summary>
internal static class TemplateFileReader
{
    private const long MaxLength = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="problem">Why it cannot be read.</param>
    /// <returns>The text; null when it cannot be read.</returns>
    public static string? Read(string path, out string problem)
    {
        problem = string.Empty;
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            if (!file.Exists)
                problem = "there is no such file: it was removed, or is a link to nowhere";
            else if (file.Length > MaxLength)
                problem = $"the file has more than {MaxLength:N0} bytes";

            // Pipes and devices have no length, and would be waited for.
            else
                return file.Length == 0 ? string.Empty : ReadText(file.FullName);
        }
        catch (DecoderFallbackException)
        {
            problem = "the file is no UTF-8: save it as UTF-8";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"it cannot be read ({error.GetType().Name}): {error.Message}";
        }

        return null;
    }

    private static string ReadText(string path)
    {
        using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
