using DeepQ.Serving;

namespace DeepQ.Decisions.Policies;

/// <summary>Provides the policies that decide. It is called for each decision, by many threads at once.</summary>
/// <remarks>A policy is identified by its <see cref="IPolicy.Version"/>, which the log contains with each of its decisions.</remarks>
public interface IPolicyVersions
{
    /// <summary>The policy in use; null if there is none, so that the baseline decides.</summary>
    IPolicy? InUse { get; }

    /// <summary>
    /// The candidate: it decides a share of the episodes in canary mode and observes in apprentice mode; null if there
    /// is none.
    /// </summary>
    IPolicy? Candidate { get; }
}
