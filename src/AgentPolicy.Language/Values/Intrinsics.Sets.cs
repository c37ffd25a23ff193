namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    public static PolicyValue Contains(in PolicyValue set, in PolicyValue element, PolicyScratch scratch)
    {
        if (set.Kind == PolicyValueKind.Set)
            return element.IsError ? element : set.Set.Contains(element, scratch, 0);
        return element.IsError && !set.IsError ? element : set.Expect(PolicyValueKind.Set);
    }

    public static PolicyValue ContainsAll(in PolicyValue whole, in PolicyValue part, PolicyScratch scratch) =>
        AreSets(whole, part, out var error) ? ValueEquality.ContainsAll(whole.Set, part.Set, scratch) : error;

    public static PolicyValue ContainsAny(in PolicyValue whole, in PolicyValue part, PolicyScratch scratch) =>
        AreSets(whole, part, out var error) ? ValueEquality.ContainsAny(whole.Set, part.Set, scratch) : error;

    public static PolicyValue IsEmpty(in PolicyValue set) => set.Kind == PolicyValueKind.Set ? set.Set.Count == 0 : set.Expect(PolicyValueKind.Set);

    private static bool AreSets(in PolicyValue left, in PolicyValue right, out PolicyValue error) =>
        AreOf(PolicyValueKind.Set, left, PolicyValueKind.Set, right, out error);
}
