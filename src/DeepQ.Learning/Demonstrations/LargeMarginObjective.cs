using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Demonstrations;

/// <summary>An objective of Q-learning plus the large margin of demonstrated actions.</summary>
/// <param name="inner">The objective of Q-learning.</param>
/// <param name="networks">The networks.</param>
/// <param name="settings">The settings.</param>
/// <param name="margin">The margin, in units of the learned values.</param>
/// <param name="weight">The weight of the margin relative to the squared error.</param>
// The paper adds the margin to the whole squared error; here the error is halved, so both terms are half as large.
internal sealed class LargeMarginObjective(
    Objective inner, INetworkPair networks, LearnerSettings settings, double margin, double weight)
    : MeanTermObjective(inner, networks, settings, weight * networks.Network.Distribution.CurvatureOf(settings.Loss) / 2)
{
    protected override bool Counts(TransitionBatch batch, int row) => batch.Source?.IsPermanent(batch.Slots[row]) ?? false;

    protected override double Evaluate(
        TransitionBatch batch, int row, ReadOnlySpan<float> q, ReadOnlySpan<bool> legal, Span<float> slopes) =>
        LargeMarginLoss.Evaluate(q, batch.Actions[row], margin, slopes, legal);
}
