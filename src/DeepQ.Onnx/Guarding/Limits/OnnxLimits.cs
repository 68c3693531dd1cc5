namespace DeepQ.Onnx.Guarding.Limits;

/// <summary>Limits of the resources that an untrusted model may use.</summary>
/// <remarks>
/// With the defaults, an untrusted file is loaded or refused within 2 seconds and 512 MB. Load your own larger network
/// with larger limits; with a smaller batch, the limits of a run allow more for each state.
/// </remarks>
public sealed record OnnxLimits
{
    /// <summary>The greatest count, so that no sum or product overflows.</summary>
    internal const long Most = 1L << 50;

    /// <summary>Limits that nothing reasonable reaches, for your own models.</summary>
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

    /// <summary>The greatest length of a file, in bytes.</summary>
    /// <value>The default value is 33,554,432 (32 MiB): eight million weights.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int FileBytes { get; init => field = (int)Positive(value, nameof(FileBytes)); } = 32 << 20;

    /// <summary>The greatest total of all models in a zip file, in bytes when unpacked.</summary>
    /// <value>The default value is 67,108,864 (64 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int UnpackedBytes { get; init => field = (int)Positive(value, nameof(UnpackedBytes)); } = 64 << 20;

    /// <summary>The greatest memory of the parsed file, in bytes; computed before anything is built from it.</summary>
    /// <value>The default value is 134,217,728 (128 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long ParsedBytes { get; init => field = Positive(value, nameof(ParsedBytes)); } = 128 << 20;

    /// <summary>The greatest number of nodes and weights of the graph.</summary>
    /// <value>The default value is 2,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Nodes { get; init => field = (int)Positive(value, nameof(Nodes)); } = 2_000;

    /// <summary>
    /// The greatest memory of all values while the model is loaded, in bytes: everything that does not depend on a
    /// state, and two test states.
    /// </summary>
    /// <value>The default value is 134,217,728 (128 MiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long LoadBytes { get; init => field = Positive(value, nameof(LoadBytes)); } = 128 << 20;

    /// <summary>The greatest number of multiplications, or equivalent work, while the model is loaded.</summary>
    /// <value>The default value is 2²⁸, about 268 million.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long LoadMultiplications { get; init => field = Positive(value, nameof(LoadMultiplications)); } = 1L << 28;

    /// <summary>The greatest memory of all values in a run with the maximum number of states, in bytes.</summary>
    /// <value>The default value is 2,147,483,648 (2 GiB).</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long RunBytes { get; init => field = Positive(value, nameof(RunBytes)); } = 2L << 30;

    /// <summary>
    /// The greatest number of multiplications, or equivalent work, in a run with the maximum number of states.
    /// </summary>
    /// <value>The default value is 2³⁵, about 34 billion.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long RunMultiplications { get; init => field = Positive(value, nameof(RunMultiplications)); } = 1L << 35;

    private static long Positive(long value, string name) => value switch
    {
        <= 0 => throw new ArgumentOutOfRangeException(name, value, "A limit must be positive."),
        _ => Math.Min(value, Most),
    };
}
