using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MarsKb.Pages.Shared;

/// <summary>What the software prints, in mono; a long name may break where the case changes: <c>&lt;kb-code value="SalLowDiskSpace" /&gt;</c>.</summary>
[HtmlTargetElement("kb-code", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CodeTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>True for the large one in a heading.</summary>
    public bool Hero { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", !Hero ? "code" : Value.Length > 16 ? "hero long" : "hero");
        var from = 0;
        for (var i = 1; i < Value.Length; i++)
        {
            if (!char.IsUpper(Value[i]) || !char.IsLower(Value[i - 1])) continue;
            output.Content.Append(Value[from..i]).AppendHtml("<wbr>");
            from = i;
        }
        output.Content.Append(Value[from..]);
    }
}
