namespace MarsKb.Search;

public class EditDistanceTests
{
    [Theory]
    [InlineData("backup", "backup", 0)]
    [InlineData("bakup", "backup", 1)]
    [InlineData("exprot", "export", 1)]
    [InlineData("dennied", "denied", 1)]
    [InlineData("credentails", "credentials", 1)]
    [InlineData("initalise", "initialize", 2)]
    public void Edits_and_swaps_are_counted(string typed, string meant, int distance)
    {
        Assert.Equal(distance, EditDistance.Within(typed, meant, 2));
        Assert.Equal(distance, EditDistance.Within(meant, typed, 2));
    }

    [Theory]
    [InlineData("vault", "proxy")]
    [InlineData("a", "abcdef")]
    public void What_is_further_off_is_only_said_to_be_further_off(string a, string b) => Assert.Equal(3, EditDistance.Within(a, b, 2));
}
