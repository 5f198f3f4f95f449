namespace MarsKb.Faults;

/// <summary>Tests that kill sites and break disks, one after another. What they hold a site to has no clock in it, so other tests may run beside them.</summary>
[CollectionDefinition(Name)]
public sealed class OneAfterAnother
{
    public const string Name = "Faults";
}
