using System.IO.Compression;

namespace DeepQ.Learning.Import;

/// <summary>
/// A file of <c>torch.save</c>: a zip with a pickle, <c>data.pkl</c>, that describes the tensors, and their numbers in
/// separate entries.
/// </summary>
internal sealed class TorchArchive
{
    private const string Pickle = "data.pkl";
    private const int LongestPickle = 16 << 20;
    private readonly string _name;
    private readonly ZipArchive _zip;
    private readonly string _folder;
    private readonly ZipArchiveEntry _pickle;
    private readonly Dictionary<string, float[]> _storages = [];
    private readonly ImportBudget _budget;

    public TorchArchive(string name, ZipArchive zip, long fileBytes)
    {
        (_name, _zip, _budget) = (name, zip, new ImportBudget(name, fileBytes));
        _pickle = zip.Entries.FirstOrDefault(entry => entry.FullName == Pickle || entry.FullName.EndsWith($"/{Pickle}", StringComparison.Ordinal))
            ?? throw new InvalidDataException(
                $"'{name}' is a zip, but neither one of torch.save, which has {Pickle}, nor one of Stable-Baselines3, which has policy.pth.");
        _folder = _pickle.FullName[..^Pickle.Length];
    }

    /// <summary>Reads a whole entry.</summary>
    public static byte[] Bytes(string name, ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
            throw new InvalidDataException($"'{name}' has {entry.FullName} of {entry.Length} bytes, which exceeds the limit.");
        // An entry may declare any length, so memory is allocated as its bytes arrive.
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        byte[] part = new byte[1 << 16];
        for (int count = stream.Read(part); count > 0; count = stream.Read(part))
        {
            if (bytes.Length + count > entry.Length)
                throw Damaged(name, entry);
            bytes.Write(part, 0, count);
        }

        return bytes.Length == entry.Length ? bytes.ToArray() : throw Damaged(name, entry);
    }

    /// <summary>The tensors, in the order of the pickle.</summary>
    public IReadOnlyList<SavedTensor> Tensors()
    {
        if (_zip.GetEntry($"{_folder}byteorder") is { } order && Bytes(_name, order).AsSpan().SequenceEqual("big"u8))
            throw new InvalidDataException($"'{_name}' was written on a machine with a different byte order.");
        if (_pickle.Length > LongestPickle)
            throw new InvalidDataException($"'{_name}' has a pickle of {_pickle.Length} bytes; files of weights have a few thousand.");
        PickleReader reader = new(_name, Bytes(_name, _pickle));
        return [.. PickledTensors.In(reader.Read()).Select(one => ToTensor(one.Name, one.Tensor))];
    }

    private static InvalidDataException Damaged(string name, ZipArchiveEntry entry) =>
        new($"'{name}' is damaged: {entry.FullName} is not as long as it says.");

    private SavedTensor ToTensor(string name, PickledTensor tensor)
    {
        _budget.Count();
        if (tensor.Shape.Count > ImportBudget.MostAxes)
            throw Refused(name, tensor);
        float[] storage = Storage(name, tensor);
        long count = 1, last = tensor.Offset;
        for (int axis = 0; axis < tensor.Shape.Count; axis++)
        {
            if (tensor.Shape[axis] is < 0 or > int.MaxValue || tensor.Strides[axis] < 0)
                throw Refused(name, tensor);
            count = Math.Min((long)int.MaxValue + 1, count * tensor.Shape[axis]);
            last += Math.Min(int.MaxValue, Math.Max(0, tensor.Shape[axis] - 1)) * Math.Min(int.MaxValue, tensor.Strides[axis]);
        }

        if (tensor.Offset < 0 || count > storage.Length || (count > 0 && (last < 0 || last >= storage.Length)))
            throw Refused(name, tensor);
        _budget.Take(count);
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
        string key = $"{tensor.Storage} {tensor.Key}";
        if (_storages.TryGetValue(key, out float[]? read))
            return read;
        if (ElementTypes.Of(tensor.Storage) is not { } type)
            throw new InvalidDataException($"'{_name}' has '{name}' in a {tensor.Storage}, which is not supported.");
        ZipArchiveEntry entry = _zip.GetEntry($"{_folder}data/{tensor.Key}")
            ?? throw new InvalidDataException($"'{_name}' has no numbers for '{name}': data/{tensor.Key} is missing.");
        _budget.Take(entry.Length / type.Size);
        return _storages[key] = type.ToFloats(Bytes(_name, entry));
    }

    private InvalidDataException Refused(string name, PickledTensor tensor) => new(
        $"'{_name}' has '{name}' of the shape ({string.Join(", ", tensor.Shape.Take(ImportBudget.MostAxes))}), which exceeds its storage.");
}
