namespace MarsKb.Export;

/// <summary>Numbers as text for a script: seven bits a byte, the lowest first, in Base64.</summary>
sealed class PackedNumbers
{
    readonly List<byte> bytes = [];

    /// <param name="number">0 or more.</param>
    public void Add(int number)
    {
        for (; number > 0x7F; number >>= 7) bytes.Add((byte)(number & 0x7F | 0x80));
        bytes.Add((byte)number);
    }

    public static string Of(IEnumerable<int> numbers)
    {
        var packed = new PackedNumbers();
        foreach (var number in numbers) packed.Add(number);
        return packed.ToString();
    }

    public override string ToString() => Convert.ToBase64String([.. bytes]);
}
