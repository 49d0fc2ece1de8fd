namespace Notifications.Properties;

/// <summary>One step of a random program.</summary>
internal sealed record Act(ActKind Kind, int A, int B, int C)
{
    public override string ToString() => $"{Kind}({A},{B},{C})";
}
