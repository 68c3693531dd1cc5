namespace DeepQ.Serving;

/// <summary>How a <see cref="ManagedPolicy"/> runs: on the CPU, one run in the thread of its caller.</summary>
public sealed record ManagedPolicyOptions : PolicyOptions
{
    /// <inheritdoc/>
    public override ModelPolicy Load(ReadOnlySpan<byte> model) => ManagedPolicy.Load(model, this);
}
