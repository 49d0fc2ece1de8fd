namespace Notifications.Suppression.Inhibition;

/// <summary>What has to be equal.</summary>
/// <param name="Inhibition">The inhibition's ordinal.</param>
/// <param name="Tenant">The tenant, or empty.</param>
/// <param name="IsDrill">Of an exercise: it holds nothing that is real.</param>
/// <param name="Values">The values of the labels.</param>
internal readonly record struct GroupKey(int Inhibition, string Tenant, bool IsDrill, string Values);
