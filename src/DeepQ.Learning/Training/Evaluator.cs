using DeepQ.Learning.Actions;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>Evaluates a network at intervals and keeps copies of the best.</summary>
internal sealed partial class Evaluator(IEnvironment environment, DqnOptions options, Xoshiro256 random) : IDisposable
{
    private readonly List<EvaluationRecord> _records = [];
    // The best evaluations, best first, and the networks that reached them.
    private readonly List<(EvaluationRecord Record, QNetwork Network)> _best = [];

    public IReadOnlyList<EvaluationRecord> Records => _records;

    public EvaluationRecord? Best => _best.Count == 0 ? null : _best[0].Record;

    /// <summary>The number of evaluations since the best one.</summary>
    public int SinceBest => Best is null ? 0 : _records.Count - 1 - _records.IndexOf(Best);

    public IEnvironment Environment => environment;

    // The last network is stored separately.
    private int Kept => Math.Max(1, options.Finalists - 1);

    /// <summary>Returns whether a number of consecutive evaluations have reached a mean return.</summary>
    public bool Reaches(double? target, int evaluations) => _records.Count >= evaluations
        && _records.TakeLast(evaluations).All(record => record.Result.MeanReturn >= target);

    /// <summary>Evaluates what was learned.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="step">The number of environment steps so far.</param>
    /// <param name="cancellationToken">Ends the evaluation between two steps.</param>
    public EvaluationRecord Run(OnlineLearner learner, long step, CancellationToken cancellationToken)
    {
        EvaluationRecord record = Evaluate(
            learner.BeginEvaluation(), learner.Units.Reward, step, options.EvaluationEpisodes, random, cancellationToken);
        _records.Add(record);
        Keep(record, learner);
        return record;
    }

    /// <summary>
    /// Evaluates the networks of the best evaluations, and the last one, again in new episodes, and the best of these
    /// in episodes that did not select it. The greatest of many evaluations is the luckiest and biased upward.
    /// </summary>
    /// <param name="last">The last network.</param>
    /// <param name="step">The number of environment steps that it learned from.</param>
    /// <param name="cancellationToken">Ends the evaluations between two steps.</param>
    /// <returns>
    /// The selected network, which the caller owns, or <paramref name="last"/> itself, and its result; null if nothing
    /// was evaluated before.
    /// </returns>
    /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
    public (QNetwork Network, EvaluationRecord Record)? Choose(
        QNetwork last, long step, CancellationToken cancellationToken)
    {
        if (_best.Count == 0 || options.FinalEpisodes == 0)
            return null;
        List<(long Step, QNetwork Network)> finalists = [.. _best.Select(one => (one.Record.Step, one.Network))];
        if (options.Finalists > 1 && finalists.All(one => one.Step != step))
            finalists.Add((step, last));

        // The same draws for each network, so that they differ only by their actions.
        byte[] draws = new byte[Xoshiro256.StateSize];
        random.Fork().SaveState(draws);
        int chosen = 0;
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < finalists.Count && finalists.Count > 1; i++)
        {
            Xoshiro256 same = new(0);
            same.LoadState(draws);
            double mean = Judge(finalists[i], same, cancellationToken).Result.MeanReturn;
            if (mean > greatest)
                (chosen, greatest) = (i, mean);
        }

        QNetwork network = finalists[chosen].Network;
        EvaluationRecord record = Judge(finalists[chosen], random.Fork(), cancellationToken);
        _best.RemoveAll(one => one.Network == network);
        return (network, record);
    }

    /// <summary>Transfers the network of the best evaluation to the caller; null if nothing was evaluated.</summary>
    public QNetwork? TakeBestNetwork()
    {
        if (_best.Count == 0)
            return null;
        QNetwork best = _best[0].Network;
        _best.RemoveAt(0);
        return best;
    }

    public void Dispose()
    {
        foreach ((_, QNetwork network) in _best)
            network.Dispose();
    }

    private void Keep(EvaluationRecord record, OnlineLearner learner)
    {
        int place = _best.FindIndex(other => record.Result.MeanReturn > other.Record.Result.MeanReturn);
        place = place < 0 ? _best.Count : place;
        if (place >= Kept)
            return;
        if (_best.Count == Kept)
        {
            _best[^1].Network.Dispose();
            _best.RemoveAt(_best.Count - 1);
        }

        _best.Insert(place, (record, learner.CopyNetwork()));
    }

    // Uses the fastest path that supports the network.
    private EvaluationRecord Judge(
        (long Step, QNetwork Network) finalist, Xoshiro256 draws, CancellationToken cancellationToken)
    {
        LearnerSettings quiet = options.ToLearner() with { Messages = null };
        using INetworkPair pair = NetworkPair.Create(finalist.Network.Copy(), quiet);
        pair.Network.eval();
        pair.Network.Exploring = false;
        return Evaluate(pair.Learning, unit: 1, finalist.Step, options.FinalEpisodes, draws, cancellationToken);
    }

    // The greedy policy acts without exploration noise. A canceled evaluation restores the generator, so that it can be
    // repeated.
    private EvaluationRecord Evaluate(
        IQFunction values, double unit, long step, int episodes, Xoshiro256 draws, CancellationToken cancellationToken)
    {
        byte[] state = new byte[Xoshiro256.StateSize];
        draws.SaveState(state);
        float[] qValues = new float[values.ActionCount];
        StartValues starts = new(environment, options.Gamma);
        try
        {
            EvaluationResult result = PolicyEvaluation.Run(
                starts, Act, episodes, draws, options.MaxEvaluationSteps, cancellationToken);
            return new(step, result) { StartValue = starts.MeanValue, DiscountedReturn = starts.MeanReturn };
        }
        catch (OperationCanceledException)
        {
            draws.LoadState(state);
            throw;
        }

        int Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> legal)
        {
            values.QValues(observation, qValues);
            int action = Greedy.Action(qValues, legal);
            starts.Notice(qValues[action] * unit);
            return action;
        }
    }
}
