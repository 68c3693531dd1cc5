using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Serving;

/// <summary>How a policy is run, and by what: the options of each runtime are a record of their own.</summary>
public abstract record PolicyOptions
{
    /// <summary>The most states that are scored in one run; longer batches are cut.</summary>
    /// <value>The default value is 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxBatchSize
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxBatchSize), value, "The value must be at least 1.");
    } = 1024;

    /// <summary>The threads that score one long batch, each a run of <see cref="MaxBatchSize"/> states at a time.</summary>
    /// <value>
    /// The default value is 1: several callers still run in parallel. Q-values do not depend on it.
    /// </value>
    /// <remarks>With more than one, a batch longer than a run allocates some hundred bytes.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), value, "The value must be at least 1.");
    } = 1;

    /// <summary>The operators that the model may use.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: <see cref="OnnxProfile.Pipeline"/> for a file that takes raw columns,
    /// <see cref="OnnxProfile.Policy"/> for one that takes states.
    /// </value>
    public OnnxProfile? Profile { get; init; }

    /// <summary>What the model may take, to be loaded and for a run of <see cref="MaxBatchSize"/> states.</summary>
    /// <value>
    /// The default value is <c>new()</c>: bounds for a file from anywhere. <see cref="OnnxLimits.None"/> is for one's own.
    /// </value>
    public OnnxLimits Limits { get; init; } = new();

    /// <summary>Loads a policy that runs so.</summary>
    /// <param name="model">The bytes of an .onnx file; they are copied.</param>
    /// <returns>The policy; whoever called disposes it.</returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are no ONNX model, one that is no policy, or one that the profile, the limits or the runtime refuse.
    /// </exception>
    /// <exception cref="InvalidOperationException">The runtime, or the device that it is to use, is not there.</exception>
    public abstract ModelPolicy Load(ReadOnlySpan<byte> model);
}
