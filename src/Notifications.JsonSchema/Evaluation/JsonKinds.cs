namespace Notifications.JsonSchema.Evaluation;

/// <summary>The kinds of values that can stand at a place.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Truth = 2,
    Integer = 4,
    Fraction = 8,
    Number = Integer | Fraction,
    Text = 16,
    List = 32,
    Object = 64,
    Any = Null | Truth | Number | Text | List | Object,
}
