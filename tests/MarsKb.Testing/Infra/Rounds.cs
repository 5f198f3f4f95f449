namespace MarsKb.Infra;

/// <summary>How often a harness repeats itself: briefly with the other tests, at length with <c>MARSKB_LONG=1</c>.</summary>
static class Rounds
{
    public static int Of(int brief, int @long) => Environment.GetEnvironmentVariable("MARSKB_LONG") == "1" ? @long : brief;
}
