using MarsKb.Import.Blocks;
using MarsKb.Import.Reports;

namespace MarsKb.Import;

/// <summary>The shapes in which articles state errors, causes and remedies.</summary>
public sealed class ArticleShapeTests
{
    [Fact]
    public void A_table_of_several_errors_gives_an_entry_for_each_row()
    {
        var entries = Imported.Entries("""
            # Kettle errors

            ## Water

            | Error | Possible causes | Recommended actions |
            |---|---|---|
            | The pot is empty. (ID: 4711) | - It leaks. <br><br> - You drank it. | Fill it.<br><br>Then wait. |
            | Error 4712. The pot is full. | Too much rain. | 1. Drink. <br> 2. Pour the rest away.
            """);
        Assert.Equal(["4711", "4712"], entries.SelectMany(e => e.Codes));
        Assert.Equal("The pot is empty. (ID: 4711)", entries[0].Message());
        Assert.Equal(["It leaks.", "You drank it.", "> Fill it.; Then wait."], entries[0].Remedies());
        Assert.Equal(["Too much rain. > Drink.; Pour the rest away."], entries[1].Remedies());
    }

    [Fact]
    public void A_table_of_one_error_takes_its_heading_as_title()
    {
        var entry = Imported.Single("""
            # Errors
            ### PotEmpty
            Error message | Recommended action
            --|--
            The pot is empty | To resolve this, follow these steps: <br/> - [Fill it](#fill)<br/> - Try again
            """);
        Assert.Equal("PotEmpty", entry.Title);
        Assert.Equal(["PotEmpty"], entry.Codes);
        Assert.Equal("The pot is empty", entry.Message());
        Assert.Equal(["> Fill it; Try again"], entry.Remedies());
    }

    [Fact]
    public void A_table_of_causes_is_one_entry()
    {
        var entry = Imported.Single("""
            ## Login fails

            **Error message**: You are nobody. (ID: 34513)

            | Causes | Recommended actions |
            |--|--|
            | **The key is old** <br/> <br/> It was made long ago. | Make a new one: <br><br>- Open the door.<br> - Take the key.<br><br> **Note**: Only one. <br><br> - Close the door. |
            | **The key is lost** | Look under the mat. |
            """);
        Assert.Equal(["34513"], entry.Codes);
        Assert.Equal("You are nobody. (ID: 34513)", entry.Message());
        Assert.Equal(["The key is old / It was made long ago. > Open the door.; Take the key. / Note: Only one.; Close the door.", "The key is lost > Look under the mat."], entry.Remedies());
    }

    [Fact]
    public void Several_codes_may_share_a_cell_and_HTML_a_list()
    {
        var entries = Imported.Entries("""
            ## Status reasons
            | Status reason | Details | Steps to fix |
            |--|--|--|
            | `LabelError`<br>`AnnotationError` | Another secret has the name. | <ul><li>Remove it.</li><li>Wait.<ol><li>An hour.</ul> |
            | `SyncDone` | All is well. | n/a |
            """);
        Assert.Equal(["LabelError", "AnnotationError"], entries[0].Codes);
        Assert.Equal(["> Remove it.; Wait. / 1. An hour."], entries[0].Remedies());
        Assert.Empty(entries[1].Remedies());
    }

    [Fact]
    public void One_cell_may_hold_several_errors_with_their_labels()
    {
        var entries = Imported.Entries("""
            ## Recovery point fails
            | Operation | Error details | Workaround |
            |--|--|--|
            | Backup | Recovery point failed | **Error Message**: No snapshot. <br> **Workaround**: Make room.<br> <br> **Error Message**: No engine. <br> **Workaround**: Start it. |
            """);
        Assert.Equal(["No snapshot.", "No engine."], entries.Select(e => e.Message()));
        Assert.Equal(["> Make room.", "> Start it."], entries.SelectMany(e => e.Remedies()));
    }

    [Theory]
    [InlineData("**Error code**: `TeaCold`\n\n**Error message**: The tea is cold.\n\n**Cause**: No fire.\n\n**Recommended action**: Light it.")]
    [InlineData("Error code: TeaCold  \nError message: The tea is cold.  \nPossible cause: No fire.  \nSolution: Light it.")]
    [InlineData("- **Message**: `The tea is cold.`\n\n- **Cause**: No fire.\n\n- **Resolution**: Light it.", "Error code: TeaCold")]
    [InlineData("Error code\n: `TeaCold`\n\nError message\n: The tea is cold.\n\nCause\n: No fire.\n\nResolution\n: Light it.")]
    [InlineData("**Error message**\n\n```output\nThe tea is cold.\n```\n\n### Cause\n\nNo fire.\n\n### Workaround\n\nLight it.", "TeaCold")]
    [InlineData("> The tea is cold.\n\n### Issue\n\nNo fire.\n\n### Solution\n\nLight it.", "TeaCold")]
    [InlineData("| **Error message** | The tea is cold. |\n|--|--|\n| **Error code** | TeaCold |\n| **Possible causes** | No fire. |\n| **Recommended action** | Light it. |")]
    [InlineData("<table><tr><th>Error code</th><th>Error message</th><th>Cause</th><th>Fix</th></tr>\n<tr><td>TeaCold</td><td>The <b>tea</b> is cold.</td><td>No fire.</td><td><p>Light it.</p></td></tr></table>")]
    [InlineData("### Symptom\n\nYou see the following error:\n\n```error\nThe tea is cold.\n```\n\n### Cause 1: No fire.\n\n#### Solution 1\n\nLight it.", "TeaCold - What to do about it")]
    public void An_error_reads_the_same_in_every_shape(string text, string heading = "Tea too cold")
    {
        var entry = Imported.Single($"# Tea\n\n## {heading}\n\n{text}\n");
        Assert.Equal(["TeaCold"], entry.Codes);
        Assert.Equal("The tea is cold.", entry.Message());
        Assert.Equal(["No fire. > Light it."], entry.Remedies());
    }

    [Fact]
    public void Numbered_solutions_go_to_their_causes()
    {
        var entry = Imported.Single("""
            # Error 0x80070035 when you open a share
            ## Symptoms
            You receive the error "The path was not found".
            ## Cause 1: The server is off
            Nobody switched it on.
            ## Cause 2: The name is wrong
            ## Solution 2: Correct the name
            Change it in DNS.
            ## Solution 1
            1. Switch it on.
            2. Wait.
            ## More information
            A server is a computer.
            """);
        Assert.Equal(["0x80070035"], entry.Codes);
        Assert.Equal("The path was not found", entry.Message());
        Assert.Equal(["The server is off / Nobody switched it on. > Switch it on.; Wait.", "The name is wrong > Change it in DNS."], entry.Remedies());
    }

    [Fact]
    public void Parts_on_the_level_of_their_error_belong_to_it()
    {
        var entries = Imported.Entries("""
            # Errors
            ## The lid can't be closed
            ## Cause
            It is bent.
            ## Resolution
            Bend it back.
            ## The spout is blocked
            ## Resolution
            Clean it.
            """);
        Assert.Equal(["The lid can't be closed", "The spout is blocked"], entries.Select(e => e.Title));
        Assert.Equal(["It is bent. > Bend it back."], entries[0].Remedies());
    }

    [Fact]
    public void Prose_gives_cause_and_remedy_by_its_wording()
    {
        var entry = Imported.Single("""
            ## connection refused
            This message indicates that the server is not running.
            To resolve this issue, do one of the following:

            - Start the server.
            - Ask somebody:

              ```shell
              shout
              ```

            For more information, refer to:

            - [The manual](x.md)
            """);
        Assert.Equal("connection refused", entry.Message());
        Assert.Equal(["This message indicates that the server is not running. > Start the server.; Ask somebody: / shout"], entry.Remedies());
    }

    [Fact]
    public void A_bold_line_after_an_anchor_is_a_heading()
    {
        var entries = Imported.Entries("""
            ## Sync errors

            <a id="-2134376348"></a>**The kettle is busy.**

            | Error | Code |
            |-|-|
            | **HRESULT** | 0x80c80064 |
            | **HRESULT (decimal)** | -2134376348 |
            | **Error string** | ECS_E_KETTLE_BUSY |

            No action is required.

            <a id="b"></a>**The kettle isn't reachable.**

            | Error | Code |
            |-|-|
            | **HRESULT** | 0x80c8305f |
            | **Error string** | ECS_E_KETTLE_GONE |

            To resolve this issue, follow these steps:

            1. Look for it.
            2. Find it.
            """);
        Assert.Equal(["0x80c80064 ECS_E_KETTLE_BUSY", "0x80c8305f ECS_E_KETTLE_GONE"], entries.Select(e => string.Join(' ', e.Codes)));
        Assert.Equal(["> Look for it.; Find it."], entries[1].Remedies());
    }

    [Fact]
    public void Tabs_belong_to_the_step_they_stand_in()
    {
        var entry = Imported.Single("""
            ## The agent doesn't start
            To fix this, do this:
            # [Portal](#tab/portal)
            1. Open the portal.
            1. Select **Start**.
            # [CLI](#tab/cli)
            1. Run `agent start`.

            ---

            Then look again.
            """);
        Assert.Equal(["> Portal: / Open the portal.; Select Start.; CLI: / Run agent start.; Then look again."], entry.Remedies());
    }

    [Fact]
    public void Pivots_and_version_ranges_are_named_in_the_report()
    {
        var import = Imported.Article("""
            # Start
            ::: zone pivot="windows"
            ## It fails on Windows
            To fix this, wait.
            ::: zone-end
            ::: moniker range=">= v2"
            ## It fails in version 2
            To fix this, go back.
            ::: moniker-end
            """);
        Assert.Equal(2, import.Entries.Count);
        Assert.Equal(["what follows holds for pivot windows only", "what follows holds for version >= v2 only"], import.Report.Notes.Where(n => n.Kind == NoteKind.Scope).Select(n => n.Text));
    }

    [Fact]
    public void Includes_are_put_in_and_missing_ones_and_pictures_named()
    {
        var import = Imported.Article("""
            ## Scan fails
            ![A picture](media/scan.png)
            To resolve this issue, do this:

            [!INCLUDE [steps](../includes/steps.md)]

            ## Scan is slow
            To fix this, wait.

            [!INCLUDE [gone](../includes/gone.md)]
            """, ("steps.md", "---\ntitle: x\n---\n- Exclude the folder.\n- Scan again.\n"));
        Assert.Equal(["> Exclude the folder.; Scan again."], import.Entries[0].Remedies());
        Assert.Equal(["2 image 'media/scan.png': pictures are not taken over", "10 include '../includes/gone.md': it is not there"],
            import.Report.Notes.Where(n => n.Kind == NoteKind.Missing).Select(n => $"{n.Line} {n.Text}"));
    }

    [Fact]
    public void Liquid_says_nothing_and_its_includes_are_put_in()
    {
        var entry = Assert.Single(Imported.Article("""
            ## memory budget exceeded
            See the [logs]({% link {{ page.version }}/logs.md %}).
            To mitigate this issue, try this:

            - {% include {{ page.version }}/untuned.md %}
            - Add memory:

              {% include_cached copy.html %}
              ~~~ shell
              add
              ~~~
            """, ("untuned.md", "Cancel the query.")).Entries);
        Assert.Equal(["> Cancel the query.; Add memory: / add"], entry.Remedies());
        Assert.Equal("See the logs.", BlockText.Of(entry.Summary));
    }

    [Fact]
    public void Contents_containers_and_further_reading_are_no_entries()
    {
        var import = Imported.Article("""
            # Common errors
            | Topic | Message |
            |--|--|
            | Tea | [`tea is cold`](#tea-is-cold) |
            | Pot | [`pot is empty`](#pot-is-empty) |

            ## Client-side issues
            Use this section for issues on the client.
            ### tea is cold
            To fix this, light the fire.
            ### pot is empty
            To fix this, fill it.
            ## Next steps
            - Read on.
            """);
        Assert.Equal(["tea is cold", "pot is empty"], import.Entries.Select(e => e.Title));
        Assert.Contains(import.Report.Notes, n => n is { Kind: NoteKind.Left, Line: 13, EndLine: 14 });
        Assert.Contains(import.Report.Notes, n => n.Kind == NoteKind.Left && n.Line == 2);
    }

    [Fact]
    public void Codes_of_other_errors_are_not_the_entrys_own()
    {
        var entry = Imported.Single("""
            ## FORBIDDEN_ERROR
            The server responded with 403 Forbidden, and an event with event ID 4502 is logged in 2025.
            *Potential solutions*: Remove the rule; add the address to the list.
            """);
        Assert.Equal(["FORBIDDEN_ERROR"], entry.Codes);
        Assert.Equal(["> Remove the rule; add the address to the list."], entry.Remedies());
        Assert.Equal(2, entry.Actions.Count);
    }

    [Theory]
    [InlineData("Quota issues (error code 150097)", "150097")]
    [InlineData("Outbound URLs (error code 151037 or 151072)", "151037 151072")]
    [InlineData("Failed to register the machine (151195)", "151195")]
    [InlineData("NuGet Warning NU1605", "NU1605")]
    [InlineData("`TeaTooCold`, `TeaTooHot`", "TeaTooCold TeaTooHot")]
    [InlineData("UserErrorPotGone - The pot is gone", "UserErrorPotGone")]
    [InlineData("Upgrade to Windows Server 2022 fails", "")]
    [InlineData("SQL Server (2019) can't be reached", "")]
    public void Codes_in_headings_are_found(string heading, string codes) =>
        Assert.Equal(codes, string.Join(' ', Imported.Single($"## {heading}\n\n**Resolution**: Wait.\n").Codes));
}
