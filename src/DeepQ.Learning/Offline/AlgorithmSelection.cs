using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Offline;

/// <summary>Judges policies by the log that they were learned from; see <see cref="SelectedAlgorithm"/>.</summary>
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

    /// <summary>Learns what the logged policy does.</summary>
    public AlgorithmSelection(LoggedData log, double gamma, Xoshiro256 random, CancellationToken cancellationToken)
    {
        OffPolicyOptions options = new() { Updates = new OfflineValidation().FittedQUpdates };
        _part = new ValidationPart(log, options, gamma);
        _possible = PossibleValues.Of(log, gamma, slack: 0);
        _threshold = options.SupportThreshold;
        (_random, _cancellationToken) = (random, cancellationToken);
        _behavior = BehaviorModel.Fit(_part.Rows, new EpisodeSplit(log, random), _part.Fit, random.Fork(), cancellationToken);
    }

    /// <summary>The logged policy.</summary>
    public AlgorithmCandidate JudgeLogged() => Judge("logged", _behavior.Policy);

    /// <summary>The greedy policy of a network.</summary>
    public AlgorithmCandidate Judge(string name, QNetwork network)
    {
        network.eval();
        return Judge(name, PolicyProbabilities.Greedy(_part.Rows, network.QValues));
    }

    /// <summary>
    /// Whether the log speaks for one candidate against another: it tried what that one does, which is worth more, and no more than
    /// can be.
    /// </summary>
    public static bool IsBetter(AlgorithmCandidate one, AlgorithmCandidate other) =>
        one.Support >= LeastSupport && one.IsPossible && IsWorthMore(one, other);

    /// <summary>
    /// Whether one candidate is worth more than another in the parts of the episodes, by more than the standard error of the
    /// differences. One that could not be valued is not, and is worth less than any that could.
    /// </summary>
    /// <remarks>
    /// Episodes differ by far more than policies do, and in parts alike. Breiman, Friedman, Olshen, Stone: Classification and Regression
    /// Trees (1984), section 3.4.3, keep what is simple by as much.
    /// </remarks>
    public static bool IsWorthMore(AlgorithmCandidate one, AlgorithmCandidate other)
    {
        if (one.Parts.Any(double.IsNaN))
            return false;
        double[] differences = [.. one.Parts.Zip(other.Parts, (value, beside) => value - beside).Where(double.IsFinite)];
        return differences.Length < 2 || differences.Average() > StandardError(differences);
    }

    /// <summary>Disposes the model of the logged policy; the log is the caller's.</summary>
    public void Dispose() => _behavior.Dispose();

    private AlgorithmCandidate Judge(string name, PolicyProbabilities policy)
    {
        // The same draws for each, so that two values differ by their policies.
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
