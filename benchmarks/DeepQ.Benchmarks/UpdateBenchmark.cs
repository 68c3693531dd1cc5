using DeepQ.Environments;
using DeepQ.Learning;

namespace DeepQ.Benchmarks;

/// <summary>Whole updates of a Q-network on logged transitions: sample, targets, forward, backward, Adam.</summary>
internal static class UpdateBenchmark
{
    private const int Updates = 2_000;

    public static IReadOnlyList<Timing> Run() =>
        Comparison.Run([Network([64, 64], 64), Network([120, 84], 128), Network([256, 256], 64), Network([256, 256], 128)]);

    private static Contestant Network(int[] hiddenUnits, int batchSize)
    {
        DqnTrainer trainer = new(new DqnOptions { HiddenUnits = hiddenUnits, BatchSize = batchSize, Updates = Updates });
        CartPole environment = new();
        ReplayBuffer transitions = Transitions(environment);
        return new(
            $"4→{string.Join('→', hiddenUnits)}→2, batch {batchSize}",
            Updates,
            () => trainer.Train(transitions, environment.ObservationSpace, environment.ActionSpace, new Xoshiro256(1)).Dispose());
    }

    private static ReplayBuffer Transitions(CartPole environment)
    {
        const int Count = 10_000;
        Xoshiro256 random = new(3);
        ReplayBuffer buffer = new(Count, 4);
        float[] state = new float[4];
        float[] next = new float[4];
        environment.Reset(random, state);
        for (int i = 0; i < Count; i++)
        {
            int action = random.Next(2);
            StepResult step = environment.Step(action, random, next);
            buffer.Add(state, action, (float)step.Reward, next, step.Terminated, step.Truncated);
            next.CopyTo(state, 0);
            if (step.Done)
                environment.Reset(random, state);
        }

        return buffer;
    }
}
