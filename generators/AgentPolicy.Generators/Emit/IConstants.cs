using AgentPolicy.Language;

namespace AgentPolicy.Generators.Emit;

/// <summary>What stands in generated code for the constants of a policy: each is a C# expression.</summary>
internal interface IConstants
{
    string Value(in PolicyValue value);

    string Name(AttributeName name);

    string Path(IEnumerable<AttributeName> path);

    string Pattern(LikePattern pattern);

    string Text(string text);

    string Long(long value);
}
