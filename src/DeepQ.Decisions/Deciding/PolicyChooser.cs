using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Exploration;
using DeepQ.Decisions.Scoring;
using DeepQ.Serving;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Deciding;

/// <summary>Scores a state, or its candidates, with a policy and draws an action by an exploration strategy.</summary>
/// <param name="actions">The actions of the decisions.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="logger">Receives each failure once.</param>
/// <param name="random">The generator of the draws; used by one thread at a time.</param>
internal sealed class PolicyChooser(ActionSet actions, DecisionMeter meter, ILogger logger, Random random)
{
    private const int MostOnStack = 256;
    private const int MostLooks = 10;
    private const int MostReasons = 64;

    private readonly Lock _drawing = new();
    private readonly HashSet<string> _told = [];
    private volatile Fit? _fit;

    /// <summary>Chooses an action; returns false if there is no policy or it fails.</summary>
    public bool TryChoose(IPolicy? policy, in CheckedRequest asked, ExplorationStrategy exploration, out Choice choice)
    {
        choice = default;
        if (policy is null)
        {
            meter.FellBack("none");
            return false;
        }

        try
        {
            Span<float> qValues = asked.ActionCount <= MostOnStack ? stackalloc float[asked.ActionCount] : new float[asked.ActionCount];
            string version = Score(policy, asked, qValues);
            double[] distribution = new double[qValues.Length];
            exploration.Fill(qValues, asked.Allowed, distribution);
            int action = Draw(distribution);
            choice = new(action, distribution[action], distribution, version);
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            meter.FellBack("failed");
            Tell(policy, error);
            return false;
        }
    }

    /// <summary>Draws an action.</summary>
    public int Draw(ReadOnlySpan<double> distribution)
    {
        double uniform;
        lock (_drawing)
            uniform = random.NextDouble();
        return ActionDraw.From(distribution, uniform);
    }

    private static string VersionOf(IPolicy policy)
    {
        try
        {
            return policy.Version;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return "unknown";
        }
    }

    // A policy that reloads its file may change between two calls.
    private string Score(IPolicy policy, in CheckedRequest asked, Span<float> qValues)
    {
        for (int look = 0; look < MostLooks; look++)
        {
            string version = policy.Version;
            RequireFit(policy, version);
            DecisionScoring.Score(policy, asked.State, asked.Candidates, qValues);
            if (policy.Version == version)
                return version;
        }

        throw new InvalidOperationException($"The version of the policy changed in each of {MostLooks} evaluations.");
    }

    private void RequireFit(IPolicy policy, string version)
    {
        IReadOnlyList<string> names = policy.ActionNames;
        if (_fit is { } known && known.Policy == policy && known.Version == version && known.Names == names)
            return;
        EventText.Require(version, nameof(policy.Version));
        actions.RequireFit(policy);
        _fit = new(policy, version, names);
    }

    private void Tell(IPolicy policy, Exception error)
    {
        string version = VersionOf(policy);
        lock (_told)
        {
            if (_told.Count == MostReasons)
                _told.Clear();
            if (!_told.Add($"{version} {error.GetType()}"))
                return;
        }

        DecisionLogger.PolicyFailed(logger, version, error);
    }

    private sealed record Fit(IPolicy Policy, string Version, IReadOnlyList<string> Names);
}
