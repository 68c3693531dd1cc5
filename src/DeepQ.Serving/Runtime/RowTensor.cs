using DeepQ.Serving.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Creates tensors from rows of a column.</summary>
internal static class RowTensor
{
    /// <summary>Creates a tensor of some rows over the same memory; the caller disposes it.</summary>
    /// <param name="input">The input of the column.</param>
    /// <param name="values">The values of all rows.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    public static OrtValue Of(PolicyInput input, Array values, int first, int count) => values switch
    {
        string[] texts => OfTexts(texts.AsSpan(first * input.Width, count * input.Width), ShapeOf(input, count)),
        bool[] truths => Of(truths, input, first, count),
        float[] numbers => Of(numbers, input, first, count),
        double[] numbers => Of(numbers, input, first, count),
        sbyte[] numbers when numbers.GetType() == typeof(sbyte[]) => Of(numbers, input, first, count),
        byte[] numbers => Of(numbers, input, first, count),
        short[] numbers when numbers.GetType() == typeof(short[]) => Of(numbers, input, first, count),
        ushort[] numbers => Of(numbers, input, first, count),
        int[] numbers when numbers.GetType() == typeof(int[]) => Of(numbers, input, first, count),
        uint[] numbers => Of(numbers, input, first, count),
        long[] numbers when numbers.GetType() == typeof(long[]) => Of(numbers, input, first, count),
        ulong[] numbers => Of(numbers, input, first, count),
        _ => throw new NotSupportedException($"No tensor can be created from {values.GetType().Name}."),
    };

    private static OrtValue Of<T>(T[] values, PolicyInput input, int first, int count)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, values.AsMemory(first * input.Width, count * input.Width), ShapeOf(input, count));

    private static OrtValue OfTexts(ReadOnlySpan<string> texts, long[] shape)
    {
        OrtValue tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        for (int i = 0; i < texts.Length; i++)
            tensor.StringTensorSetElementAt(texts[i], i);
        return tensor;
    }

    private static long[] ShapeOf(PolicyInput input, int count) => [count, .. input.Shape];
}
