using System.Globalization;
using System.Text;
using MarsKb.Configuration;
using MarsKb.Features.Sessions;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Records;

/// <summary>The record as a file to download.</summary>
static class RecordFileResult
{
    const int LongestName = 60;

    /// <param name="find">Asks for the session; null when the token is none.</param>
    /// <param name="most">Characters that it must not exceed, as in the address.</param>
    public static async Task<IActionResult> OfAsync(PageModel page, MarsKbOptions options, Func<Task<SessionView?>> find, string format, string? most)
    {
        SessionView? view;
        try
        {
            view = await find();
        }
        catch (StorageUnavailableException)
        {
            page.Response.Headers.RetryAfter = "5";
            return Says(StatusCodes.Status503ServiceUnavailable, "This record cannot be read at the moment. Try again in a minute.");
        }
        if (view is null) return page.NotFound();
        if (!RecordFile.TryReadMax(most, out var max)) return Says(StatusCodes.Status400BadRequest, RecordFile.WrongMax);
        var record = Transcript.Of(view.Session, RecordLink.Of(page.Request, options, view));
        if (RecordFile.Write(record, view.ReadUrl, format, max) is not { } file) return page.NotFound();
        return file.Body is null
            ? Says(StatusCodes.Status400BadRequest, RecordFile.TooShort)
            : page.File(Encoding.UTF8.GetBytes(file.Body), file.ContentType, Name(record) + "." + format);
    }

    static ContentResult Says(int status, string what) => new() { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = what + "\n" };

    /// <summary><c>INC-20418-scheduled-backups-2026-11-22</c>: nothing that a file system or a shell would take for more than a name.</summary>
    static string Name(Transcript record)
    {
        var name = new StringBuilder();
        foreach (var c in record.Ticket ?? "")
            if (char.IsAsciiLetterOrDigit(c)) name.Append(c);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        if (name.Length > LongestName) name.Length = LongestName;
        if (name.Length > 0 && name[^1] != '-') name.Append('-');
        return name.Append(record.Flow.Key).Append('-').Append(record.StartedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString();
    }
}
