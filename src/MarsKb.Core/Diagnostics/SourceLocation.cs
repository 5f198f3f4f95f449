namespace MarsKb.Diagnostics;

/// <summary>A place in a content file.</summary>
/// <param name="Path">Path relative to the content folder, with forward slashes.</param>
/// <param name="Line">Line in the whole file, from 1; 0 when the fault concerns no one line.</param>
/// <param name="Column">Column in UTF-16 code units, from 1; 0 together with line 0.</param>
public readonly record struct SourceLocation(string Path, int Line, int Column)
{
    public override string ToString() => Line == 0 ? $"{Path}:1:1" : $"{Path}:{Line}:{Column}";
}
