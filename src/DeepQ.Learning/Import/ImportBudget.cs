namespace DeepQ.Learning.Import;

/// <summary>What the tensors of a file may take: in proportion to the file, so that a small one cannot fill the memory.</summary>
/// <param name="name">What errors call the file.</param>
/// <param name="fileBytes">The length of the file.</param>
internal sealed class ImportBudget(string name, long fileBytes)
{
    /// <summary>The most axes of a tensor; PyTorch has 64 at most, and networks of this kind four.</summary>
    public const int MostAxes = 8;

    // Half floats become twice as long, bytes four times, and tied weights are there twice.
    private const int BytesPerByte = 8;
    private const int MostTensors = 20_000;
    private const long Least = 1 << 20;
    private long _left = Math.Max(Least, BytesPerByte * Math.Min(fileBytes, long.MaxValue / BytesPerByte));
    private int _tensors;

    /// <summary>Takes room for a number of values in 32 bits.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public void Take(long values)
    {
        _left -= values > _left ? _left + 1 : values * sizeof(float);
        if (_left < 0 || values > Array.MaxLength / sizeof(double))
            throw new InvalidDataException($"'{name}' has tensors of far more values than a file of {fileBytes} bytes holds.");
    }

    /// <summary>Counts a tensor.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void Count()
    {
        if (++_tensors > MostTensors)
            throw new InvalidDataException($"'{name}' has more than {MostTensors} tensors.");
    }
}
