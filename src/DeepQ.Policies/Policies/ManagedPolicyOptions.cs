namespace DeepQ.Serving;

/// <summary>
/// The options of a <see cref="ManagedPolicy"/>: it runs on the CPU, each run on the caller's thread.
/// </summary>
public sealed record ManagedPolicyOptions : PolicyOptions
{
    /// <inheritdoc/>
    public override ModelPolicy Load(ReadOnlySpan<byte> model) => ManagedPolicy.Load(model, this);
}
