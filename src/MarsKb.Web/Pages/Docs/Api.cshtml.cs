using MarsKb.Api.Describing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Docs;

/// <summary>The JSON API for people, from the same description that programs read.</summary>
public sealed class ApiModel(ApiDescription description) : PageModel
{
    public ApiReference Reference { get; private set; } = new(new Prose(null), [], []);

    public async Task OnGetAsync() => Reference = ApiReference.Of(await description.DocumentAsync());
}
