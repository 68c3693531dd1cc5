using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>An objective of Q-learning plus the term of conservative Q-learning.</summary>
// The paper has ½ before the squared error; with a loss without the ½, both terms are twice as large.
internal sealed class ConservativeObjective(Objective inner, INetworkPair networks, LearnerSettings settings, double alpha)
    : MeanTermObjective(inner, networks, settings, alpha * networks.Network.Distribution.CurvatureOf(settings.Loss))
{
    protected override double Evaluate(
        TransitionBatch batch, int row, ReadOnlySpan<float> q, ReadOnlySpan<bool> legal, Span<float> slopes) =>
        Losses.CrossEntropyLoss.Evaluate(q, batch.Actions[row], slopes, legal);
}
