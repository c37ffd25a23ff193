using System.Globalization;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Indexing;

/// <summary>Reads the table that <see cref="IndexWriter"/> wrote.</summary>
internal static class IndexReader
{
    /// <exception cref="FormatException">It is no such table, or another version's.</exception>
    public static ProgramIndex Read(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        var paths = new ProgramPath[reader.ReadCount()];
        var heads = new PolicyHead[reader.ReadCount()];
        for (var i = 0; i < paths.Length; i++)
            paths[i] = ReadPath(ref reader, i);
        var scopes = new List<ScopeTest>();
        for (var i = 0; i < heads.Length; i++)
            heads[i] = new PolicyHead(ReadScope(ref reader, scopes), ReadScope(ref reader, scopes), ReadScope(ref reader, scopes), ReadTests(ref reader, paths.Length));
        return reader.IsAtEnd
            ? new ProgramIndex(new EquatableArray<PolicyHead>(heads), new EquatableArray<ProgramPath>(paths))
            : throw new FormatException("The index goes on behind its end.");
    }

    private static ProgramPath ReadPath(ref TokenReader reader, int number)
    {
        var path = new ProgramPath((CedarVariable)reader.ReadInt(), reader.ReadInt(), new AttributeName(reader.ReadText()));
        return path.Parent >= -1 && path.Parent < number && path.Root is >= CedarVariable.Principal and <= CedarVariable.Context ? path : throw new FormatException("A path leads on from none.");
    }

    private static ScopeTest ReadScope(ref TokenReader reader, List<ScopeTest> known)
    {
        var word = reader.ReadText();
        if (word.Length > 0 && word[0] == IndexWriter.Known)
        {
            return int.TryParse(word.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < known.Count
                ? known[number]
                : throw new FormatException("No such scope.");
        }

        var scope = ReadScope(word, ref reader);
        known.Add(scope);
        return scope;
    }

    private static ScopeTest ReadScope(string word, ref TokenReader reader) => word switch
    {
        IndexWriter.Any => new ScopeTest.Any(),
        IndexWriter.Equal => new ScopeTest.Equal(ValueTokens.ReadUid(ref reader)),
        IndexWriter.In => new ScopeTest.In(ReadUids(ref reader)),
        IndexWriter.Is => new ScopeTest.Is(reader.ReadText()),
        _ => throw new FormatException("No such scope."),
    };

    private static EquatableArray<EntityUid> ReadUids(ref TokenReader reader)
    {
        var uids = new EntityUid[reader.ReadCount()];
        for (var i = 0; i < uids.Length; i++)
            uids[i] = ValueTokens.ReadUid(ref reader);
        return new EquatableArray<EntityUid>(uids);
    }

    private static EquatableArray<ConditionTest> ReadTests(ref TokenReader reader, int pathCount)
    {
        var tests = new ConditionTest[reader.ReadCount()];
        for (var i = 0; i < tests.Length; i++)
        {
            var kind = reader.ReadText();
            var path = reader.ReadInt();
            if (path < 0 || path >= pathCount)
                throw new FormatException("No such path.");
            tests[i] = kind switch
            {
                IndexWriter.Has => new ConditionTest.Has(path),
                IndexWriter.OneOf => new ConditionTest.OneOf(path, ReadValues(ref reader)),
                _ => throw new FormatException("No such test."),
            };
        }

        return new EquatableArray<ConditionTest>(tests);
    }

    private static EquatableArray<ConstantExpr> ReadValues(ref TokenReader reader)
    {
        var values = new ConstantExpr[reader.ReadCount()];
        for (var i = 0; i < values.Length; i++)
            values[i] = new ConstantExpr(ValueTokens.Read(ref reader));
        return new EquatableArray<ConstantExpr>(values);
    }
}
