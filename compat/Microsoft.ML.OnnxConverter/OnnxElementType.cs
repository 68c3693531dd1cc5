namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>The element types of tensors, by the numbers that onnx.proto gives them.</summary>
internal static class OnnxElementType
{
    private static readonly Dictionary<Type, int> Numbers = new()
    {
        [typeof(float)] = 1,
        [typeof(byte)] = 2,
        [typeof(sbyte)] = 3,
        [typeof(ushort)] = 4,
        [typeof(short)] = 5,
        [typeof(int)] = 6,
        [typeof(long)] = 7,
        [typeof(ReadOnlyMemory<char>)] = 8,
        [typeof(bool)] = 9,
        [typeof(double)] = 11,
        [typeof(uint)] = 12,
        [typeof(ulong)] = 13,
    };

    internal static bool Exists(Type itemType) => Numbers.ContainsKey(itemType);

    internal static int Of(Type itemType)
        => Numbers.TryGetValue(itemType, out int number)
            ? number
            : throw new NotSupportedException($"ONNX has no tensors of {itemType}.");
}
