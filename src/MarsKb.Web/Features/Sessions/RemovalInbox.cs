using System.Text.Json;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>
/// How another program asks a running site to delete sessions, since only the site writes to its database: a request in a folder of the
/// data folder, and an answer beside it. Each file gets its name when it is whole.
/// </summary>
static class RemovalInbox
{
    public const string Ending = ".request";

    public const string Requests = "*" + Ending;

    /// <summary>Bytes of a request; a longer file is none.</summary>
    const int Longest = 4096;

    /// <param name="ending">Tells what is asked for.</param>
    /// <returns>Path of the request.</returns>
    public static string Post(DataFolder folder, string ending, byte[] content)
    {
        Directory.CreateDirectory(folder.Inbox);
        var path = Path.Combine(folder.Inbox, Guid.NewGuid().ToString("N") + ending);
        File.WriteAllBytes(path + ".new", content);
        File.Move(path + ".new", path);
        return path;
    }

    /// <summary>For the site.</summary>
    /// <returns>Null when it was withdrawn meanwhile.</returns>
    /// <exception cref="JsonException">It is no request.</exception>
    public static RemovalRequest? TryTake(string path) => TryTake(path, Longest) is not { } content ? null
        : JsonSerializer.Deserialize<RemovalRequest>(content) is { Filter: not null } request ? request : throw new JsonException("It is no request.");

    /// <summary>For the site.</summary>
    /// <param name="longest">Of a longer file nothing is read.</param>
    /// <returns>Null when it was withdrawn meanwhile.</returns>
    public static byte[]? TryTake(string path, int longest)
    {
        var taken = Taken(path);
        try
        {
            File.Move(path, taken); // from here on it cannot be withdrawn
            return new FileInfo(taken).Length <= longest ? File.ReadAllBytes(taken) : [];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        finally
        {
            File.Delete(taken);
        }
    }

    public static void Answer<TAnswer>(string path, TAnswer answer) => Write(Answered(path), answer);

    /// <summary>For whoever asked.</summary>
    /// <returns>Null when there is no answer yet.</returns>
    public static TAnswer? TryTakeAnswer<TAnswer>(string path) where TAnswer : class
    {
        var answered = Answered(path);
        if (!File.Exists(answered)) return null;
        var answer = JsonSerializer.Deserialize<TAnswer>(File.ReadAllBytes(answered));
        File.Delete(answered);
        return answer;
    }

    /// <returns>True when nobody will do it.</returns>
    public static bool TryWithdraw(string path)
    {
        try
        {
            File.Move(path, Taken(path));
            File.Delete(Taken(path));
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    static void Write<T>(string path, T content)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(content));
        File.Move(path + ".new", path);
    }

    static string Taken(string path) => Path.ChangeExtension(path, ".taken");

    static string Answered(string path) => Path.ChangeExtension(path, ".answer");
}

/// <param name="ValidUntil">UTC; after that nobody waits for it any more, and it is not done.</param>
sealed record RemovalRequest(SessionFilter? Filter, DateTime ValidUntil);
