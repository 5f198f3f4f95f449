using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace MarsKb.Content;

/// <summary>Paths, sizes and times of all files of a folder: tells whether anything changed without reading a file.</summary>
static class ContentFingerprint
{
    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <returns>Null when the folder is missing or cannot be listed, for instance because it is being moved.</returns>
    public static string? Of(string folder)
    {
        try
        {
            var files = new FileSystemEnumerable<string>(folder, Line, Everything)
            {
                ShouldIncludePredicate = (ref e) => !e.IsDirectory && !IsHidden(ref e),
                ShouldRecursePredicate = (ref e) => !IsHidden(ref e),
            };
            // The order of a listing is not defined.
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Order(StringComparer.Ordinal)))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static bool IsHidden(ref FileSystemEntry entry) => entry.FileName.StartsWith(".");

    static string Line(ref FileSystemEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.ToFullPath()}|{entry.Length}|{entry.LastWriteTimeUtc.Ticks}");
}
