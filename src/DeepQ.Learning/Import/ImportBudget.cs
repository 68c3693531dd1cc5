namespace DeepQ.Learning.Import;

/// <summary>
/// Limits the size of a file's tensors in proportion to the file, so that a small file cannot fill the memory.
/// </summary>
/// <param name="name">The name of the file in errors.</param>
/// <param name="fileBytes">The length of the file.</param>
internal sealed class ImportBudget(string name, long fileBytes)
{
    /// <summary>
    /// The greatest number of axes of a tensor; PyTorch allows 64, and networks of this kind have four.
    /// </summary>
    public const int MostAxes = 8;

    // Half floats become twice as long, bytes four times, and tied weights appear twice.
    private const int BytesPerByte = 8;
    private const int MostTensors = 20_000;
    private const long Least = 1 << 20;
    private long _left = Math.Max(Least, BytesPerByte * Math.Min(fileBytes, long.MaxValue / BytesPerByte));
    private int _tensors;

    /// <summary>Reserves memory for a number of 32-bit values.</summary>
    /// <exception cref="InvalidDataException">The budget is exceeded.</exception>
    public void Take(long values)
    {
        _left -= values > _left ? _left + 1 : values * sizeof(float);
        if (_left < 0 || values > Array.MaxLength / sizeof(double))
            throw new InvalidDataException($"'{name}' has tensors with far more values than fit in a file of {fileBytes} bytes.");
    }

    /// <summary>Counts a tensor.</summary>
    /// <exception cref="InvalidDataException">There are too many tensors.</exception>
    public void Count()
    {
        if (++_tensors > MostTensors)
            throw new InvalidDataException($"'{name}' has more than {MostTensors} tensors.");
    }
}
