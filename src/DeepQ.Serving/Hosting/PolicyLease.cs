namespace DeepQ.Serving;

/// <summary>
/// One version of a policy, held for as long as it is needed: it answers all calls until the lease is disposed, whatever
/// takes over meanwhile.
/// </summary>
public sealed class PolicyLease : IDisposable
{
    private LoadedPolicy? _loaded;

    internal PolicyLease(LoadedPolicy loaded) => (_loaded, Policy) = (loaded, loaded.Policy);

    /// <summary>The policy; not to be used after the lease was disposed.</summary>
    public OnnxPolicy Policy { get; }

    /// <summary>Gives the version back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _loaded, null)?.Leave();
}
