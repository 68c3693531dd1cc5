namespace DeepQ.Serving.Hosting;

/// <summary>How a service serves a policy from a file.</summary>
public sealed class PolicyServiceOptions
{
    /// <summary>The path of the ONNX file.</summary>
    /// <value>The default value is empty, which no service starts with.</value>
    public string Path { get; set; } = "";

    /// <summary>How the policy runs.</summary>
    /// <value>
    /// The default value is <c>new OnnxPolicyOptions()</c>: in ONNX Runtime on the CPU. Warnings without a receiver go to the
    /// service's log. With <see cref="ManagedPolicyOptions"/> the application needs no native package.
    /// </value>
    public PolicyOptions Runtime { get; set; } = new OnnxPolicyOptions();

    /// <summary>Whether a new file takes over when the file changes.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ReloadOnChange { get; set; } = true;

    /// <summary>
    /// How often the file is looked at, besides the notices of the operating system, which network drives and mounted
    /// volumes may not give.
    /// </summary>
    /// <value>The default value is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan PollInterval { get; set => field = Positive(value, nameof(PollInterval)); } =
        TimeSpan.FromSeconds(5);

    /// <summary>How long the file must stay as it is before it is loaded, so that none is read half written.</summary>
    /// <value>The default value is 0.2 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan SettleTime { get; set => field = Positive(value, nameof(SettleTime)); } =
        TimeSpan.FromSeconds(0.2);

    /// <summary>How <see cref="MicroBatcher"/> gathers concurrent requests.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public MicroBatchOptions MicroBatch { get; set; } = new();

    private static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The time must be positive.");
}
