using System.Globalization;
using DeepQ.Serving;

namespace DeepQ.Decisions.Deciding;

/// <summary>The fixed actions of <see cref="DecisionOptions.ActionNames"/>.</summary>
internal sealed class FixedActions(DecisionOptions options) : ActionSet
{
    public override CheckedRequest Read(DecisionRequest request) => request.Candidates is null or { Count: 0 }
        ? new(request, options.ActionNames.Count, [])
        : throw new ArgumentException(
            $"The request has candidates: set {nameof(DecisionOptions)}.{nameof(DecisionOptions.CandidateFeatures)} to the number of "
            + "features of each.",
            nameof(request));

    public override string NameOf(DecisionRequest request, int action) => options.ActionNames[action];

    public override void RequireFit(IPolicy policy)
    {
        if (policy.ObservationSize != options.StateSize)
        {
            throw new InvalidOperationException(
                $"The policy observes {policy.ObservationSize} values, but {nameof(DecisionOptions.StateSize)} is {options.StateSize}.");
        }

        // A policy without names has numbers.
        IReadOnlyList<string> names = policy.ActionNames;
        bool hasNames = names.Where((name, i) => name != i.ToString(CultureInfo.InvariantCulture)).Any();
        if (policy.ActionCount != options.ActionNames.Count || (hasNames && !names.SequenceEqual(options.ActionNames)))
        {
            throw new InvalidOperationException(
                $"The policy has the actions {string.Join(", ", names)}, but {nameof(DecisionOptions.ActionNames)} are "
                + $"{string.Join(", ", options.ActionNames)}.");
        }
    }
}
