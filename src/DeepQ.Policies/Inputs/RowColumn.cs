using System.Numerics;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Serving.Inputs;

/// <summary>The values of one input for several rows.</summary>
internal abstract class RowColumn(PolicyInput input)
{
    public PolicyInput Input => input;

    /// <summary>Allocates a column.</summary>
    public static RowColumn Create(PolicyInput input, int rows) => Over(
        input,
        input.ElementType switch
        {
            OnnxElementType.Text => Texts(rows * input.Width),
            OnnxElementType.Boolean => new bool[rows * input.Width],
            OnnxElementType.Float32 => new float[rows * input.Width],
            OnnxElementType.Float64 => new double[rows * input.Width],
            OnnxElementType.Int8 => new sbyte[rows * input.Width],
            OnnxElementType.UInt8 => new byte[rows * input.Width],
            OnnxElementType.Int16 => new short[rows * input.Width],
            OnnxElementType.UInt16 => new ushort[rows * input.Width],
            OnnxElementType.Int32 => new int[rows * input.Width],
            OnnxElementType.UInt32 => new uint[rows * input.Width],
            OnnxElementType.Int64 => new long[rows * input.Width],
            OnnxElementType.UInt64 => new ulong[rows * input.Width],
            _ => throw NoColumn(input),
        },
        rows);

    /// <summary>Wraps an array without copying it.</summary>
    /// <exception cref="PolicyRowException">The array has another type or another number of rows.</exception>
    public static RowColumn Over(PolicyInput input, Array values, int rows) => input.ElementType switch
    {
        OnnxElementType.Text => Over<string>(input, values, rows, RowValues.ToText),
        OnnxElementType.Boolean => Over<bool>(input, values, rows, RowValues.ToBoolean),
        OnnxElementType.Float32 => Numbers<float>(input, values, rows),
        OnnxElementType.Float64 => Numbers<double>(input, values, rows),
        OnnxElementType.Int8 => Numbers<sbyte>(input, values, rows),
        OnnxElementType.UInt8 => Numbers<byte>(input, values, rows),
        OnnxElementType.Int16 => Numbers<short>(input, values, rows),
        OnnxElementType.UInt16 => Numbers<ushort>(input, values, rows),
        OnnxElementType.Int32 => Numbers<int>(input, values, rows),
        OnnxElementType.UInt32 => Numbers<uint>(input, values, rows),
        OnnxElementType.Int64 => Numbers<long>(input, values, rows),
        OnnxElementType.UInt64 => Numbers<ulong>(input, values, rows),
        _ => throw NoColumn(input),
    };

    /// <summary>Returns whether columns can have a type.</summary>
    public static bool CanBe(OnnxElementType type) =>
        type is > OnnxElementType.Undefined and <= OnnxElementType.UInt64 and not OnnxElementType.Float16;

    /// <summary>Sets the value of a row.</summary>
    /// <returns>What is wrong with the value; null if it was set.</returns>
    public abstract string? Set(int row, object? value);

    /// <summary>The values of all rows.</summary>
    public abstract Array Values { get; }

    /// <summary>Concatenates the rows of several columns of this input.</summary>
    public abstract RowColumn Join(IReadOnlyList<RowColumn> parts);

    private static RowColumn<T> Numbers<T>(PolicyInput input, Array values, int rows)
        where T : unmanaged, INumber<T> => Over<T>(input, values, rows, RowValues.ToNumber);

    private static RowColumn<T> Over<T>(
        PolicyInput input, Array values, int rows, RowValue<T> convert)
    {
        if (values is not T[] typed || values.GetType() != typeof(T[]))
            throw new PolicyRowException(null, input.Name, $"is {values.GetType().Name}; it must be {typeof(T).Name}[].");
        if (typed.Length != (long)rows * input.Width)
        {
            throw new PolicyRowException(
                null, input.Name, $"has {typed.Length} values; {rows} rows of {input.Description} have {(long)rows * input.Width}.");
        }

        int missing = typeof(T).IsValueType ? -1 : Array.IndexOf(typed, default);
        return missing < 0
            ? new(input, typed, convert)
            : throw new PolicyRowException(missing / input.Width, input.Name, "is null; use an empty text for a missing one.");
    }

    private static string[] Texts(int count)
    {
        string[] texts = new string[count];
        Array.Fill(texts, "");
        return texts;
    }

    private static NotSupportedException NoColumn(PolicyInput input) => new($"Rows cannot have values of the type {input.ElementType}.");
}
