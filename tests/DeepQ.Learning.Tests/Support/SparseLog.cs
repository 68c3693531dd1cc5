using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Random transitions with states that are mostly zeros, kept in both forms.</summary>
internal sealed class SparseLog
{
    public const int Actions = 3;

    /// <param name="seed">What they are drawn from.</param>
    /// <param name="size">The number of values of a state.</param>
    /// <param name="rows">The number of transitions, of which those with numbers divisible by 5 have states without any value.</param>
    /// <param name="values">The greatest number of values of a state that are not zero.</param>
    /// <param name="empty">Whether no state has any.</param>
    public SparseLog(int seed, int size, int rows = 40, int values = 6, bool empty = false)
    {
        Xoshiro256 random = new((ulong)seed);
        Dense = new ReplayBuffer(rows, size);
        Sparse = ReplayBuffer.OfSparse(rows, size);
        StateVector sparse = new(size), next = new(size);
        float[] state = Draw(0);
        for (int row = 0; row < rows; row++)
        {
            float[] successor = Draw(row + 1);
            (int action, float reward, bool ends) = (random.Next(Actions), random.NextSingle() - 0.5f, row % 7 == 6);
            Dense.Add(state, action, reward, successor, ends);
            Set(sparse, state);
            Set(next, successor);
            Sparse.AddSparse(sparse.Row, action, reward, next.Row, ends);
            state = successor;
        }

        Space = new BoxSpace([size], -10, 10);

        float[] Draw(int row)
        {
            float[] drawn = new float[size];
            int count = empty || row % 5 == 0 ? 0 : 1 + random.Next(values);
            for (int i = 0; i < count; i++)
                drawn[random.Next(size)] = (random.NextSingle() * 4) - 1;
            // A column that is zero in no other state, as one of numbers among words is.
            if (!empty && row % 5 != 0)
                drawn[size / 2] = 3 + random.NextSingle();
            return drawn;
        }
    }

    public ReplayBuffer Dense { get; }

    public ReplayBuffer Sparse { get; }

    public BoxSpace Space { get; }

    public static void Set(StateVector vector, float[] state)
    {
        int[] places = [.. Enumerable.Range(0, state.Length).Where(place => state[place] != 0)];
        vector.SetSparse(places, [.. places.Select(place => state[place])]);
    }

    /// <summary>The same transitions in both forms.</summary>
    public (TransitionBatch Dense, TransitionBatch Sparse) Draw(int size, Random random, float gamma = 0.9f)
    {
        TransitionBatch dense = Dense.NewBatch(size), sparse = Sparse.NewBatch(size);
        foreach (ref int slot in dense.Slots.AsSpan())
            slot = random.Next(Dense.Count);
        dense.Slots.CopyTo(sparse.Slots, 0);
        Dense.Read(dense, gamma, steps: 1);
        Sparse.Read(sparse, gamma, steps: 1);
        return (dense, sparse);
    }
}
