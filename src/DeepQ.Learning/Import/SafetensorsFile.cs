using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepQ.Learning.Import;

/// <summary>
/// The format of safetensors: the length of a JSON header in 8 bytes, the header, and the tensors in sequence.
/// </summary>
/// <remarks>https://huggingface.co/docs/safetensors.</remarks>
internal static class SafetensorsFile
{
    private const int LongestHeader = 10_000_000;

    public static IReadOnlyList<SavedTensor> Read(string path, Stream file)
    {
        byte[] length = new byte[sizeof(ulong)];
        if (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
            throw Refused(path, "it is too short");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength > LongestHeader || (long)headerLength > file.Length - sizeof(ulong))
            throw Refused(path, $"it declares a header of {headerLength} bytes");
        ImportBudget budget = new(path, file.Length);
        byte[] header = new byte[headerLength];
        file.ReadExactly(header);
        long start = file.Position;
        List<SavedTensor> tensors = [];
        foreach ((string name, JsonNode? entry) in Entries(path, header))
        {
            if (name == "__metadata__")
                continue;
            budget.Count();
            tensors.Add(Tensor(path, file, start, name, entry, budget));
        }

        return tensors;
    }

    public static byte[] ToBytes(IReadOnlyList<SavedTensor> tensors)
    {
        JsonObject header = [];
        long offset = 0;
        foreach (SavedTensor tensor in tensors)
        {
            long count = tensor.Shape.Aggregate(1L, (size, axis) => axis < 0 ? -1 : size * axis);
            if (count != tensor.Values.Length || tensor.Name == "__metadata__")
                throw new ArgumentException($"{tensor} has {tensor.Values.Length} values.", nameof(tensors));
            if (header.ContainsKey(tensor.Name))
                throw new ArgumentException($"There are two tensors '{tensor.Name}'.", nameof(tensors));
            long end = offset + (count * sizeof(float));
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.Shape.Select(axis => (JsonNode)axis)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        // Tensors begin at a multiple of eight bytes, as in the files of the Python writer.
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        int padded = (text.Length + 7) / 8 * 8;
        byte[] bytes = new byte[checked(sizeof(ulong) + padded + (int)offset)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)padded);
        bytes.AsSpan(sizeof(ulong), padded).Fill((byte)' ');
        text.CopyTo(bytes, sizeof(ulong));
        int place = sizeof(ulong) + padded;
        foreach (SavedTensor tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Values.AsSpan()).CopyTo(bytes.AsSpan(place));
            place += tensor.Values.Length * sizeof(float);
        }

        return bytes;
    }

    private static KeyValuePair<string, JsonNode?>[] Entries(string path, byte[] header)
    {
        try
        {
            return [.. JsonNode.Parse(header)?.AsObject() ?? throw Refused(path, "its header is empty")];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Refused(path, "its header is not a JSON object with a name for each tensor", error);
        }
    }

    private static SavedTensor Tensor(string path, Stream file, long start, string name, JsonNode? entry, ImportBudget budget)
    {
        (string type, int[] shape, long from, long to) = Entry(path, name, entry);
        if (ElementTypes.Of(type) is not { } element)
            throw Refused(path, $"'{name}' is of the type '{type}', which is not supported");
        long count = 1;
        foreach (int axis in shape)
            count = axis < 0 || count > Array.MaxLength ? -1 : count * axis;
        if (count < 0 || count > Array.MaxLength || shape.Length > ImportBudget.MostAxes || from < 0 || to < from
            || to > file.Length - start || to - from != count * element.Size)
        {
            throw Refused(path, $"'{name}' of the shape ({string.Join(", ", shape.Take(ImportBudget.MostAxes))}) cannot lie at {from} to {to}");
        }

        budget.Take(count);
        byte[] data = new byte[to - from];
        file.Position = start + from;
        file.ReadExactly(data);
        return new(name, shape, element.ToFloats(data));
    }

    private static (string Type, int[] Shape, long From, long To) Entry(string path, string name, JsonNode? entry)
    {
        try
        {
            JsonArray offsets = entry!["data_offsets"]!.AsArray();
            return (
                (string)entry["dtype"]!,
                [.. entry["shape"]!.AsArray().Select(axis => (int)axis!)],
                (long)offsets[0]!,
                (long)offsets[1]!);
        }
        catch (Exception error) when (error is NullReferenceException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            throw Refused(path, $"'{name}' has no dtype, shape and data_offsets", error);
        }
    }

    private static InvalidDataException Refused(string path, string why, Exception? cause = null) => new(
        $"'{path}' is not a file of weights: {why}. Supported are .safetensors, a .pth of torch.save and a zip of Stable-Baselines3.", cause);
}
