using DeepQ.Learning.Actions;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The action probabilities of a policy in every logged state and next state. For a greedy policy the actions are
/// stored. For any other policy a table is stored if it is small; otherwise the probabilities are recomputed for the
/// requested rows, so that rows × actions are never in memory at once.
/// </summary>
/// <param name="States">π(· | s) by row.</param>
/// <param name="Successors">π(· | s') by row.</param>
/// <param name="Owned">The object that computes the policy, if the table owns it.</param>
internal sealed record PolicyProbabilities(RowProbabilities States, RowProbabilities Successors, IDisposable? Owned = null) : IDisposable
{
    private const long MostKept = 1 << 22;

    /// <summary>Returns the policy that the options derive from Q-values.</summary>
    public static PolicyProbabilities Of(TransitionTable rows, QFunction values, OffPolicyOptions options)
    {
        PolicyProbabilities policy = options.Temperature is { } temperature
            ? Soft(rows, values, temperature)
            : Greedy(rows, values);
        return options.Epsilon == 0 ? policy : policy with
        {
            States = Mixed(policy.States, batch => batch.ActionMasks),
            Successors = Mixed(policy.Successors, batch => batch.NextActionMasks),
        };

        // (1 − ε) π(a | s) + ε / n for each of the n legal actions.
        RowProbabilities Mixed(RowProbabilities chosen, Func<TransitionBatch, bool[]> masks) => (asked, probabilities) =>
        {
            chosen(asked, probabilities);
            bool[] legal = masks(rows.Read(asked));
            for (int first = 0; first < probabilities.Length; first += rows.ActionCount)
            {
                ReadOnlySpan<bool> mask = legal.Length == 0 ? [] : legal.AsSpan(first, rows.ActionCount);
                int count = mask.IsEmpty ? rows.ActionCount : mask.Count(true);
                for (int a = 0; a < rows.ActionCount; a++)
                {
                    double uniform = mask.IsEmpty || mask[a] ? 1.0 / count : 0;
                    ref float probability = ref probabilities[first + a];
                    probability = (float)(((1 - options.Epsilon) * probability) + (options.Epsilon * uniform));
                }
            }
        };
    }

    /// <summary>Returns the greedy policy over the legal actions.</summary>
    public static PolicyProbabilities Greedy(TransitionTable rows, QFunction values)
    {
        int count = rows.ActionCount;
        int[] states = new int[rows.Count];
        int[] successors = new int[rows.Count];
        float[] q = [];
        foreach ((int first, TransitionBatch batch) in rows.Blocks())
        {
            Choose(batch.StateRows, batch.ActionMasks, states.AsSpan(first, batch.Size));
            Choose(batch.NextStateRows, batch.NextActionMasks, successors.AsSpan(first, batch.Size));
        }

        return new PolicyProbabilities(OneHot(states, count), OneHot(successors, count));

        void Choose(StateBatch block, bool[] legal, Span<int> actions)
        {
            if (q.Length != actions.Length * count)
                q = new float[actions.Length * count];
            values(block, q);
            for (int i = 0; i < actions.Length; i++)
            {
                actions[i] = Actions.Greedy.Action(
                    q.AsSpan(i * count, count), legal.Length == 0 ? [] : legal.AsSpan(i * count, count));
            }
        }
    }

    /// <summary>Returns the policy π(a | s) ∝ exp(x(s, a) / T) over the legal actions.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logits">The logits x, which are evaluated as long as the policy is in use.</param>
    /// <param name="temperature">The temperature T.</param>
    /// <param name="owned">The object that computes the logits, if the policy owns it.</param>
    public static PolicyProbabilities Soft(TransitionTable rows, QFunction logits, double temperature, IDisposable? owned = null)
    {
        PolicyProbabilities policy = new(
            (asked, probabilities) => OfStates(rows.Read(asked), probabilities),
            (asked, probabilities) => OfSuccessors(rows.Read(asked), probabilities),
            owned);
        if ((long)rows.Count * rows.ActionCount > MostKept)
            return policy;

        float[] states = new float[rows.Count * rows.ActionCount];
        float[] successors = new float[states.Length];
        foreach ((int first, TransitionBatch batch) in rows.Blocks())
        {
            OfStates(batch, states.AsSpan(first * rows.ActionCount, batch.Size * rows.ActionCount));
            OfSuccessors(batch, successors.AsSpan(first * rows.ActionCount, batch.Size * rows.ActionCount));
        }

        return policy with { States = Kept(states, rows.ActionCount), Successors = Kept(successors, rows.ActionCount) };

        void OfStates(TransitionBatch batch, Span<float> probabilities) =>
            Softmax(batch.StateRows, batch.ActionMasks, probabilities);

        void OfSuccessors(TransitionBatch batch, Span<float> probabilities) =>
            Softmax(batch.NextStateRows, batch.NextActionMasks, probabilities);

        void Softmax(StateBatch block, bool[] legal, Span<float> probabilities)
        {
            logits(block, probabilities);
            float[] row = new float[rows.ActionCount];
            for (int first = 0; first < probabilities.Length; first += row.Length)
            {
                probabilities.Slice(first, row.Length).CopyTo(row);
                ReadOnlySpan<bool> mask = legal.Length == 0 ? [] : legal.AsSpan(first, row.Length);
                double value = SoftPolicy.Value(row, temperature, mask);
                for (int a = 0; a < row.Length; a++)
                {
                    probabilities[first + a] = mask.IsEmpty || mask[a]
                        ? (float)Math.Exp(Math.Min(0, row[a] - value) / temperature)
                        : 0;
                }
            }
        }
    }

    /// <summary>
    /// Returns the policy that chooses known actions, and where none is known acts as another policy.
    /// </summary>
    /// <param name="count">The number of actions A.</param>
    /// <param name="states">The action of each state.</param>
    /// <param name="successors">The action in each next state; −1 if none is known.</param>
    /// <param name="other">The other policy, which this one owns if it owns the object that computes it.</param>
    public static PolicyProbabilities Known(int count, int[] states, int[] successors, PolicyProbabilities other)
    {
        RowProbabilities known = OneHot(successors, count);
        return new PolicyProbabilities(OneHot(states, count), Successors, other.Owned);

        void Successors(ReadOnlySpan<int> rows, Span<float> probabilities)
        {
            known(rows, probabilities);
            List<int> places = [];
            for (int i = 0; i < rows.Length; i++)
            {
                if (successors[rows[i]] < 0)
                    places.Add(i);
            }

            if (places.Count == 0)
                return;
            int[] unknown = new int[places.Count];
            for (int i = 0; i < unknown.Length; i++)
                unknown[i] = rows[places[i]];
            float[] modeled = new float[unknown.Length * count];
            other.Successors(unknown, modeled);
            for (int i = 0; i < unknown.Length; i++)
                modeled.AsSpan(i * count, count).CopyTo(probabilities[(places[i] * count)..]);
        }
    }

    /// <summary>Computes π(a | s) of the logged action of each row: N values.</summary>
    public float[] OfLogged(TransitionTable rows)
    {
        float[] result = new float[rows.Count];
        float[] probabilities = [];
        foreach ((int first, TransitionBatch batch) in rows.Blocks())
        {
            if (probabilities.Length != batch.Size * rows.ActionCount)
                probabilities = new float[batch.Size * rows.ActionCount];
            States(batch.Slots, probabilities);
            for (int i = 0; i < batch.Size; i++)
                result[first + i] = probabilities[(i * rows.ActionCount) + batch.Actions[i]];
        }

        return result;
    }

    public void Dispose() => Owned?.Dispose();

    private static RowProbabilities OneHot(int[] actions, int count) => (rows, probabilities) =>
    {
        probabilities.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            if (actions[rows[i]] >= 0)
                probabilities[(i * count) + actions[rows[i]]] = 1;
        }
    };

    private static RowProbabilities Kept(float[] table, int count) => (rows, probabilities) =>
    {
        for (int i = 0; i < rows.Length; i++)
            table.AsSpan(rows[i] * count, count).CopyTo(probabilities[(i * count)..]);
    };
}
