namespace Notifications.Handlebars.Compilation;

/// <summary>A block that is open while a text is scanned.</summary>
/// <param name="Name">What has to close it.</param>
/// <param name="ChangesContext">Names within it are members of something else.</param>
/// <param name="Parameters">Names that it gives: <c>as |item index|</c>.</param>
/// <param name="IsPart">It is what a part prints with <c>@partial-block</c>.</param>
internal readonly record struct BlockFrame(string Name, bool ChangesContext, string[] Parameters, bool IsPart = false);
