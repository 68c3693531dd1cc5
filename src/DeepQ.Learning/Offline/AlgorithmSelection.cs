using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Offline;

/// <summary>Evaluates policies on the log that they were learned from; see <see cref="SelectedAlgorithm"/>.</summary>
internal sealed class AlgorithmSelection : IDisposable
{
    private const double LeastSupport = 0.95;
    private const int Parts = 4;

    private readonly ValidationPart _part;
    private readonly BehaviorModel _behavior;
    private readonly PossibleValues _possible;
    private readonly double _threshold;
    private readonly Xoshiro256 _random;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Learns a model of the logged policy.</summary>
    public AlgorithmSelection(LoggedData log, double gamma, Xoshiro256 random, CancellationToken cancellationToken)
    {
        OffPolicyOptions options = new() { Updates = new OfflineValidation().FittedQUpdates };
        _part = new ValidationPart(log, options, gamma);
        _possible = PossibleValues.Of(log, gamma, slack: 0);
        _threshold = options.SupportThreshold;
        (_random, _cancellationToken) = (random, cancellationToken);
        _behavior = BehaviorModel.Fit(_part.Rows, new EpisodeSplit(log, random), _part.Fit, random.Fork(), cancellationToken);
    }

    /// <summary>Evaluates the logged policy.</summary>
    public AlgorithmCandidate JudgeLogged() => Judge("logged", _behavior.Policy);

    /// <summary>Evaluates the greedy policy of a network.</summary>
    public AlgorithmCandidate Judge(string name, QNetwork network)
    {
        network.eval();
        return Judge(name, PolicyProbabilities.Greedy(_part.Rows, network.QValues));
    }

    /// <summary>
    /// Returns whether the log favors one candidate over another: its actions are supported, its value is greater, and
    /// the value is possible.
    /// </summary>
    public static bool IsBetter(AlgorithmCandidate one, AlgorithmCandidate other) =>
        one.Support >= LeastSupport && one.IsPossible && IsWorthMore(one, other);

    /// <summary>
    /// Returns whether the value of one candidate exceeds that of another over the folds by more than the standard
    /// error of the differences. A candidate without a value never does, and any candidate with a value exceeds it.
    /// </summary>
    /// <remarks>
    /// Episodes differ far more than policies do, and fold by fold they affect both policies alike. Breiman, Friedman,
    /// Olshen, Stone: Classification and Regression Trees (1984), section 3.4.3, prefer the simpler model by the same
    /// margin.
    /// </remarks>
    public static bool IsWorthMore(AlgorithmCandidate one, AlgorithmCandidate other)
    {
        if (one.Parts.Any(double.IsNaN))
            return false;
        double[] differences = [.. one.Parts.Zip(other.Parts, (value, beside) => value - beside).Where(double.IsFinite)];
        return differences.Length < 2 || differences.Average() > StandardError(differences);
    }

    /// <summary>Disposes the model of the logged policy; the caller keeps the log.</summary>
    public void Dispose() => _behavior.Dispose();

    private AlgorithmCandidate Judge(string name, PolicyProbabilities policy)
    {
        // The same draws for each policy, so that two values differ only by their policies.
        byte[] state = new byte[Xoshiro256.StateSize];
        _random.SaveState(state);
        double[] values = _part.Parts(policy, Parts, new Xoshiro256(state), _cancellationToken);
        double value = values.Average();
        return new AlgorithmCandidate(name, value, value - StandardError(values), SupportOf(policy))
        {
            Parts = values,
            IsPossible = values.All(_possible.Contain),
        };
    }

    private static double StandardError(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length * (values.Length - 1)));
    }

    private double SupportOf(PolicyProbabilities policy)
    {
        double support = 0;
        (float[] judged, float[] logged) = ([], []);
        foreach ((_, TransitionBatch batch) in _part.Rows.Blocks())
        {
            if (judged.Length != batch.Size * _part.Rows.ActionCount)
                (judged, logged) = (new float[batch.Size * _part.Rows.ActionCount], new float[batch.Size * _part.Rows.ActionCount]);
            policy.States(batch.Slots, judged);
            _behavior.Policy.States(batch.Slots, logged);
            for (int i = 0; i < judged.Length; i++)
                support += logged[i] >= _threshold ? judged[i] : 0;
        }

        return support / _part.Rows.Count;
    }
}
