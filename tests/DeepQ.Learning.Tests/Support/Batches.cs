using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Batches of transitions for tests.</summary>
internal static class Batches
{
    /// <summary>Random states and rewards in ±2; every third transition ends.</summary>
    public static TransitionBatch Random(int size, int observationSize, int actions, bool weighted = false)
    {
        Xoshiro256 random = new(2);
        TransitionBatch batch = new(size, observationSize);
        Fill(batch.States);
        Fill(batch.NextStates);
        Fill(batch.Rewards);
        for (int i = 0; i < size; i++)
        {
            batch.Actions[i] = random.Next(actions);
            batch.Discounts[i] = i % 3 == 0 ? 0 : 0.9f;
            if (weighted)
                batch.Weights[i] = random.NextSingle();
        }

        return batch;

        void Fill(float[] values)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = (4 * random.NextSingle()) - 2;
        }
    }
}
