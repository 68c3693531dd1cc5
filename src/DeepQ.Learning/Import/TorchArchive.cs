using System.IO.Compression;

namespace DeepQ.Learning.Import;

/// <summary>
/// A file of <c>torch.save</c>: a zip with a pickle, <c>data.pkl</c>, that names tensors, and their numbers in entries of their own.
/// </summary>
internal sealed class TorchArchive
{
    private const string Pickle = "data.pkl";
    // Tied weights name one storage a few times; a file that does so without end would fill the memory.
    private const int MostUses = 64;
    private readonly string _name;
    private readonly ZipArchive _zip;
    private readonly string _folder;
    private readonly ZipArchiveEntry _pickle;
    private readonly Dictionary<string, float[]> _storages = [];
    private readonly Dictionary<string, int> _uses = [];

    public TorchArchive(string name, ZipArchive zip)
    {
        (_name, _zip) = (name, zip);
        _pickle = zip.Entries.FirstOrDefault(entry => entry.FullName == Pickle || entry.FullName.EndsWith($"/{Pickle}", StringComparison.Ordinal))
            ?? throw new InvalidDataException(
                $"'{name}' is a zip, but neither of torch.save, whose zip has {Pickle}, nor of Stable-Baselines3, whose zip has policy.pth.");
        _folder = _pickle.FullName[..^Pickle.Length];
    }

    /// <summary>The whole of an entry.</summary>
    public static byte[] Bytes(string name, ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
            throw new InvalidDataException($"'{name}' has {entry.FullName} of {entry.Length} bytes, which is more than is read.");
        // A compressed entry may say any length; no more is taken than it has, and no less.
        byte[] bytes = new byte[entry.CompressedLength * 1100 < entry.Length ? throw Damaged(name, entry) : entry.Length];
        using Stream stream = entry.Open();
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Damaged(name, entry);
        return bytes;
    }

    /// <summary>The tensors, in the order of the pickle.</summary>
    public IReadOnlyList<SavedTensor> Tensors()
    {
        if (_zip.GetEntry($"{_folder}byteorder") is { } order && Bytes(_name, order).AsSpan().SequenceEqual("big"u8))
            throw new InvalidDataException($"'{_name}' was written on a machine with the other byte order.");
        PickleReader reader = new(_name, Bytes(_name, _pickle));
        return [.. PickledTensors.In(reader.Read()).Select(one => ToTensor(one.Name, one.Tensor))];
    }

    private static InvalidDataException Damaged(string name, ZipArchiveEntry entry) =>
        new($"'{name}' is damaged: {entry.FullName} is not as long as it says.");

    private SavedTensor ToTensor(string name, PickledTensor tensor)
    {
        float[] storage = Storage(name, tensor);
        long count = 1, last = tensor.Offset;
        for (int axis = 0; axis < tensor.Shape.Count; axis++)
        {
            if (tensor.Shape[axis] is < 0 or > int.MaxValue || tensor.Strides[axis] < 0)
                throw Refused(name, tensor);
            count = Math.Min((long)int.MaxValue + 1, count * tensor.Shape[axis]);
            last += Math.Min(int.MaxValue, Math.Max(0, tensor.Shape[axis] - 1)) * Math.Min(int.MaxValue, tensor.Strides[axis]);
        }

        int uses = _uses[tensor.Key] = _uses.GetValueOrDefault(tensor.Key) + 1;
        if (tensor.Offset < 0 || count > storage.Length || uses > MostUses || (count > 0 && (last < 0 || last >= storage.Length)))
            throw Refused(name, tensor);
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = storage[Place(tensor, i)];
        return new(name, [.. tensor.Shape.Select(axis => (int)axis)], values);
    }

    private static long Place(PickledTensor tensor, long number)
    {
        long place = tensor.Offset;
        for (int axis = tensor.Shape.Count - 1; axis >= 0; axis--)
        {
            place += number % tensor.Shape[axis] * tensor.Strides[axis];
            number /= tensor.Shape[axis];
        }

        return place;
    }

    private float[] Storage(string name, PickledTensor tensor)
    {
        if (_storages.TryGetValue(tensor.Key, out float[]? read))
            return read;
        if (ElementTypes.Of(tensor.Storage) is not { } type)
            throw new InvalidDataException($"'{_name}' has '{name}' in a {tensor.Storage}, and only numbers of 8 to 64 bits are read.");
        ZipArchiveEntry entry = _zip.GetEntry($"{_folder}data/{tensor.Key}")
            ?? throw new InvalidDataException($"'{_name}' has no numbers for '{name}': data/{tensor.Key} is missing.");
        return _storages[tensor.Key] = type.ToFloats(Bytes(_name, entry));
    }

    private InvalidDataException Refused(string name, PickledTensor tensor) => new(
        $"'{_name}' has '{name}' of the shape ({string.Join(", ", tensor.Shape)}), which does not lie in its numbers.");
}
