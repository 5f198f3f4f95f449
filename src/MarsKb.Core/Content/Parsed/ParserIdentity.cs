using System.Security.Cryptography;
using System.Text;

namespace MarsKb.Content.Parsed;

/// <summary>
/// What a parse depends on besides the file: this build, the libraries that it parses with, and the runtime, whose tables say what a letter is.
/// What was kept under another identity is not read.
/// </summary>
static class ParserIdentity
{
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>Raised when the same build could write another format; in effect never, as each build has an identity of its own.</summary>
    const int Format = 1;

    static readonly Lazy<byte[]> Made = new(Make);

    public static ReadOnlyMemory<byte> Value => Made.Value;

    static byte[] Make()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Format} {Environment.Version}"));
        var product = typeof(ParserIdentity).Assembly;
        // The framework's own parts go by the version of the runtime.
        var libraries = product.GetReferencedAssemblies()
            .Where(a => a.Name is { } name && !name.StartsWith("System.", StringComparison.Ordinal))
            .OrderBy(a => a.Name, StringComparer.Ordinal)
            .Select(System.Reflection.Assembly.Load);
        foreach (var assembly in libraries.Prepend(product)) hash.AppendData(assembly.ManifestModule.ModuleVersionId.ToByteArray());
        return hash.GetHashAndReset();
    }
}
