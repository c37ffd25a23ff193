using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Indexing;

/// <summary>Writes an index as a table that generated code carries: the attributes, then the heads. Read by <see cref="IndexReader"/>.</summary>
internal sealed class IndexWriter
{
    /// <summary>Stands before the number of a scope that was written before.</summary>
    public const char Known = '@';

    public const string Any = "*";
    public const string Equal = "==";
    public const string In = "in";
    public const string Is = "is";
    public const string Has = "has";
    public const string OneOf = "of";

    private readonly TokenWriter _writer = new();
    private readonly Dictionary<ScopeTest, int> _known = [];

    private IndexWriter()
    {
    }

    public static IReadOnlyList<string> Write(ProgramIndex index) => new IndexWriter().WriteAll(index);

    private IReadOnlyList<string> WriteAll(ProgramIndex index)
    {
        _writer.Add(index.Paths.Count).Add(index.Heads.Count).EndLine();
        foreach (var path in index.Paths)
            _writer.Add((int)path.Root).Add(path.Parent).Add(path.Name.Text).EndLine();
        foreach (var head in index.Heads)
            Write(head);
        return _writer.Lines;
    }

    private void Write(PolicyHead head)
    {
        Write(head.Principal);
        Write(head.Action);
        Write(head.Resource);
        _writer.Add(head.Tests.Count);
        foreach (var test in head.Tests)
            Write(test, _writer);
        _writer.EndLine();
    }

    private void Write(ScopeTest scope)
    {
        if (_known.TryGetValue(scope, out var number))
        {
            _writer.Add(Known + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        _known.Add(scope, _known.Count);
        Write(scope, _writer);
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
