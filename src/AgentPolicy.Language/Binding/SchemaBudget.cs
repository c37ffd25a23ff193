using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Counts what a schema is made of, up to <see cref="Limits.MaxSchemaSize"/>.</summary>
internal sealed class SchemaBudget(DiagnosticBag bag)
{
    private long _size;

    public bool IsExceeded => _size > Limits.MaxSchemaSize;

    /// <summary>Counts <paramref name="size"/>; false where that is too much, which is reported, once, at the symbol that went beyond.</summary>
    public bool TryCharge(long size, SchemaSymbol symbol)
    {
        var wasExceeded = IsExceeded;
        _size += size;
        if (IsExceeded && !wasExceeded)
            symbol.Report(bag, DiagnosticRules.SchemaTooLarge, Limits.MaxSchemaSize);
        return !IsExceeded;
    }
}
