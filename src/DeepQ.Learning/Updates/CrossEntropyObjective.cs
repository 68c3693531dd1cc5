using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Updates;

/// <summary>Fits the logits of a policy to the logged actions.</summary>
/// <remarks>Masks are ignored: illegal actions never occur in the log, so they become unlikely.</remarks>
internal sealed class CrossEntropyObjective(INetworkPair networks, LearnerSettings settings) : Objective(networks, settings)
{
    public override int OutputCount => Settings.BatchSize * ActionCount;

    public override void ComputeTargets(TransitionBatch batch)
    {
    }

    public override (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs)
    {
        double loss = 0;
        double sum = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            Span<float> row = outputs.Slice(i * ActionCount, ActionCount);
            sum += row[batch.Actions[i]];
            double distance = Losses.CrossEntropyLoss.Evaluate(row, batch.Actions[i], row);
            loss += batch.Weights[i] * distance;
            AbsoluteErrors[i] = (float)distance;
            foreach (ref float slope in row)
                slope *= batch.Weights[i] / batch.Size;
        }

        return (loss / batch.Size, sum / batch.Size);
    }
}
