namespace DeepQ.Learning;

/// <summary>Evaluates a network now and then and keeps a copy of the best.</summary>
internal sealed partial class Evaluator(IEnvironment environment, int episodes, Xoshiro256 random) : IDisposable
{
    private readonly List<EvaluationRecord> _records = [];
    private QNetwork? _bestNetwork;

    public IReadOnlyList<EvaluationRecord> Records => _records;

    public EvaluationRecord? Best { get; private set; }

    /// <summary>The number of evaluations since the best one.</summary>
    public int SinceBest => Best is null ? 0 : _records.Count - 1 - _records.IndexOf(Best);

    public IEnvironment Environment => environment;

    /// <summary>Lets a network act.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">What computes its values.</param>
    /// <param name="step">The number of environment steps so far.</param>
    /// <param name="cancellationToken">Ends the evaluation between two steps.</param>
    public EvaluationRecord Run(QNetwork network, IQFunction values, long step, CancellationToken cancellationToken)
    {
        EvaluationRecord record = new(step, Evaluate(network, values, cancellationToken));
        _records.Add(record);
        if (Best is null || record.Result.MeanReturn > Best.Result.MeanReturn)
        {
            Best = record;
            _bestNetwork ??= network.Copy();
            _bestNetwork.CopyWeightsFrom(network);
        }

        return record;
    }

    /// <summary>Hands the best network over to the caller; null where nothing was evaluated.</summary>
    public QNetwork? TakeBestNetwork()
    {
        QNetwork? best = _bestNetwork;
        _bestNetwork = null;
        return best;
    }

    // The greedy policy acts without the noise that explores. An evaluation that was cancelled leaves the generator as it was,
    // so that it can be made again.
    private EvaluationResult Evaluate(QNetwork network, IQFunction values, CancellationToken cancellationToken)
    {
        byte[] state = new byte[Xoshiro256.StateSize];
        random.SaveState(state);
        float[] qValues = new float[values.ActionCount];
        network.eval();
        try
        {
            return PolicyEvaluation.Run(environment, Act, episodes, random, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            random.LoadState(state);
            throw;
        }
        finally
        {
            network.train();
        }

        int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal)
        {
            values.QValues(state, qValues);
            return Greedy.Action(qValues, legal);
        }
    }

    public void Dispose() => _bestNetwork?.Dispose();
}
