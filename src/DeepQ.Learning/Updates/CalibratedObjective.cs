using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>
/// An objective of Q-learning plus the term of calibrated Q-learning: the conservative term, in which no value is
/// lowered below the return of the logged policy, log Σ_a exp max(Q(s, a), V(s)) − Q(s, a_logged).
/// </summary>
/// <param name="inner">The objective of Q-learning.</param>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="alpha">The weight of the term relative to half the squared error.</param>
/// <param name="returns">V(s) of each slot, in units of the learned values.</param>
internal sealed class CalibratedObjective(
    Objective inner, INetworkPair networks, LearnerSettings settings, double alpha, float[] returns)
    : MeanTermObjective(inner, networks, settings, alpha * networks.Network.Distribution.CurvatureOf(settings.Loss))
{
    private readonly float[] _held = new float[networks.Learning.ActionCount];

    protected override double Evaluate(
        TransitionBatch batch, int row, ReadOnlySpan<float> q, ReadOnlySpan<bool> legal, Span<float> slopes)
    {
        float least = returns[batch.Slots[row]];
        int logged = batch.Actions[row];
        for (int action = 0; action < q.Length; action++)
            _held[action] = Math.Max(q[action], least);
        double gap = Losses.CrossEntropyLoss.Evaluate(_held, logged, slopes, legal);
        for (int action = 0; action < q.Length; action++)
        {
            if (q[action] < least)
                slopes[action] = action == logged ? -1 : 0;
        }

        // The value of the logged action is raised without a limit.
        return gap + _held[logged] - q[logged];
    }
}
