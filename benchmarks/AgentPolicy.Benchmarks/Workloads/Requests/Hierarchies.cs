using System.Text;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>A hundred thousand entities, in groups of groups or in chains, and policies whose scopes name some of those.</summary>
internal static class Hierarchies
{
    public const int Entities = 100_000;

    private const int Groups = 20_000;
    private const int Users = 64_000;
    private const int Folders = 4_000;
    private const int Documents = Entities - Groups - Users - Folders;
    private const int NamedGroups = 2_000;
    private const int NamedFolders = 200;
    private const int ChainLength = 100;

    private static readonly EntityUid s_read = new("Action", "read");

    /// <summary>Users in groups of groups, of which each has two parents (up to 14 levels), and documents in folders of folders (up to 11).</summary>
    public static RequestWorkload OfGroups(int size) => OfGroups(size, CreateGroups());

    public static RequestWorkload OfGroups(int size, EntityStore entities)
    {
        var random = new SplitMix(11);
        var policies = Enumerable.Range(0, size).Select(_ => (Group: 1 + random.Next(NamedGroups - 1), Folder: random.Next(NamedFolders), Limit: Limit(random))).ToArray();
        CheckedRequest Draw()
        {
            var (user, document, bytes) = (random.Next(Users), random.Next(Documents), (long)random.Next(1_000));
            var groups = Closure(GroupOf(user), ParentsOfGroup);
            var folders = Closure(FolderOf(document), ParentsOfFolder);
            return Request(Uid("User", "u", user), Uid("Document", "d", document), bytes, policies.Any(policy => groups.Contains(policy.Group) && folders.Contains(policy.Folder) && bytes < policy.Limit));
        }

        return new RequestWorkload(
            "groups, 14 deep",
            Count(size),
            Write(policies, policy => $"principal in {Uid("Group", "g", policy.Group)}, action == {s_read}, resource in {Uid("Folder", "f", policy.Folder)}", policy => policy.Limit),
            entities,
            BalancedRequests.Draw("groups", Draw));
    }

    /// <summary>Chains of a hundred groups each; policies name groups anywhere in them.</summary>
    public static RequestWorkload OfChains(int size) => OfChains(size, CreateChains());

    public static RequestWorkload OfChains(int size, EntityStore entities)
    {
        var random = new SplitMix(12);
        var chains = Entities / ChainLength;
        var policies = Enumerable.Range(0, size).Select(index => (Chain: index % chains, Level: random.Next(ChainLength), Limit: Limit(random))).ToArray();
        CheckedRequest Draw()
        {
            // Some whom a policy is about: a chain that none names is seldom asked about.
            var (chain, level, bytes) = (policies[random.Next(size)].Chain, random.Next(ChainLength), (long)random.Next(1_000));
            return Request(Link(chain, level), Uid("Document", "d", 0), bytes, policies.Any(policy => policy.Chain == chain && policy.Level <= level && bytes < policy.Limit));
        }

        return new RequestWorkload(
            "chains, 100 deep",
            Count(size),
            Write(policies, policy => $"principal in {Link(policy.Chain, policy.Level)}, action == {s_read}, resource", policy => policy.Limit),
            entities,
            BalancedRequests.Draw("chains", Draw));
    }

    public static EntityStore CreateGroups() => EntityStore.Create(
    [
        .. Enumerable.Range(0, Groups).Select(group => new Entity(Uid("Group", "g", group), parents: ParentsOfGroup(group).Select(parent => Uid("Group", "g", parent)))),
        .. Enumerable.Range(0, Users).Select(user => new Entity(Uid("User", "u", user), parents: [Uid("Group", "g", GroupOf(user))])),
        .. Enumerable.Range(0, Folders).Select(folder => new Entity(Uid("Folder", "f", folder), parents: ParentsOfFolder(folder).Select(parent => Uid("Folder", "f", parent)))),
        .. Enumerable.Range(0, Documents).Select(document => new Entity(Uid("Document", "d", document), parents: [Uid("Folder", "f", FolderOf(document))])),
    ]);

    public static EntityStore CreateChains() => EntityStore.Create(Enumerable.Range(0, Entities).Select(index =>
        new Entity(Link(index / ChainLength, index % ChainLength), parents: index % ChainLength == 0 ? [] : [Link(index / ChainLength, index % ChainLength - 1)])));

    // Users and documents belong to the lower half, so that they are deep.
    private static int GroupOf(int user) => Groups / 2 + user % (Groups / 2);

    private static int FolderOf(int document) => Folders / 2 + document % (Folders / 2);

    private static int[] ParentsOfGroup(int group) => group switch { 0 => [], 1 or 2 => [0], _ => [(group - 1) / 2, (group - 1) / 3] };

    private static int[] ParentsOfFolder(int folder) => folder == 0 ? [] : [(folder - 1) / 2];

    private static HashSet<int> Closure(int start, Func<int, int[]> parents)
    {
        var reached = new HashSet<int> { start };
        var open = new Stack<int>(reached);
        while (open.TryPop(out var next))
            foreach (var parent in parents(next))
                if (reached.Add(parent))
                    open.Push(parent);
        return reached;
    }

    private static CheckedRequest Request(EntityUid principal, EntityUid resource, long bytes, bool isAllowed) =>
        new(principal, s_read, resource, RequestForms.Context([new("size", "long")], [bytes]), isAllowed);

    private static string Write<T>(IReadOnlyList<T> policies, Func<T, string> scope, Func<T, int> limit)
    {
        var text = new StringBuilder();
        for (var i = 0; i < policies.Count; i++)
            text.Append(FormattableString.Invariant($"@id(\"p{i}\")\npermit ({scope(policies[i])})\nwhen {{ context.input.size < {limit(policies[i])} }};\n"));
        return text.ToString();
    }

    private static int Limit(SplitMix random) => 500 + random.Next(500);

    private static EntityUid Link(int chain, int level) => new("Group", FormattableString.Invariant($"c{chain}_{level}"));

    private static EntityUid Uid(string type, string prefix, int index) => new(type, FormattableString.Invariant($"{prefix}{index}"));

    private static string Count(int size) => FormattableString.Invariant($"{size:N0} policies");
}
