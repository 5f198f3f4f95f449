namespace MarsKb.Architecture;

/// <summary>A type, as its assembly has it.</summary>
/// <param name="Assembly">Without an extension: <c>MarsKb.Web</c>.</param>
/// <param name="Name">Of the outermost type, without its namespace.</param>
readonly record struct TypeName(string Assembly, string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>One type uses another.</summary>
readonly record struct Arrow(TypeName From, TypeName To);
