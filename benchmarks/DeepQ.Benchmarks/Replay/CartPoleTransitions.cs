using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Replay;

namespace DeepQ.Benchmarks;

/// <summary>What random actions bring in CartPole.</summary>
internal static class CartPoleTransitions
{
    /// <summary>A full buffer.</summary>
    public static ReplayBuffer Fill(int count)
    {
        CartPole environment = new();
        Xoshiro256 random = new(3);
        ReplayBuffer buffer = new(count, 4);
        float[] state = new float[4];
        float[] next = new float[4];
        environment.Reset(random, state);
        for (int i = 0; i < count; i++)
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
