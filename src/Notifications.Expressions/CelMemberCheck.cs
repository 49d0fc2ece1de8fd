namespace Notifications.Expressions;

/// <summary>Says why a member of a variable of the type <see cref="CelType.Dyn"/> cannot be there, as a schema of its JSON may tell before it runs.</summary>
/// <param name="variable">The variable as it was declared, for example <c>event.data</c>.</param>
/// <param name="path">The names of the members, from the variable on.</param>
/// <returns>What is wrong, with the fix; <see langword="null"/> when it may be there, or when nobody knows.</returns>
public delegate string? CelMemberCheck(string variable, IReadOnlyList<string> path);
