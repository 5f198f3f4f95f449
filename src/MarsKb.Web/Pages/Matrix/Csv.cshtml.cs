using System.Text;
using MarsKb.Content;
using MarsKb.Matrix;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Matrix;

/// <summary>The rows that a table's page shows, for a spreadsheet.</summary>
public sealed class CsvModel(KnowledgeBase knowledge) : PageModel
{
    public IActionResult OnGet(string key, string? q, string[] only)
    {
        if (knowledge.Find(key) is not MatrixTable { Columns.Length: > 0 } table) return NotFound();
        var csv = TableCsv.Write(table, TableFilter.Read(table, q, only).Rows(table));
        // With the byte order mark: without it Excel takes UTF-8 for the system's code page.
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], "text/csv; charset=utf-8", $"{table.Key}.csv");
    }
}
