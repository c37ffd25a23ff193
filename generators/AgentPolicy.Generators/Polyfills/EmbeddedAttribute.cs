namespace Microsoft.CodeAnalysis;

[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed partial class EmbeddedAttribute : Attribute;
