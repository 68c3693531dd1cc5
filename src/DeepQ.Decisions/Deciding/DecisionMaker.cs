using DeepQ.Decisions.Events;
using DeepQ.Decisions.Exploration;
using DeepQ.Decisions.Policies;
using DeepQ.Serving;

namespace DeepQ.Decisions.Deciding;

/// <summary>Determines who decides in each mode.</summary>
internal sealed class DecisionMaker(DecisionOptions options, IPolicyVersions policies, PolicyChooser chooser)
{
    /// <summary>
    /// Chooses an action: by a policy if the mode lets one decide, otherwise by the caller or the baseline.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no policy, no caller's action and no baseline.</exception>
    public Choice Choose(in CheckedRequest asked, DecisionSettings settings, Guid id)
    {
        bool isPolicyAsked = settings.Mode is DecisionMode.Online or DecisionMode.Canary;
        IPolicy? policy = settings.Mode == DecisionMode.Canary && EpisodePlace.IsCanary(asked.Request.EpisodeId, id, settings.CanaryShare)
            ? policies.Candidate ?? policies.InUse
            : policies.InUse;
        return isPolicyAsked
            && chooser.TryChoose(policy, asked, settings.Exploration, out Choice choice)
                ? choice
                : WithoutPolicy(asked, settings.Mode == DecisionMode.Off ? 0 : settings.BaselineEpsilon);
    }

    /// <summary>Creates the decision to log; in apprentice mode the candidate is asked for its choice too.</summary>
    public Decision ToDecision(
        in CheckedRequest asked, DecisionSettings settings, Choice choice, string name, Guid id, DateTimeOffset time)
    {
        DecisionRequest request = asked.Request;
        Choice apprentice = default;
        bool hasApprentice = settings.Mode == DecisionMode.Apprentice
            && chooser.TryChoose(policies.Candidate ?? policies.InUse, asked, ExplorationStrategy.Greedy, out apprentice);
        return new()
        {
            Id = id,
            Time = time,
            State = request.State.ToArray(),
            CandidateCount = asked.CandidateCount,
            Candidates = asked.Candidates,
            Allowed = request.Allowed.ToArray(),
            Action = choice.Action,
            Name = name,
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

    private Choice WithoutPolicy(in CheckedRequest asked, double epsilon)
    {
        if (asked.Request.OwnAction is { } own)
            return new(own.Action, own.Probability, null, Decision.CallerVersion);
        int action = options.CandidateBaseline?.Invoke(asked.State, asked.Candidates, asked.Allowed)
            ?? options.Baseline?.Invoke(asked.State, asked.Allowed)
            ?? throw new InvalidOperationException(
                $"No policy decides and there is no baseline: set {nameof(DecisionOptions)}.{nameof(DecisionOptions.Baseline)}, or pass "
                + $"an {nameof(DecisionRequest.OwnAction)} with each request.");
        RequestCheck.Baseline(action, asked.Allowed, asked.ActionCount);
        if (epsilon == 0)
            return new(action, 1, null, Decision.BaselineVersion);
        double[] distribution = new double[asked.ActionCount];
        EpsilonGreedyStrategy.Fill(epsilon, asked.Allowed, action, distribution);
        action = chooser.Draw(distribution);
        return new(action, distribution[action], distribution, Decision.BaselineVersion);
    }
}
