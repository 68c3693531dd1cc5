namespace DeepQ.Serving.Hosting;

/// <summary>The options of a service that serves a policy from a file.</summary>
public sealed class PolicyServiceOptions
{
    /// <summary>The path of the ONNX file.</summary>
    /// <value>The default value is empty, with which a service does not start.</value>
    public string Path { get; set; } = "";

    /// <summary>How the policy runs.</summary>
    /// <value>
    /// The default value is <c>new OnnxPolicyOptions()</c>: in ONNX Runtime on the CPU. Warnings without a handler go to the
    /// service's log. With <see cref="ManagedPolicyOptions"/> the application needs no native package.
    /// </value>
    public PolicyOptions Runtime { get; set; } = new OnnxPolicyOptions();

    /// <summary>Whether a changed file takes over.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ReloadOnChange { get; set; } = true;

    /// <summary>
    /// The interval of checks, in addition to the notifications of the operating system, which network drives and
    /// mounted volumes may not send.
    /// </summary>
    /// <value>The default value is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan PollInterval { get; set => field = Positive(value, nameof(PollInterval)); } =
        TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the file must stay unchanged before it is loaded, so that it is never read half-written.
    /// </summary>
    /// <value>The default value is 0.2 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan SettleTime { get; set => field = Positive(value, nameof(SettleTime)); } =
        TimeSpan.FromSeconds(0.2);

    /// <summary>How <see cref="MicroBatcher"/> combines concurrent requests.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public MicroBatchOptions MicroBatch { get; set; } = new();

    private static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The time must be positive.");
}
