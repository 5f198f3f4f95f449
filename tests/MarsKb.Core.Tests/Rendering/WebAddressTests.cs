namespace MarsKb.Rendering;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://learn.test/a?b=c&d=e#f")]
    [InlineData("HTTP://learn.test:8080/")]
    [InlineData("https://go.test/?linkid=229525&clcid=0x409")]
    public void Web_addresses_are_taken(string address) => Assert.True(WebAddress.IsHttp(address));

    [Theory]
    [InlineData("")]
    [InlineData("//evil.test/")]
    [InlineData("/entries/x")]
    [InlineData("javascript:alert(1)//https://x.test/")]
    [InlineData(" https://x.test/")]
    [InlineData("https://x.test/\"onclick=x")]
    [InlineData("https://x.test/a b")]
    [InlineData("https:\\\\x.test")]
    [InlineData("https://")]
    [InlineData("https://good.test@evil.test/")]
    [InlineData("https://x.test/\u202Egpj")]
    [InlineData("java\tscript:x")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://x.test/")]
    public void Others_are_not(string address) => Assert.False(WebAddress.IsHttp(address) || WebAddress.IsMail(address));

    [Theory]
    [InlineData("mailto:a@x.test", true)]
    [InlineData("mailto:@x.test", false)]
    [InlineData("mailto:a@", false)]
    [InlineData("mailto:a@x.test\"", false)]
    public void Mail_addresses_have_two_sides(string address, bool isMail) => Assert.Equal(isMail, WebAddress.IsMail(address));
}
