using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a model, as a column.</summary>
internal sealed class OnnxTensor
{
    private readonly int[] _shape;

    internal OnnxTensor(string name, NodeMetadata metadata, int[] givenShape)
    {
        if (metadata.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR)
            throw new NotSupportedException($"'{name}' is a {metadata.OnnxValueType}: only tensors become columns.");
        Name = name;
        ItemType = ItemTypeOf(name, metadata.ElementDataType);
        _shape = Merge(name, metadata.Dimensions, givenShape);
        // One row at a time is scored.
        if (_shape.Length > 0 && _shape[0] < 0)
            _shape[0] = 1;
    }

    internal string Name { get; }

    internal PrimitiveDataViewType ItemType { get; }

    internal DataViewType ColumnType => _shape switch
    {
        [] => ItemType,
        _ when _shape.Any(extent => extent < 0) => new VectorDataViewType(ItemType),
        _ => new VectorDataViewType(ItemType, _shape),
    };

    /// <summary>The shape that a column's value is given to the model in.</summary>
    /// <param name="length">The number of items in the value.</param>
    internal long[] ShapeFor(int length)
    {
        long known = 1;
        int open = -1;
        for (int i = 0; i < _shape.Length; i++)
        {
            if (_shape[i] >= 0)
                known *= _shape[i];
            else if (open < 0)
                open = i;
            else
                throw Mismatch(length);
        }

        if (open < 0 ? known != length : known == 0 || length % known != 0)
            throw Mismatch(length);
        return [.. _shape.Select((extent, i) => i == open ? length / known : extent)];
    }

    private static int[] Merge(string name, int[] shape, int[] given)
    {
        if (given == null)
            return [.. shape];
        bool fits = shape.Length == given.Length
            && shape.Zip(given).All(pair => pair.First == pair.Second || pair.First < 0 || pair.Second < 0);
        if (!fits)
        {
            throw new ArgumentOutOfRangeException(
                "shapeDictionary",
                $"The specified shape {string.Join(',', given)} is not compatible with the shape "
                    + $"{string.Join(',', shape)} of '{name}' in the ONNX model.");
        }

        return [.. shape.Zip(given, (first, second) => Math.Max(first, second))];
    }

    private static PrimitiveDataViewType ItemTypeOf(string name, TensorElementType element) => element switch
    {
        TensorElementType.Float => NumberDataViewType.Single,
        TensorElementType.Double => NumberDataViewType.Double,
        TensorElementType.Int8 => NumberDataViewType.SByte,
        TensorElementType.Int16 => NumberDataViewType.Int16,
        TensorElementType.Int32 => NumberDataViewType.Int32,
        TensorElementType.Int64 => NumberDataViewType.Int64,
        TensorElementType.UInt8 => NumberDataViewType.Byte,
        TensorElementType.UInt16 => NumberDataViewType.UInt16,
        TensorElementType.UInt32 => NumberDataViewType.UInt32,
        TensorElementType.UInt64 => NumberDataViewType.UInt64,
        TensorElementType.Bool => BooleanDataViewType.Instance,
        TensorElementType.String => TextDataViewType.Instance,
        _ => throw new NotSupportedException($"'{name}' holds {element}, which no column type stands for."),
    };

    private InvalidOperationException Mismatch(int length)
        => new($"Input shape mismatch: Input '{Name}' has shape {string.Join(',', _shape)}, "
            + $"but input data is of length {length}.");
}
