using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.MLNet.Export;

/// <summary>The columns of a table as the inputs of an ONNX model.</summary>
internal sealed class ColumnTensors
{
    private readonly List<Func<int, int, NamedOnnxValue>> _columns = [];

    /// <param name="rows">The rows, few enough to be stored.</param>
    /// <param name="inputs">The inputs, each by the name of its column.</param>
    /// <exception cref="NotSupportedException">A column has a type that no tensor has.</exception>
    public ColumnTensors(IDataView rows, IReadOnlyDictionary<string, NodeMetadata> inputs)
    {
        foreach ((string name, NodeMetadata input) in inputs)
            _columns.Add(Column(rows, rows.Schema[name], input.Dimensions));
    }

    /// <summary>Returns the inputs for some of the rows.</summary>
    public IReadOnlyCollection<NamedOnnxValue> Rows(int first, int count) =>
        [.. _columns.Select(column => column(first, count))];

    private static Func<int, int, NamedOnnxValue> Column(IDataView rows, DataViewSchema.Column column, int[] shape)
    {
        Type type = (column.Type as VectorDataViewType)?.ItemType.RawType ?? column.Type.RawType;
        return type == typeof(ReadOnlyMemory<char>) ? Column<string>(rows, column, shape)
            : type == typeof(float) ? Column<float>(rows, column, shape)
            : type == typeof(double) ? Column<double>(rows, column, shape)
            : type == typeof(bool) ? Column<bool>(rows, column, shape)
            : type == typeof(byte) ? Column<byte>(rows, column, shape)
            : type == typeof(sbyte) ? Column<sbyte>(rows, column, shape)
            : type == typeof(short) ? Column<short>(rows, column, shape)
            : type == typeof(ushort) ? Column<ushort>(rows, column, shape)
            : type == typeof(int) ? Column<int>(rows, column, shape)
            : type == typeof(uint) ? Column<uint>(rows, column, shape)
            : type == typeof(long) ? Column<long>(rows, column, shape)
            : type == typeof(ulong) ? Column<ulong>(rows, column, shape)
            : throw new NotSupportedException($"Column '{column.Name}' is {column.Type}, which no ONNX input can be.");
    }

    private static Func<int, int, NamedOnnxValue> Column<T>(IDataView rows, DataViewSchema.Column column, int[] shape)
    {
        T[][] values = column.Type is VectorDataViewType
            ? [.. rows.GetColumn<T[]>(column)]
            : [.. rows.GetColumn<T>(column).Select(value => new[] { value })];
        return (first, count) =>
        {
            T[] part = [.. values.AsSpan(first, count).ToArray().SelectMany(row => row)];
            return NamedOnnxValue.CreateFromTensor(column.Name, new DenseTensor<T>(part, [count, .. shape.Skip(1)]));
        };
    }
}
