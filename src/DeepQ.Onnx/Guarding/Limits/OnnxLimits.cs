namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>How much of a machine a model from anywhere may take.</summary>
/// <remarks>
/// The defaults let an untrusted file end, loaded or refused, within 2 seconds and 512 MB. A larger network of one's own is
/// loaded with larger limits; with a smaller batch, the limits of a run allow more for each state.
/// </remarks>
public sealed record OnnxLimits
{
    /// <summary>The most that is ever counted to, so that no sum or product overflows.</summary>
    internal const long Most = 1L << 50;

    /// <summary>Limits that nothing reasonable reaches, for a model of one's own.</summary>
    public static OnnxLimits None { get; } = new()
    {
        FileBytes = int.MaxValue,
        UnpackedBytes = int.MaxValue,
        ParsedBytes = Most,
        Nodes = 1_000_000,
        LoadBytes = Most,
        LoadMultiplications = Most,
        RunBytes = Most,
        RunMultiplications = Most,
    };

    /// <summary>The most bytes of a file.</summary>
    /// <value>The default value is 33,554,432 (32 MiB): eight million weights.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int FileBytes { get; init => field = (int)Positive(value, nameof(FileBytes)); } = 32 << 20;

    /// <summary>The most bytes of all models in a zip file together, as they are unpacked.</summary>
    /// <value>The default value is 67,108,864 (64 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int UnpackedBytes { get; init => field = (int)Positive(value, nameof(UnpackedBytes)); } = 64 << 20;

    /// <summary>The most bytes of memory that the parsed file may take; counted before anything is built of it.</summary>
    /// <value>The default value is 134,217,728 (128 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long ParsedBytes { get; init => field = Positive(value, nameof(ParsedBytes)); } = 128 << 20;

    /// <summary>The most nodes of the graph, and of its weights.</summary>
    /// <value>The default value is 2,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Nodes { get; init => field = (int)Positive(value, nameof(Nodes)); } = 2_000;

    /// <summary>
    /// The most bytes that all values together may take while the model is loaded: what does not depend on a state, and two
    /// states that it is tried with.
    /// </summary>
    /// <value>The default value is 134,217,728 (128 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long LoadBytes { get; init => field = Positive(value, nameof(LoadBytes)); } = 128 << 20;

    /// <summary>The most multiplications, or work that takes as long, while the model is loaded.</summary>
    /// <value>The default value is 2²⁸, about 268 million.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long LoadMultiplications { get; init => field = Positive(value, nameof(LoadMultiplications)); } = 1L << 28;

    /// <summary>The most bytes that all values together may take in a run of as many states as one may have.</summary>
    /// <value>The default value is 2,147,483,648 (2 GiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long RunBytes { get; init => field = Positive(value, nameof(RunBytes)); } = 2L << 30;

    /// <summary>The most multiplications, or work that takes as long, in a run of as many states as one may have.</summary>
    /// <value>The default value is 2³⁵, about 34 billion.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long RunMultiplications { get; init => field = Positive(value, nameof(RunMultiplications)); } = 1L << 35;

    private static long Positive(long value, string name) => value switch
    {
        <= 0 => throw new ArgumentOutOfRangeException(name, value, "A limit must be positive."),
        _ => Math.Min(value, Most),
    };
}
