using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Columns;

/// <summary>The values of one policy input for the rows that are scored together.</summary>
internal abstract class InputBuffer(PolicyInput input)
{
    public PolicyInput Input => input;

    /// <summary>Returns the column type of an input's values.</summary>
    public static PrimitiveDataViewType TypeOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Text => TextDataViewType.Instance,
        OnnxElementType.Boolean => BooleanDataViewType.Instance,
        OnnxElementType.Float32 => NumberDataViewType.Single,
        OnnxElementType.Float64 => NumberDataViewType.Double,
        OnnxElementType.Int8 => NumberDataViewType.SByte,
        OnnxElementType.UInt8 => NumberDataViewType.Byte,
        OnnxElementType.Int16 => NumberDataViewType.Int16,
        OnnxElementType.UInt16 => NumberDataViewType.UInt16,
        OnnxElementType.Int32 => NumberDataViewType.Int32,
        OnnxElementType.UInt32 => NumberDataViewType.UInt32,
        OnnxElementType.Int64 => NumberDataViewType.Int64,
        OnnxElementType.UInt64 => NumberDataViewType.UInt64,
        _ => throw new NotSupportedException($"Columns of a table cannot have values of the type {type}."),
    };

    public static InputBuffer Create(DataViewRow row, DataViewSchema.Column column, PolicyInput input, int rows)
    {
        Type type = TypeOf(input.ElementType).RawType;
        return type == typeof(ReadOnlyMemory<char>)
            ? new InputBuffer<ReadOnlyMemory<char>, string>(
                row, column, input, rows, text => text.ToString())
            : type == typeof(float) ? Same<float>()
            : type == typeof(bool) ? Same<bool>()
            : type == typeof(double) ? Same<double>()
            : type == typeof(sbyte) ? Same<sbyte>()
            : type == typeof(byte) ? Same<byte>()
            : type == typeof(short) ? Same<short>()
            : type == typeof(ushort) ? Same<ushort>()
            : type == typeof(int) ? Same<int>()
            : type == typeof(uint) ? Same<uint>()
            : type == typeof(long) ? Same<long>()
            : Same<ulong>();

        InputBuffer<T, T> Same<T>() => new(row, column, input, rows, value => value);
    }

    /// <summary>Returns whether a column fits an input: scalar, or a vector of the input's width.</summary>
    public static bool Fits(DataViewType type, PolicyInput input) => type is VectorDataViewType vector
        ? vector.Size == input.Width && vector.ItemType.RawType == TypeOf(input.ElementType).RawType
        : input.Width == 1 && type.RawType == TypeOf(input.ElementType).RawType;

    /// <summary>Stores the values of the current row.</summary>
    /// <returns>Null, or the number of its values if that differs from the input's.</returns>
    public abstract int? Read(int index);

    /// <summary>Returns the values of the first rows.</summary>
    public abstract Array First(int count);
}
