namespace Notifications.Expressions.Syntax;

/// <summary>One token. <paramref name="Content"/> holds a name, a decoded string or decoded bytes; for an error the message.</summary>
internal readonly record struct Token(TokenKind Kind, CelPosition Position, int Length, object? Content = null);
