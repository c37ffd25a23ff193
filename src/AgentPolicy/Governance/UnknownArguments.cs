using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>
/// Arguments of a call that are not at hand any more, because its result is of no type that policies read. Whatever a policy asks of them is an error, so that a rule
/// on the output that applies to the call fails closed, and one of another tool is not concerned.
/// </summary>
internal readonly struct UnknownArguments<TArguments> : IToolArguments, IUnknownArguments
    where TArguments : struct, IToolArguments
{
    private static readonly EntityUid s_resource = FindResource();

    public static ToolDescriptor Tool => TArguments.Tool;

    /// <summary>The tool's own; the default value where an argument names it.</summary>
    public EntityUid Resource => s_resource;

    public int SlotCount => 1;

    public string GetName(int slot) => "";

    public int FindSlot(string name) => 0;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => Unknown;

    public ScalarRead Read(int slot, out PolicyScalar scalar) => ToolScalars.None(out scalar);

    private static PolicyValue Unknown => PolicyValue.Unreadable("the arguments are not kept for a result that no policy can read");

    // Without arguments only the tool's own resource can be told.
    private static EntityUid FindResource()
    {
        try
        {
            var resource = default(TArguments).Resource;
            return resource == TArguments.Tool.Resource ? resource : default;
        }
        catch (Exception)
        {
            return default;
        }
    }
}

/// <summary>Marks <see cref="UnknownArguments{TArguments}"/>: that they name no resource is no fault of the call.</summary>
internal interface IUnknownArguments;
