using DeepQ.Serving.Runtime;

namespace DeepQ.Serving;

/// <summary>The options of an <see cref="OnnxPolicy"/>.</summary>
public sealed record OnnxPolicyOptions : PolicyOptions
{
    /// <summary>The CUDA device that the policy runs on; null for the CPU.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <remarks>A GPU needs the package Microsoft.ML.OnnxRuntime.Gpu in the application.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? GpuDeviceId
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(GpuDeviceId), value, "A CUDA device is 0 or above; null means the CPU.");
    }

    /// <summary>Whether the CPU is used, with a warning, if the requested GPU is not available.</summary>
    /// <value>The default value is <see langword="false"/>: a GPU that cannot be used is an error.</value>
    public bool FallbackToCpu { get; init; }

    /// <summary>The number of threads per operator in one run.</summary>
    /// <value>
    /// The default value is 1, which is fastest for a small network; several callers still run in parallel.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int IntraOpThreads { get; init => field = AtLeastOne(value, nameof(IntraOpThreads)); } = 1;

    /// <summary>
    /// Whether the policy measures how many states, up to <see cref="PolicyOptions.MaxBatchSize"/>, are fastest in one
    /// run.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: only on a GPU. On a CPU, equal batches then have equal Q-values, to
    /// the last bit.
    /// </value>
    /// <remarks>
    /// The first long batches are divided into runs of MaxBatchSize, half of it, and so on down to 64 states, each
    /// length four times, and the fastest is kept. Batches below MaxBatchSize are not measured.
    /// </remarks>
    public bool? AdaptBatchSize { get; init; }

    /// <summary>Called with each warning, such as a fallback to the CPU.</summary>
    /// <value>The default value is <see langword="null"/>: in a pipeline, warnings go to ML.NET's log.</value>
    public Action<string>? Warning { get; init; }

    internal RuntimeSettings Session => new(GpuDeviceId, FallbackToCpu, IntraOpThreads, Warning);

    /// <inheritdoc/>
    public override ModelPolicy Load(ReadOnlySpan<byte> model) => OnnxPolicy.Load(model, this);

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be at least 1.");
}
