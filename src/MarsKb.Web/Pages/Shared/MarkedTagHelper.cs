using Microsoft.AspNetCore.Razor.TagHelpers;
using MarsKb.Search;

namespace MarsKb.Pages.Shared;

/// <summary>Text with its found words marked: <c>&lt;kb-marked value="hit.Snippet" /&gt;</c>.</summary>
[HtmlTargetElement("kb-marked", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarkedTagHelper : TagHelper
{
    public Snippet Value { get; set; } = new("", []);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var at = 0;
        foreach (var (start, length) in Value.Marks)
        {
            output.Content.Append(Value.Text[at..start]).AppendHtml("<mark>").Append(Value.Text.Substring(start, length)).AppendHtml("</mark>");
            at = start + length;
        }
        output.Content.Append(Value.Text[at..]);
    }
}
