using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace MarsKb.Architecture;

/// <summary>The instructions of a method (ECMA-335, partition III).</summary>
static class Code
{
    static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => (int)(ushort)o.Value, o => o.OperandType);

    /// <summary>The tokens of types, members and fields that the code names, in order.</summary>
    public static IEnumerable<int> Tokens(BlobReader code)
    {
        var tokens = new List<int>();
        while (code.RemainingBytes > 0)
        {
            int operation = code.ReadByte();
            // The codes of two bytes begin with FE.
            if (operation == 0xFE) operation = (operation << 8) | code.ReadByte();
            switch (Operands[operation])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(code.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += targets * sizeof(int);
                    break;
                case var other:
                    code.Offset += Size(other);
                    break;
            }
        }
        return tokens;
    }

    static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
