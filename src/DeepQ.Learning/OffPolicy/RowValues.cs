using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The values of every row according to a model, for the logged action and for a policy.</summary>
/// <param name="Logged">Q(s, a) of the logged action: N values.</param>
/// <param name="States">Σ π(a | s) Q(s, a): N values.</param>
/// <param name="Successors">Σ π(a | s') Q(s', a): N values.</param>
internal sealed record RowValues(float[] Logged, double[] States, double[] Successors)
{
    /// <summary>Computes the values of all rows, in blocks.</summary>
    public static RowValues Of(TransitionTable rows, QFunction values, PolicyProbabilities policy)
    {
        int count = rows.ActionCount;
        RowValues result = new(new float[rows.Count], new double[rows.Count], new double[rows.Count]);
        (float[] q, float[] probabilities) = ([], []);
        foreach ((int first, TransitionBatch batch) in rows.Blocks())
        {
            if (q.Length != batch.Size * count)
                (q, probabilities) = (new float[batch.Size * count], new float[batch.Size * count]);
            values(batch.StateRows, q);
            for (int i = 0; i < batch.Size; i++)
                result.Logged[first + i] = q[(i * count) + batch.Actions[i]];
            policy.States(batch.Slots, probabilities);
            Expect(result.States.AsSpan(first, batch.Size));
            values(batch.NextStateRows, q);
            policy.Successors(batch.Slots, probabilities);
            Expect(result.Successors.AsSpan(first, batch.Size));
        }

        return result;

        void Expect(Span<double> means)
        {
            for (int i = 0; i < means.Length; i++)
            {
                double sum = 0;
                for (int at = i * count; at < (i + 1) * count; at++)
                    sum += probabilities[at] * q[at];
                means[i] = sum;
            }
        }
    }
}
