namespace MarsKb.Search;

public class AnalyzerTests
{
    static string[] Surfaces(string text) => [.. Analyzer.Analyze(text).Select(t => t.Surface)];

    static string[] Terms(string text) => [.. Analyzer.Analyze(text).Select(t => t.Term)];

    [Fact]
    public void Words_are_folded_stemmed_and_stop_words_left_out() =>
        Assert.Equal(["schedul", "backup", "fail"], Terms("The scheduled Backups are failing"));

    [Fact]
    public void Accents_and_full_width_letters_meet_their_plain_forms() =>
        Assert.Equal(["uberprufen", "grosse", "mars", "istanbul", "oeuvre"], Surfaces("Überprüfen Größe ＭＡＲＳ İstanbul Œuvre"));

    [Fact]
    public void Combining_marks_belong_to_their_letter() => Assert.Equal(["echec"], Surfaces("e\u0301chec"));

    [Theory]
    [InlineData("can't")]
    [InlineData("can’t")]
    public void A_contraction_is_one_word(string text) =>
        Assert.Equal(["cant"], Analyzer.Analyze(text, keepStopWords: true).Select(t => t.Surface));

    [Fact]
    public void A_symbolic_name_is_found_whole_and_by_its_humps() =>
        Assert.Equal(["sallowdiskspace", "sal", "low", "disk", "space"], Surfaces("SalLowDiskSpace"));

    [Fact]
    public void Humps_are_parts_and_the_whole_is_not()
    {
        var tokens = Analyzer.Analyze("ERROR_ACCESS_DENIED");
        Assert.False(tokens[0].IsPart);
        Assert.All(tokens.Skip(1), t => Assert.True(t.IsPart));
        Assert.Equal(["error_access_denied", "error", "access", "denied"], tokens.Select(t => t.Surface));
    }

    [Fact]
    public void A_version_is_one_number_and_is_found_without_its_last_zero() =>
        Assert.Equal(["2.0.9190.0", "2.0.9190", "9190"], Surfaces("2.0.9190.0"));

    [Fact]
    public void The_number_of_an_article_is_found_without_its_letters() => Assert.Equal(["kb4538314", "4538314"], Surfaces("KB4538314"));

    [Fact]
    public void Digits_of_other_scripts_are_words() => Assert.Equal(["٣abc", "٤٢"], Surfaces("٣abc ٤٢"));

    [Fact]
    public void Thousands_are_joined() => Assert.Equal(["54400", "gb"], Surfaces("54,400 GB"));

    [Fact]
    public void A_comma_between_numbers_of_a_list_joins_nothing() => Assert.Equal(["7", "8", "10"], Surfaces("7, 8,10"));

    [Fact]
    public void A_hexadecimal_code_stays_whole() => Assert.Equal(["0x80070005", "8007018b"], Surfaces("0x80070005 8007018B"));

    [Fact]
    public void Guids_are_dropped() => Assert.Equal(["job"], Surfaces("job 1FCFF8B4-CCE2-42E6-8883-7AEB9A1C5CB6"));

    [Fact]
    public void Scripts_without_blanks_give_pairs() => Assert.Equal(["バッ", "ック", "クア", "アッ", "ップ", "mars"], Surfaces("バックアップMARS"));

    [Fact]
    public void Tokens_point_into_the_text()
    {
        const string text = "  (ID:34513) – Überprüfen";
        Assert.All(Analyzer.Analyze(text), t => Assert.Equal(t.Surface, string.Concat(text.Substring(t.Start, t.Length).Select(CharacterFolding.Fold))));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\0b")]
    [InlineData("\u200b\u200b")]
    [InlineData("___")]
    [InlineData("'")]
    [InlineData("1.2.")]
    [InlineData("1,234,")]
    public void Odd_characters_do_no_harm(string text) => Analyzer.Analyze(text);

    [Theory]
    [InlineData("connection", "connections", "connected", "connecting")]
    [InlineData("schedule", "schedules", "scheduled", "scheduling")]
    [InlineData("backup", "backups")]
    public void Forms_of_one_word_meet(params string[] words) => Assert.Single(words.Select(Analyzer.Stem).Distinct());

    [Theory]
    [InlineData("kb4538314s")]
    [InlineData("резервные")]
    [InlineData("0x80070005")]
    [InlineData("2.0.9190.0")]
    [InlineData("pneumonoultramicroscopicsilicovolcanoconiosisnesses")]
    public void What_is_no_plain_word_stays(string word) => Assert.Equal(word, Analyzer.Stem(word));

    [Fact]
    public void A_ligature_is_its_letters() => Assert.Equal(["office", "first"], Surfaces("oﬃce ﬁrst"));

    [Fact]
    public void A_single_character_of_a_script_without_blanks_is_a_token() => Assert.Equal(["盘", "mars", "磁盘"], Surfaces("盘 MARS 磁盘"));

    [Fact]
    public void A_host_name_is_a_token_next_to_its_labels()
    {
        var tokens = Analyzer.Analyze("*.blob.core.windows.net");
        Assert.Contains(tokens, t => t is { Surface: "blob.core.windows.net", IsPart: false });
        Assert.All(tokens.Where(t => t.Surface is "blob" or "core" or "windows"), t => Assert.True(t.IsPart));
    }

    [Fact]
    public void A_range_knows_what_stands_around_it()
    {
        const string text = "see blob.core.windows.net";
        Assert.True(Assert.Single(Analyzer.Analyze(text, text.IndexOf("windows", StringComparison.Ordinal), text.Length - 4)).IsPart);
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        Assert.Empty(Analyzer.Analyze(""));
        Assert.Empty(Analyzer.Analyze("text", 2, 2));
    }

    /// <summary>A token stream belongs to one thread and one text at a time.</summary>
    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        string[] texts = ["Scheduled backups are failing", "バックアップMARS", "2.0.9190.0 KB4538314", "SalLowDiskSpace 0x80070005", "ERROR_ACCESS_DENIED can't"];
        var expected = texts.Select(t => string.Join(' ', Terms(t))).ToList();
        Parallel.For(0, 2_000, i => Assert.Equal(expected[i % texts.Length], string.Join(' ', Terms(texts[i % texts.Length]))));
    }

    [Fact]
    public void A_run_without_end_is_cut() =>
        Assert.Equal(64, Assert.Single(Analyzer.Analyze(new string('q', 40_000))).Surface.Length);

    [Fact]
    public void Digits_without_end_are_one_token() => Assert.Single(Analyzer.Analyze(new string('7', 40_000)));
}
