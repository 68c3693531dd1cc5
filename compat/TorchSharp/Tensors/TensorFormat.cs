namespace TorchSharp;

/// <summary>TorchSharp's file format: numbers as LEB128, then the elements as they lie in memory.</summary>
internal static class TensorFormat
{
    internal static void Write(torch.Tensor tensor, BinaryWriter writer)
    {
        WriteNumber(writer, (long)tensor.dtype);
        WriteNumber(writer, tensor.Dimensions);
        foreach (long length in tensor.shape) WriteNumber(writer, length);
        using torch.Tensor detached = tensor.detach();
        using torch.Tensor local = detached.cpu();
        using torch.Tensor contiguous = local.contiguous();
        writer.Write(contiguous.bytes);
    }

    /// <exception cref="ArgumentException">The file holds another type or shape.</exception>
    internal static void ReadInto(torch.Tensor target, BinaryReader reader, bool skip)
    {
        using torch.Tensor read = Read(reader);
        if (skip) return;
        if (read.dtype != target.dtype)
            throw new ArgumentException($"Mismatched tensor data types: {target.dtype} expected, {read.dtype} found.");
        if (!target.shape.AsSpan().SequenceEqual(read.shape))
            throw new ArgumentException("Mismatched tensor shape while loading: " +
                $"[{string.Join(", ", target.shape)}] expected, [{string.Join(", ", read.shape)}] found.");
        using IDisposable _ = torch.no_grad();
        target.copy_(read);
    }

    internal static torch.Tensor Read(BinaryReader reader)
    {
        var type = (torch.ScalarType)ReadNumber(reader);
        long[] shape = new long[ReadNumber(reader)];
        for (int d = 0; d < shape.Length; d++) shape[d] = ReadNumber(reader);
        torch.Tensor read = torch.empty(shape, type);
        reader.BaseStream.ReadExactly(read.bytes);
        return read;
    }

    internal static void WriteNumber(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long ReadNumber(BinaryReader reader) => reader.Read7BitEncodedInt64();
}
