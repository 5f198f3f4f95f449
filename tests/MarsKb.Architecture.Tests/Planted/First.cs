namespace MarsKb.Architecture.Planted.First;

/// <summary>One half of a circle, so that the test of circles is seen to find one.</summary>
sealed class Hen
{
    public static object Lay() => new Second.Egg();
}
