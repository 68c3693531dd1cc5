using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Replay;

namespace DeepQ.Benchmarks;

/// <summary>Batches drawn from buffers of CartPole transitions, small ones and large ones.</summary>
internal static class ReplayBenchmark
{
    private const int BatchSize = 64;

    public static IEnumerable<Comparison> Run()
    {
        foreach (int count in (int[])[10_000, 100_000, 1_000_000])
            yield return Run(InterleavedBenchmark.Usual, count);
    }

    /// <summary>Draws from a buffer of so many transitions.</summary>
    public static Comparison Run(InterleavedBenchmark race, int count)
    {
        ReplayBuffer buffer = CartPoleTransitions.Fill(count);
        return race.Run(
            $"A batch of {BatchSize} from {count:N0} transitions of CartPole, {buffer.MemorySize / 1e6:F1} MB",
            "batch",
            [
                RandomLines.Candidate(2 * BatchSize, buffer.MemorySize),
                Draws("uniform", buffer, new DqnOptions { NStep = 1 }),
                Draws("uniform, 3-step returns", buffer, new DqnOptions { NStep = 3 }),
                Draws("prioritized", buffer, Prioritized),
                Draws("prioritized, with new priorities", buffer, Prioritized, noticeErrors: true),
            ]);
    }

    private static DqnOptions Prioritized => new() { NStep = 1, PrioritizedReplay = new PrioritizedReplayOptions() };

    private static Candidate Draws(string name, ReplayBuffer buffer, DqnOptions options, bool noticeErrors = false)
    {
        ReplaySampler sampler = new(buffer, options.ToReplay(), new Xoshiro256(2));
        TransitionBatch batch = new(BatchSize, buffer.ObservationSize);
        Xoshiro256 random = new(3);
        float[] errors = [.. Enumerable.Range(0, 100 * BatchSize).Select(_ => random.NextSingle())];
        // Priorities as training leaves them, each transition with its own.
        for (int i = 0; i < buffer.Count / BatchSize; i++)
            Draw(i, notice: true);
        return new(name, count =>
        {
            for (int i = 0; i < count; i++)
                Draw(i, noticeErrors);
        });

        void Draw(int i, bool notice)
        {
            sampler.Sample(batch, step: 0);
            if (notice)
                sampler.UpdatePriorities(batch, errors.AsSpan(i % 100 * BatchSize, BatchSize));
        }
    }
}
