using DeepQ.Decisions.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions;

/// <summary>Holds the policies that decide; each can be replaced while decisions are made.</summary>
/// <remarks>
/// The caller disposes the policies. A policy that is disposed while it is in use fails, and the baseline decides.
/// </remarks>
public sealed class PolicyVersions : IPolicyVersions
{
    private volatile IPolicy? _inUse;
    private volatile IPolicy? _candidate;

    /// <inheritdoc/>
    public IPolicy? InUse
    {
        get => _inUse;
        set => _inUse = value;
    }

    /// <inheritdoc/>
    public IPolicy? Candidate
    {
        get => _candidate;
        set => _candidate = value;
    }
}
