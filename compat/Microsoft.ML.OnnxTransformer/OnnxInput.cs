using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Hands a column's value in the current row to the model.</summary>
internal static class OnnxInput
{
    /// <summary>A function that makes the model's tensor of the current row, which the caller disposes.</summary>
    internal static Func<OrtValue> Create(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor)
    {
        if (tensor.ItemType is TextDataViewType)
            return Texts(row, column, tensor);
        return GenericCall.Invoke<Func<OrtValue>>(
            typeof(OnnxInput), nameof(Values), [tensor.ItemType.RawType], row, column, tensor);
    }

    private static Func<OrtValue> Values<T>(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor)
        where T : unmanaged
    {
        Func<T[]> read = Reader<T>(row, column);
        return () =>
        {
            T[] items = read();
            return OrtValue.CreateTensorValueFromMemory(items, tensor.ShapeFor(items.Length));
        };
    }

    private static Func<OrtValue> Texts(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor)
    {
        Func<ReadOnlyMemory<char>[]> read = Reader<ReadOnlyMemory<char>>(row, column);
        return () =>
        {
            string[] items = [.. read().Select(text => text.ToString())];
            int[] shape = [.. tensor.ShapeFor(items.Length).Select(extent => (int)extent)];
            return OrtValue.CreateFromStringTensor(new DenseTensor<string>(items, shape));
        };
    }

    private static Func<T[]> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        T[] items = new T[1];
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> getScalar = row.GetGetter<T>(column);
            return () =>
            {
                getScalar(ref items[0]);
                return items;
            };
        }

        ValueGetter<VBuffer<T>> getVector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            getVector(ref vector);
            if (items.Length != vector.Length)
                items = new T[vector.Length];
            vector.CopyTo(items);
            return items;
        };
    }
}
