using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace MarsKb.Pages.Shared;

/// <summary>The form of the search boxes.</summary>
static class SearchForm
{
    /// <summary>Largest body in bytes: 64 KiB of text grow when they are escaped.</summary>
    public const int MaxBody = 512 * 1024;

    /// <summary>The refusal of a form that could not be read, or null. Razor Pages would go on with empty fields.</summary>
    public static StatusCodeResult? Refuse(HttpRequest request, ModelStateDictionary state) =>
        state.IsValid ? null : new StatusCodeResult(request.ContentLength <= MaxBody ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge);
}
