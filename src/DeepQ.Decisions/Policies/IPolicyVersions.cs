using DeepQ.Serving;

namespace DeepQ.Decisions.Policies;

/// <summary>Says which policies decide. It is asked at each decision, by many threads at once.</summary>
/// <remarks>A policy is known by its <see cref="IPolicy.Version"/>, which stands in the log beside what it decided.</remarks>
public interface IPolicyVersions
{
    /// <summary>The policy in use; null while there is none, so that the baseline decides.</summary>
    IPolicy? InUse { get; }

    /// <summary>The policy that is tried: in canary mode it decides a share, in apprentice mode it looks on; null while there is none.</summary>
    IPolicy? Candidate { get; }
}
