namespace AgentPolicy;

/// <summary>That a request or an entity is not as a schema says: where, and what would be right. Immutable.</summary>
public sealed class SchemaViolation
{
    internal SchemaViolation(string path, string message)
    {
        Path = path;
        Message = message;
    }

    /// <summary>What is wrong: <c>principal</c>, <c>context.input.amount</c>, <c>User::"ann".attrs.home</c>. Names and the ids of described entities are part of it, values are not.</summary>
    public string Path { get; }

    /// <summary>Why, and what would be right. It quotes names of the schema and of the request, but no value.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => $"At {(Path.Length == 0 ? "the top" : Path)}: {Message}{(Message.EndsWith('?') ? "" : ".")}";
}
