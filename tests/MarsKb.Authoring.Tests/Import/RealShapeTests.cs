using MarsKb.Import.Rules;

namespace MarsKb.Import;

/// <summary>Articles of our own in the shapes that published troubleshooting pages use. Each entry is a line: codes, title, message, number of actions of each cause.</summary>
public sealed class RealShapeTests
{
    [Fact]
    public void Headings_with_codes_and_a_table_of_one_row_each() => Gives("""
        ---
        title: Troubleshoot kettle backups
        ---
        # Troubleshoot kettle backups

        You can solve errors met with kettle backups with what follows.

        ## Common issues

        ### UserErrorKettleNotFound

        | Error message | Possible causes | Recommended actions |
        |---|---|---|
        | The kettle `name` does not exist. | The kettle was sold, or has another name. | Check the kitchen. <br><br> If it is there, give it its old name. |

        ### UserErrorTeaDump

        | Error message | Possible causes | Recommended action |
        |---|---|---|
        | Dumping the tea failed. | - No cup. <br> - Cup too small. | - Fetch a cup. <br> - Use the large one. <br> - Try again. |
        """,
        "UserErrorKettleNotFound | UserErrorKettleNotFound | The kettle name does not exist. | 2",
        "UserErrorTeaDump | UserErrorTeaDump | Dumping the tea failed. | 0+0, 3");

    [Fact]
    public void Tables_of_two_columns_with_labels_on_the_left() => Gives("""
        # Troubleshoot tea databases

        ## Errors

        ### UserErrorTeaLeafMissing

        | **Error message** | `The leaf is not in the pot` |
        |---|---|
        | **Possible causes** | Somebody took it out. |
        | **Recommended action** | Put it back. Make sure that the lid is on. |

        ### UserErrorPotLocked

        | **Error message** | `The pot cannot be opened` |
        |---|---|
        | **Possible causes** | <ul><li>The lid is stuck.</li><li>The lid is locked.</li></ul> |
        | **Resolution** | 1. Turn the lid. <br> 2. Ask for the key. |
        """,
        "UserErrorTeaLeafMissing | UserErrorTeaLeafMissing | The leaf is not in the pot | 1",
        "UserErrorPotLocked | UserErrorPotLocked | The pot cannot be opened | 0+0, 2");

    [Fact]
    public void Bullets_for_message_cause_and_recommendation() => Gives("""
        # Troubleshoot the tea connector

        ## Error code: TeaStreamClosed

        - **Message**: `The stream of tea was closed by '%host;'.`

        - **Cause**: The other side pours no more.

        - **Recommendation**: Pour again.

        ## Error message: The cup isn't a valid target

        - **Symptoms**: You pour, and see the following error message:

            `The cup isn't a valid target. Type: 'Saucer'.`

        - **Cause**: A saucer was named.

        - **Resolution**: Name a cup, in this way:

            1. Open the cupboard.
            1. Choose a cup.
        """,
        "TeaStreamClosed | Error code: TeaStreamClosed | The stream of tea was closed by '%host;'. | 1",
        "- | Error message: The cup isn't a valid target | The cup isn't a valid target. Type: 'Saucer'. | 2");

    [Fact]
    public void Scenarios_with_a_message_in_a_code_block() => Gives("""
        # Troubleshoot the tea operator

        ## Errors of the installation

        ### Scenario 1

        **Error message**:

           ```Error
           Helm installation failed: timed out waiting for the pot
           ```

        **Cause**: The pots don't start because there is no water.

        **Resolution**: To resolve the issue, bring more water.
        To do this in the portal, follow these steps:

        1. Open the *kitchen*.
        1. Go to **Taps**.
        1. Select **Open**.

        ### Scenario 2

        **Error message**:

           ```Error
           no such pot
           ```

        **Cause**: It was sold.

        **Resolution**: Buy one.

        ### KettleListError

        **Cause**: The reader role is missing.

        **Recommended action**: Give the role again.
        """,
        "- | Scenario 1 | Helm installation failed: timed out waiting for the pot | 4",
        "- | Scenario 2 | no such pot | 1",
        "KettleListError | KettleListError | - | 1");

    [Fact]
    public void A_page_for_one_code_with_the_parts_as_headings() => Gives("""
        ---
        title: NuTea Error NT1014
        ---
        # NuTea Error NT1014

        ## Scenario

        > Invalid strength 'sample'. Valid values: weak, strong.

        ### Issue

        The recipe has a strength that nobody knows.

        ### Solution

        - Remove the strength from the recipe.
        - Change it to a valid one.
        """,
        "NT1014 | NuTea Error NT1014 | Invalid strength 'sample'. Valid values: weak, strong. | 2");

    [Fact]
    public void A_page_for_one_code_with_several_scenarios() => Gives("""
        # NuTea Warning NT5128

        ## Scenario 1

        > The lid has no pot.

        ### Issue

        There is a lid, but no pot.

        ### Solution

        * Buy a pot

        Any pot will do, as long as the lid fits.

        * Throw the lid away

        Do this only when you own no other pot.

        ## Scenario 2

        > The pot has no lid.

        ### Issue

        There is a pot, but no lid.

        ### Solution

        Cover the pot with a saucer.
        """,
        "NT5128 | NuTea Warning NT5128 | The lid has no pot. | 2+1");

    [Fact]
    public void A_support_article_is_one_entry() => Gives("""
        ---
        title: Error TEA50011 - The cup specified does not match
        ---
        # Error TEA50011 - The cup specified in the request does not match

        This article helps to fix error TEA50011.

        ## Symptoms

        You pour, and receive the following error message:

        > Error TEA50011 - The cup '<cup>' specified in the request does not match the cups configured.

        ## Cause

        The cup is not among those that the kitchen knows.

        ## Resolution

        To fix the issue, follow these steps:

        1. Copy the name of the cup.
        2. Add it to the list.
        3. Wait for five minutes.

        ## More information

        Read about cups.
        """,
        "TEA50011 | Error TEA50011 - The cup specified in the request does not match | Error TEA50011 - The cup '<cup>' specified in the request does not match the cups configured. | 3");

    [Fact]
    public void Several_causes_as_headings_with_their_solutions() => Gives("""
        # The kettle doesn't start

        ## Symptoms

        The kettle stays cold.

        ## Cause 1: No power

        The plug is out.

        ### Solution 1: Plug it in

        1. Find the plug.
        2. Plug it in.

        ## Cause 2: No water

        The kettle switched itself off.

        ### Solution 2: Fill it

        Fill the kettle with water.
        """,
        "- | The kettle doesn't start | - | 2+1");

    [Fact]
    public void A_reference_table_of_codes() => Gives("""
        # Error codes of the kettle

        | Error code | Probable cause | Suggested remediation |
        |---|---|---|
        | KTL0001 | An unknown error occurred. | Contact support. |
        | KTL0011, KTL0012 | The cook canceled the action. | Retry the command. |
        | `0x80070643` | The lid is locked. | 1. Unlock it. <br> 2. Retry. |
        """,
        "KTL0001 | KTL0001 | - | 1",
        "KTL0011,KTL0012 | KTL0011, KTL0012 | - | 1",
        "0x80070643 | 0x80070643 | - | 2");

    [Fact]
    public void Exit_codes_with_a_message_and_a_fix() => Gives("""
        # Exit codes

        | Exit code | Description | Recommended action |
        |---:|---|---|
        | 18 | Administrative privileges required. | Run the command elevated. |
        | 41 | Failed to obtain a token. | Sign in again, and retry. |
        """,
        "18 | 18 | Administrative privileges required. | 1",
        "41 | 41 | Failed to obtain a token. | 1");

    [Fact]
    public void Quoted_headings_with_bold_labels_and_code() => Gives("""
        # Tea troubleshooting guide

        ## Sign-in

        ### "The cook does not have authorization to perform the action"

        **Cause**: The role is missing.

        **Solution**:
        ```bash
        tea role list --cook me
        ```

        ### Error: ECONNREFUSED 127.0.0.1:6379

        **Symptoms:**

        ```
        Error: connect ECONNREFUSED 127.0.0.1:6379
        ```

        **Solutions:**

        1. Check that the cellar is open:
           ```bash
           tea cellar status
           ```
        2. Restart the cellar.
        """,
        "- | \"The cook does not have authorization to perform the action\" | The cook does not have authorization to perform the action | 1",
        "- | Error: ECONNREFUSED 127.0.0.1:6379 | Error: connect ECONNREFUSED 127.0.0.1:6379 | 2");

    [Fact]
    public void Problems_with_one_sentence_that_helps() => Gives("""
        # Known problems

        ## Cache rule limit issues

        You may face problems if you exceed the limit of 1,000 rules.

        If you hit this limit, delete rules that are no longer needed.

        ## Storage can't be opened

        * If you see a `403 Forbidden` error, you likely have a problem with your key.
        * The key might have expired. Verify that the key is valid.
        * The key might not have sufficient rights. Give it the right to read.
        """,
        "- | Cache rule limit issues | - | 1",
        "- | Storage can't be opened | - | 3");

    [Fact]
    public void Product_names_in_headings_are_no_codes() => Gives("""
        # Trouble

        ## OneCup error 0x8007018B

        **Cause**: The cup is in the cloud.

        **Resolution**: Bring it down.

        ## TeaPot Error TP1000

        **Resolution**: Look at the output for the details.

        ## errorResponse: error getting the client

        **Resolution**: Verify the address.
        """,
        "0x8007018B | OneCup error 0x8007018B | - | 1",
        "TP1000 | TeaPot Error TP1000 | - | 1",
        "- | errorResponse: error getting the client | errorResponse: error getting the client | 1");

    [Fact]
    public void A_command_before_the_output_is_no_message_however_long() => Gives("""
        # Trouble

        ## Installation fails

        You see the following error:

        ```
        az tea create \
          --pot blue \
          --water 2
        The pot is too small.
        ```

        To resolve this issue, take another pot.
        """,
        "- | Installation fails | The pot is too small. | 1");

    [Fact]
    public void Names_of_errors_in_a_column_called_error() => Gives("""
        ## PourError

        | **Error** | **Troubleshooting guide link** |
        |---|---|
        | PourAccessDenied | [Learn about the cause](https://learn.test/1). |
        | PourGet-TeaPotServer | [Learn about the cause](https://learn.test/2). |
        """,
        "PourAccessDenied | PourAccessDenied | - | 1",
        "PourGet-TeaPotServer | PourGet-TeaPotServer | - | 1");

    [Fact]
    public void Tables_with_bullets_and_breaks_inside_cells() => Gives("""
        # Trouble

        ## Backup

        | Issue | Cause | Resolution |
        |---|---|---|
        | Registration fails. <br> ID: 51017 | **No water** <br> The tap is shut. | - Open the tap. <br> - Wait. <br><br> **Note**: This takes a while. |
        | Pouring fails with error code 130001 | The cup is upside down. | Turn it over. <br> Try again. |
        """,
        "51017 | Registration fails. ID: 51017 | Registration fails. ID: 51017 | 2",
        "130001 | Pouring fails with error code 130001 | Pouring fails with error code 130001 | 2");

    [Fact]
    public void Frequently_asked_problems_with_details_elements() => Gives("""
        # Troubleshooting

        ## Problem: The tea tastes of soap

        **Reason:** The cup was not rinsed.

        **Fix:** Rinse it.

        ## Problem: The tea is late

        **Why this happens:** The kettle is slow.

        **What to do:**

        - Buy a quicker one.
        - Start earlier.
        """,
        "- | Problem: The tea tastes of soap | - | 1",
        "- | Problem: The tea is late | - | 2");

    [Fact]
    public void HRESULT_tables_of_sync_errors() => Gives("""
        # Sync errors

        ### Common errors

        **The tea share is not found.**

        | Error | Code |
        |-|-|
        | **HRESULT** | 0x80c86030 |
        | **HRESULT (decimal)** | -2134351824 |
        | **Error string** | TEA_E_SHARE_NOT_FOUND |
        | **Remediation required** | Yes |

        This error occurs when the share was deleted. To resolve this issue, do the following:

        1. Verify that the share exists.
        2. If it doesn't, create it again.

        <a id="-2134364065"></a>**The pot can't be opened.**

        | Error | Code |
        |-|-|
        | **HRESULT** | 0x80c8305f |
        | **Error string** | TEA_E_POT |
        | **Remediation required** | Yes |

        This error occurs because the pot is hot. Wait until it is cold.
        """,
        "0x80c86030,TEA_E_SHARE_NOT_FOUND | The tea share is not found. | The tea share is not found. | 2",
        "0x80c8305f,TEA_E_POT | The pot can't be opened. | The pot can't be opened. | 1");

    static void Gives(string text, params string[] entries) => Assert.Equal(entries, Imported.Entries(text.ReplaceLineEndings("\n")).Select(Line));

    static string Line(ImportedEntry entry)
    {
        var counts = string.Join('+', entry.Causes.Select(c => c.Actions.Count));
        var loose = entry.Actions.Count == 0 ? "" : counts.Length > 0 ? $", {entry.Actions.Count}" : $"{entry.Actions.Count}";
        return $"{(entry.Codes.Count > 0 ? string.Join(',', entry.Codes) : "-")} | {entry.Title} | {(entry.Message() is { Length: > 0 } message ? message : "-")} | {counts}{loose}";
    }
}
