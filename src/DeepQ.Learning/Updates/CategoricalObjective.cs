using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>C51: probabilities of fixed returns, pulled to the projected target.</summary>
internal sealed class CategoricalObjective(
    INetworkPair networks, LearnerSettings settings, CategoricalDistribution distribution)
    : DistributionalObjective(networks, settings)
{
    private readonly float[] _next = new float[settings.BatchSize * networks.Learning.ActionCount * distribution.Atoms];
    private readonly float[] _targets = new float[settings.BatchSize * distribution.Atoms];
    private readonly float[] _gradient = new float[distribution.Atoms];

    public override int OutputCount => _next.Length;

    public override (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs)
    {
        double loss = 0;
        double sumQ = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> row = Row(outputs, i);
            Span<float> logits = Atoms(row, batch.Actions[i]);
            double divergence = CategoricalLoss.Evaluate(logits, Atoms(_targets, i), _gradient);
            CategoricalLoss.Softmax(logits);
            sumQ += distribution.Mean(logits);
            loss += batch.Weights[i] * divergence;
            AbsoluteErrors[i] = (float)divergence;
            row.Clear();
            for (int atom = 0; atom < _gradient.Length; atom++)
                logits[atom] = batch.Weights[i] * _gradient[atom] / batch.Size;
        }

        return (loss / batch.Size, sumQ / batch.Size);
    }

    protected override void ReadNext(TransitionBatch batch) => Target.Outputs(batch.NextStateRows, _next);

    protected override void ComputeTarget(TransitionBatch batch, int row, int action)
    {
        Span<float> next = Atoms(Row(_next, row), action);
        // What is known of a terminal state does not matter, even where it is not a number.
        if (batch.Discounts[row] == 0)
            next.Clear();
        CategoricalLoss.Softmax(next);
        distribution.Project(next, batch.Rewards[row], batch.Discounts[row], Atoms(_targets, row));
    }

    private Span<float> Row(Span<float> values, int row) =>
        values.Slice(row * ActionCount * distribution.Atoms, ActionCount * distribution.Atoms);

    private Span<float> Atoms(Span<float> values, int number) =>
        values.Slice(number * distribution.Atoms, distribution.Atoms);
}
