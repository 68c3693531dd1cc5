using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The value of a policy in the first states of logged episodes, a few hundred at most.</summary>
internal sealed class StartValue
{
    private const int Most = 512;

    private readonly TransitionBatch _first;
    private readonly float[] _probabilities;

    public StartValue(LoggedData log, PolicyProbabilities policy)
    {
        int[] starts = [.. log.Episodes!.Where(episode => episode.Count > 0).Select(episode => episode.First)];
        int count = FitSample.Size(Most, starts.Length, log.Transitions);
        _first = log.Transitions.NewBatch(count);
        for (int i = 0; i < count; i++)
            _first.Slots[i] = starts[(long)i * starts.Length / count];
        log.Transitions.Read(_first, gamma: 1, steps: 1);
        _probabilities = new float[count * log.ActionSpace.Count];
        policy.States(_first.Slots, _probabilities);
    }

    /// <summary>Computes the mean of Σ π(a | s) Q(s, a).</summary>
    public double Of(IQFunction values)
    {
        float[] q = new float[_probabilities.Length];
        values.QValues(_first.StateRows, q);
        double sum = 0;
        for (int i = 0; i < q.Length; i++)
            sum += _probabilities[i] * q[i];
        return sum / _first.Size;
    }
}
