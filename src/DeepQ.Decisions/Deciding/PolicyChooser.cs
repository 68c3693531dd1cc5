using System.Globalization;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Exploration;
using DeepQ.Serving;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Deciding;

/// <summary>Has a policy score a state, and draws an action by an exploration.</summary>
/// <param name="options">What the decisions are about.</param>
/// <param name="meter">Counts what failed.</param>
/// <param name="logger">Is told what failed, once each.</param>
/// <param name="random">Draws; one thread at a time.</param>
internal sealed class PolicyChooser(DecisionOptions options, DecisionMeter meter, ILogger logger, Random random)
{
    private const int MostOnStack = 256;

    private readonly Lock _drawing = new();
    private volatile IPolicy? _fitting;
    private volatile string? _told;

    /// <summary>Chooses, unless there is no policy, or it fails.</summary>
    public bool TryChoose(
        IPolicy? policy, ReadOnlySpan<float> state, ReadOnlySpan<bool> allowed, ExplorationStrategy exploration, out Choice choice)
    {
        choice = default;
        if (policy is null)
        {
            meter.FellBack("none");
            return false;
        }

        try
        {
            RequireFit(policy);
            Span<float> qValues = options.ActionNames.Count <= MostOnStack
                ? stackalloc float[options.ActionNames.Count]
                : new float[options.ActionNames.Count];
            string version = Score(policy, state, allowed, qValues);
            double[] distribution = new double[qValues.Length];
            exploration.Fill(qValues, allowed, distribution);
            int action = ActionDraw.From(distribution, NextUniform());
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

    // A policy that follows its file may become another one between two calls.
    private static string Score(IPolicy policy, ReadOnlySpan<float> state, ReadOnlySpan<bool> allowed, Span<float> qValues)
    {
        int greedy = 0;
        while (true)
        {
            string version = policy.Version;
            policy.Evaluate(state, qValues, new Span<int>(ref greedy), allowed);
            if (policy.Version == version)
                return version;
        }
    }

    private double NextUniform()
    {
        lock (_drawing)
            return random.NextDouble();
    }

    private void RequireFit(IPolicy policy)
    {
        if (_fitting == policy)
            return;
        if (policy.ObservationSize != options.StateSize)
        {
            throw new InvalidOperationException(
                $"The policy observes {policy.ObservationSize} values, and {nameof(DecisionOptions.StateSize)} is {options.StateSize}.");
        }

        // Without names a policy has numbers.
        IReadOnlyList<string> names = policy.ActionNames;
        bool hasNames = names.Where((name, i) => name != i.ToString(CultureInfo.InvariantCulture)).Any();
        if (policy.ActionCount != options.ActionNames.Count || (hasNames && !names.SequenceEqual(options.ActionNames)))
        {
            throw new InvalidOperationException(
                $"The policy has the actions {string.Join(", ", names)}, and {nameof(DecisionOptions.ActionNames)} are "
                + $"{string.Join(", ", options.ActionNames)}.");
        }

        _fitting = policy;
    }

    private void Tell(IPolicy policy, Exception error)
    {
        string version = policy.Version;
        string news = $"{version} {error.GetType()}";
        if (_told != news)
            DecisionLogger.PolicyFailed(logger, version, error);
        _told = news;
    }
}
