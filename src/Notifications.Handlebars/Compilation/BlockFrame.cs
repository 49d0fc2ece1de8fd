namespace Notifications.Handlebars.Compilation;

/// <summary>A block that is open while a text is scanned.</summary>
/// <param name="Name">What has to close it.</param>
/// <param name="ChangesContext">Names within it are members of something else.</param>
/// <param name="Parameters">Names that it gives: <c>as |item index|</c>.</param>
/// <param name="Branch">What decides on the branch at hand: the block's name, or that of its last chained else.</param>
/// <param name="Chained">How many chained elses it has: each nests one deeper.</param>
/// <param name="IsElse">What is open is what it shows otherwise.</param>
/// <param name="KeepsContext">It is the content of a part that is included without a context of its own: the library gives it a level of <c>../</c> more than there is.</param>
internal readonly record struct BlockFrame(string Name, bool ChangesContext, string[] Parameters, string Branch, int Chained = 0, bool IsElse = false, bool KeepsContext = false);
