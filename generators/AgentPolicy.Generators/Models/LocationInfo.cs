using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>A place in a C# file, without the file. Lines and columns count from zero.</summary>
internal sealed record LocationInfo(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The start of a file that is wrong as a whole.</summary>
    public static LocationInfo OfFile(string path) => new(path, 0, 0, 0, 0, 0, 0);
}

/// <summary>A diagnostic that can be compared. It never stands in the same value as a model: a place changes with any edit above it.</summary>
internal sealed record DiagnosticInfo(string Id, EquatableArray<string> Arguments, LocationInfo? Location);
