using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Serving;

/// <summary>How and by which runtime a policy is run; each runtime has a derived record of options.</summary>
public abstract record PolicyOptions
{
    /// <summary>The greatest number of states in one run; longer batches are divided.</summary>
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

    /// <summary>The limits of loading the model and of a run with <see cref="MaxBatchSize"/> states.</summary>
    /// <value>
    /// The default value is <c>new()</c>: limits for untrusted files. <see cref="OnnxLimits.None"/> is for your own files.
    /// </value>
    public OnnxLimits Limits { get; init; } = new();

    /// <summary>Loads a policy with these options.</summary>
    /// <param name="model">The bytes of an .onnx file; they are copied.</param>
    /// <returns>The policy, which the caller disposes.</returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not an ONNX model, not a policy, or are refused by the profile, the limits or the runtime.
    /// </exception>
    /// <exception cref="InvalidOperationException">The runtime or the requested device is not available.</exception>
    public abstract ModelPolicy Load(ReadOnlySpan<byte> model);
}
