using MarsKb.Infra;

namespace MarsKb.Gaps;

public sealed class AskedTextTests
{
    [Theory]
    [InlineData("Could not open 'D:\\Backup\\one.vhd' on SRV-042", "Could not open 'E:\\Data\\Monday\\two.vhd' on SRV-7")]
    [InlineData("2026-11-22 09:12:11 ERROR Upload of 17 files failed after 300 s", "2026-11-23 22:00:59 ERROR Upload of 4 files failed after 12 s")]
    [InlineData("Task 3f2504e0-4f89-11d3-dead-0305e82c3301 failed", "Task 11111111-aaaa-bbbb-cccc-0123456789ab failed")]
    [InlineData("Cannot reach srv01 through disk2", "cannot reach srv117 through disk3")]
    [InlineData("Backup failed for D:\\Data at 10:33 by CONTOSO\\anne", "Backup failed for E:\\Other stuff\\x at 11:20 by FABRIKAM\\bob")]
    [InlineData("Backup stuck at 50 %", "backup stuck at 72%!")]
    [InlineData("The vault \"production\" has no item", "The vault \"test-7\" has no item")]
    [InlineData("password=Abc!123 was refused", "password=xyz was refused")]
    public void What_varies_makes_no_other_question(string one, string other) => Assert.Equal(AskedText.Of(one).Template, AskedText.Of(other).Template);

    [Theory]
    [InlineData("Upload failed", "Download failed")]
    [InlineData("Windows Server 2016", "Windows Server 2019")]
    [InlineData("Sicherung fehlgeschlagen", "Sauvegarde échouée")]
    [InlineData("备份失败", "恢复失败")]
    public void Other_words_make_another_question(string one, string other) => Assert.NotEqual(AskedText.Of(one).Template, AskedText.Of(other).Template);

    [Theory]
    [InlineData("Upload of 17 files failed", "upload of # files failed")]
    [InlineData("Zugriff auf \"\\\\nas\\share\" verweigert: Größe", "zugriff auf … verweigert grose")]
    [InlineData("17 18", "17 18")]
    [InlineData("", "")]
    [InlineData("\"The whole message in quotes\"", "the whole message in quotes")]
    public void A_template_reads_like_the_question(string text, string template) => Assert.Equal(template, AskedText.Of(text).Template);

    [Fact]
    public void No_secret_is_kept()
    {
        var asked = AskedText.Of("""login failed for C:\Users\kari.nordmann\x from 10.1.2.3, password=Tr0ub4dor&3, mail kari@example.com, run by CONTOSO\kari""");
        foreach (var secret in new[] { "kari", "10.1.2.3", "Tr0ub4dor", "example.com" })
        {
            Assert.DoesNotContain(secret, asked.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, asked.Template, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("login failed", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_a_long_text_is_cut_no_half_of_a_secret_is_kept()
    {
        const string Key = "dGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQga2V5IGZvciBhIHZhdWx0IHRoYXQgbm9ib2R5IG1heSBzZWU0NTY3ODkwMTIzNDU2Nzg5MA==";
        for (var lead = 1_850; lead < 2_010; lead++)
        {
            // Masks are shorter than what they stand for, so that the end of what is looked at comes into what is kept.
            var text = string.Concat(Enumerable.Repeat(Key + " ", 16))[..(16 * (Key.Length + 1))] + new string('.', lead - 1_790) + " " + Key + " end";
            Assert.DoesNotContain(Key[..12], AskedText.Of(text).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("first\nINFO all is well\nstorage-key:\nABCDEF error 5\nlast")]
    [InlineData("password =\nABCDEF error")]
    public void The_name_of_a_secret_may_stand_on_the_line_before(string text) =>
        Assert.DoesNotContain("ABCDEF", AskedText.Of(text + string.Concat(Enumerable.Repeat("\nnothing more", 100))).Text, StringComparison.Ordinal);

    [Fact]
    public void Of_a_log_the_line_that_names_the_failure_is_kept()
    {
        var log = string.Concat(Enumerable.Range(0, 500).Select(i => $"2026-11-22 09:00:{i % 60:00} INFO step {i} done\n")) + "2026-11-22 09:10:00 ERROR Cannot mount the volume\nthe end";
        var asked = AskedText.Of(log);
        Assert.StartsWith("2026-11-22 09:10:00 ERROR Cannot mount the volume", asked.Text, StringComparison.Ordinal);
        Assert.Equal("… cannot mount the volume", asked.Template);
    }

    [Theory]
    [InlineData("search/syntax.jsonl")]
    [InlineData("search/bombs.jsonl")]
    [InlineData("search/hresult-edge.jsonl")]
    [InlineData("unicode/text.jsonl")]
    [Trait("Category", "Shared")]
    public void Whatever_is_searched_for_can_be_kept(string file)
    {
        foreach (var row in SharedFolder.Rows(file))
        {
            var asked = AskedText.Of(row.PayloadText());
            Assert.InRange(asked.Text.Length, 0, AskedText.LongestText);
            Assert.DoesNotContain('\0', asked.Text + asked.Template);
        }
    }

    [Fact]
    public void What_is_kept_is_short_and_whole_characters()
    {
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("😀 ", 2_000)), new string('x', 60_000), string.Concat(Enumerable.Repeat("备份失败", 5_000)), new string('\n', 60_000), "a\0b\u001bc" })
        {
            var asked = AskedText.Of(text);
            Assert.InRange(asked.Text.Length, 0, AskedText.LongestText);
            Assert.InRange(asked.Template.Length, 0, SearchTemplate.Longest);
            Assert.All([asked.Text, asked.Template], s => Assert.Equal(s, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(s))));
            Assert.DoesNotContain(asked.Text, char.IsControl);
        }
    }
}
