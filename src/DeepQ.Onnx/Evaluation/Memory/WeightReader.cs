using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Reads the weights of a file, which have been checked.</summary>
internal static class WeightReader
{
    public static Storage Read(TensorProto tensor, GuardedValue value)
    {
        Storage storage = new(value.Type, value.Shape);
        storage.MakeConstant();
        if (storage.Texts is { } texts)
        {
            for (int i = 0; i < texts.Length; i++)
                texts[i] = tensor.StringData[i].ToStringUtf8();
        }
        else if (tensor.RawData.Length > 0)
        {
            tensor.RawData.Span.CopyTo(storage.Bytes);
        }
        else
        {
            ReadTyped(tensor, storage);
        }

        return storage;
    }

    private static void ReadTyped(TensorProto tensor, Storage storage)
    {
        switch (storage.Type)
        {
            case OnnxElementType.Float32: Fill(storage, tensor.FloatData); break;
            case OnnxElementType.Float64: Fill(storage, tensor.DoubleData); break;
            case OnnxElementType.Int64: Fill(storage, tensor.Int64Data); break;
            case OnnxElementType.UInt64: Fill(storage, tensor.Uint64Data); break;
            case OnnxElementType.UInt32: Fill(storage, tensor.Uint64Data.Select(number => (uint)number)); break;
            default:
                switch (storage.ElementSize)
                {
                    case 1: Fill(storage, tensor.Int32Data.Select(number => unchecked((byte)number))); break;
                    case 2: Fill(storage, tensor.Int32Data.Select(number => unchecked((ushort)number))); break;
                    default: Fill(storage, tensor.Int32Data); break;
                }

                break;
        }
    }

    private static void Fill<T>(Storage storage, IEnumerable<T> values)
        where T : unmanaged
    {
        Span<T> elements = MemoryMarshal.Cast<byte, T>(storage.Bytes.AsSpan());
        int i = 0;
        foreach (T value in values)
            elements[i++] = value;
    }
}
