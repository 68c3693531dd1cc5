using DeepQ.Decisions.Events;
using DeepQ.Decisions.Exploration;
using DeepQ.Decisions.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions.Deciding;

/// <summary>Knows who decides in which mode.</summary>
internal sealed class DecisionMaker(DecisionOptions options, IPolicyVersions policies, PolicyChooser chooser)
{
    /// <summary>Chooses: a policy where the mode has one decide, otherwise the caller or the baseline.</summary>
    /// <exception cref="InvalidOperationException">Nobody can choose.</exception>
    public Choice Choose(DecisionRequest request, DecisionSettings settings, Guid id)
    {
        bool isPolicyAsked = settings.Mode is DecisionMode.Online or DecisionMode.Canary;
        IPolicy? policy = settings.Mode == DecisionMode.Canary && EpisodePlace.IsCanary(request.EpisodeId, id, settings.CanaryShare)
            ? policies.Candidate ?? policies.InUse
            : policies.InUse;
        return isPolicyAsked
            && chooser.TryChoose(policy, request.State.Span, request.Allowed.Span, settings.Exploration, out Choice choice)
                ? choice
                : WithoutPolicy(request, settings.Mode == DecisionMode.Off ? 0 : settings.BaselineEpsilon);
    }

    /// <summary>Makes the decision that is logged; in apprentice mode the policy is asked for its own.</summary>
    public Decision ToDecision(DecisionRequest request, DecisionSettings settings, Choice choice, Guid id, DateTimeOffset time)
    {
        Choice apprentice = default;
        bool hasApprentice = settings.Mode == DecisionMode.Apprentice && chooser.TryChoose(
            policies.Candidate ?? policies.InUse,
            request.State.Span,
            request.Allowed.Span,
            ExplorationStrategy.Greedy,
            out apprentice);
        return new()
        {
            Id = id,
            Time = time,
            State = request.State.ToArray(),
            Allowed = request.Allowed.ToArray(),
            Action = choice.Action,
            Name = options.ActionNames[choice.Action],
            Probability = choice.Probability,
            Distribution = choice.Distribution?.Length <= options.MostLoggedProbabilities ? choice.Distribution : default,
            Version = choice.Version,
            Mode = settings.Mode,
            EpisodeId = request.EpisodeId,
            SubjectId = request.SubjectId,
            Step = request.Step,
            WaitsForActivation = request.WaitsForActivation,
            LoggedProbability = options.LoggedShare,
            ApprenticeVersion = hasApprentice ? apprentice.Version : null,
            ApprenticeAction = hasApprentice ? apprentice.Action : null,
        };
    }

    private Choice WithoutPolicy(DecisionRequest request, double epsilon)
    {
        if (request.OwnAction is { } own)
            return new(own.Action, own.Probability, null, Decision.CallerVersion);
        if (options.Baseline is not { } baseline)
        {
            throw new InvalidOperationException(
                $"No policy decides and there is no baseline: set {nameof(DecisionOptions)}.{nameof(DecisionOptions.Baseline)}, or give "
                + $"an {nameof(DecisionRequest.OwnAction)} with each request.");
        }

        ReadOnlySpan<bool> allowed = request.Allowed.Span;
        int action = RequestCheck.Baseline(baseline(request.State.Span, allowed), allowed, options.ActionNames.Count);
        if (epsilon == 0)
            return new(action, 1, null, Decision.BaselineVersion);
        double[] distribution = new double[options.ActionNames.Count];
        EpsilonGreedyStrategy.Fill(epsilon, allowed, action, distribution);
        action = chooser.Draw(distribution);
        return new(action, distribution[action], distribution, Decision.BaselineVersion);
    }
}
