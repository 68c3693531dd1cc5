using DeepQ.Decisions.Events;
using DeepQ.Serving;

namespace DeepQ.Decisions.Deciding;

/// <summary>
/// The candidates of each request, scored by a policy that has one action and observes the state and the features of a
/// candidate.
/// </summary>
internal sealed class CandidateActions(DecisionOptions options) : ActionSet
{
    public override CheckedRequest Read(DecisionRequest request)
    {
        IReadOnlyList<DecisionCandidate> candidates = request.Candidates ?? [];
        int count = candidates.Count, size = options.CandidateFeatures;
        if (count == 0 || count > options.MostCandidates)
        {
            throw new ArgumentException(
                $"The request has {count} candidates, but must have 1 to {options.MostCandidates}: "
                + $"{nameof(DecisionOptions)}.{nameof(DecisionOptions.MostCandidates)} is the limit.",
                nameof(request));
        }

        float[] features = new float[count * size];
        HashSet<string> ids = new(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            (string id, ReadOnlyMemory<float> own) = candidates[i];
            if (!RequestCheck.IsName(id))
                RequestCheck.Name(id, $"Candidates[{i}].Id");
            if (!ids.Add(id))
                throw new ArgumentException($"Candidate {i} has the id '{id}', which an earlier candidate has too.", nameof(request));
            if (own.Length != size)
                throw new ArgumentException($"Candidate {i} has {own.Length} features, but must have {size}.", nameof(request));
            Copy(own.Span, features.AsSpan(i * size, size), i);
        }

        return new(request, count, features);
    }

    public override string NameOf(DecisionRequest request, int action) => request.Candidates[action].Id;

    public override void RequireFit(IPolicy policy)
    {
        int size = options.StateSize + options.CandidateFeatures;
        if (policy.ObservationSize != size || policy.ActionCount != 1)
        {
            throw new InvalidOperationException(
                $"The policy observes {policy.ObservationSize} values and has {policy.ActionCount} actions, but a policy that scores candidates "
                + $"must observe {size} values, those of the state and the features of a candidate, and have one action.");
        }
    }

    private static void Copy(ReadOnlySpan<float> features, Span<float> room, int candidate)
    {
        features.CopyTo(room);
        Magnitude.Require(room, $"Candidate {candidate}", "request");
    }
}
