namespace MarsKb.Architecture.Planted.Second;

/// <summary>The other half: only its code names the first.</summary>
sealed class Egg
{
    public override string ToString() => First.Hen.Lay().GetType().Name;
}
