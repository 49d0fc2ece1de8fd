namespace Notifications.Sections;

/// <summary>Takes all errors of one reading, so that they are shown at once.</summary>
internal interface ISectionErrors
{
    void Add(string path, string message);
}
