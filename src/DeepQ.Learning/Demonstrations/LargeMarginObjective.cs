using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Demonstrations;

/// <summary>An objective of Q-learning and, beside it, the large margin of what was demonstrated.</summary>
/// <param name="inner">The objective of Q-learning.</param>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="margin">The margin, in the units that are learned.</param>
/// <param name="weight">The weight of the term, beside the squared error.</param>
// The paper has the whole squared error; beside half of it, both terms are half as large.
internal sealed class LargeMarginObjective(
    Objective inner, INetworkPair networks, LearnerSettings settings, double margin, double weight)
    : MeanTermObjective(inner, networks, settings, weight * networks.Network.Distribution.CurvatureOf(settings.Loss) / 2)
{
    protected override bool Counts(TransitionBatch batch, int row) => batch.Source?.IsPermanent(batch.Slots[row]) ?? false;

    protected override double Evaluate(
        TransitionBatch batch, int row, ReadOnlySpan<float> q, ReadOnlySpan<bool> legal, Span<float> slopes) =>
        LargeMarginLoss.Evaluate(q, batch.Actions[row], margin, slopes, legal);
}
