using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Indexing;

/// <summary>Writes an index as a table that generated code carries: the attributes, then the heads. Read by <see cref="IndexReader"/>.</summary>
internal static class IndexWriter
{
    public const string Any = "*";
    public const string Equal = "==";
    public const string In = "in";
    public const string Is = "is";
    public const string Has = "has";
    public const string OneOf = "of";

    public static IReadOnlyList<string> Write(ProgramIndex index)
    {
        var writer = new TokenWriter();
        writer.Add(index.Paths.Count).Add(index.Heads.Count).EndLine();
        foreach (var path in index.Paths)
            writer.Add((int)path.Root).Add(path.Parent).Add(path.Name.Text).EndLine();
        foreach (var head in index.Heads)
            Write(head, writer);
        return writer.Lines;
    }

    private static void Write(PolicyHead head, TokenWriter writer)
    {
        Write(head.Principal, writer);
        Write(head.Action, writer);
        Write(head.Resource, writer);
        writer.Add(head.Tests.Count);
        foreach (var test in head.Tests)
            Write(test, writer);
        writer.EndLine();
    }

    private static void Write(ScopeTest scope, TokenWriter writer)
    {
        switch (scope)
        {
            case ScopeTest.Any:
                writer.Add(Any);
                break;
            case ScopeTest.Equal test:
                writer.Add(Equal).Add(test.Uid.Type).Add(test.Uid.Id);
                break;
            case ScopeTest.In test:
                writer.Add(In).Add(test.Uids.Count);
                foreach (var uid in test.Uids)
                    writer.Add(uid.Type).Add(uid.Id);
                break;
            case ScopeTest.Is test:
                writer.Add(Is).Add(test.Type);
                break;
            default:
                throw new InvalidOperationException($"No such scope: {scope.GetType().Name}.");
        }
    }

    private static void Write(ConditionTest condition, TokenWriter writer)
    {
        switch (condition)
        {
            case ConditionTest.Has test:
                writer.Add(Has).Add(test.Path);
                break;
            case ConditionTest.OneOf test:
                writer.Add(OneOf).Add(test.Path).Add(test.Values.Count);
                foreach (var value in test.Values)
                    ValueTokens.Write(value.Value, writer);
                break;
            default:
                throw new InvalidOperationException($"No such test: {condition.GetType().Name}.");
        }
    }
}
