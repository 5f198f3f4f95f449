namespace MarsKb.Search;

public class PorterStemmerTests
{
    // Examples from Porter's paper.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("conflated", "conflat")]
    [InlineData("troubled", "troubl")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("hissing", "hiss")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("conditional", "condit")]
    [InlineData("digitizer", "digit")]
    [InlineData("triplicate", "triplic")]
    [InlineData("electrical", "electr")]
    [InlineData("hopefulness", "hope")]
    [InlineData("revival", "reviv")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controll", "control")]
    [InlineData("roll", "roll")]
    public void Suffixes_are_stripped_as_in_the_paper(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("credential", "credentials")]
    [InlineData("register", "registered")]
    [InlineData("registration", "registrations")]
    [InlineData("encrypt", "encrypted")]
    public void Forms_of_one_word_meet(string one, string other) => Assert.Equal(PorterStemmer.Stem(one), PorterStemmer.Stem(other));

    [Theory]
    [InlineData("")]
    [InlineData("vm")]
    [InlineData("0x80070005")]
    [InlineData("verschlüsselung")]
    public void What_is_no_plain_word_stays(string word) => Assert.Equal(word, PorterStemmer.Stem(word));
}
