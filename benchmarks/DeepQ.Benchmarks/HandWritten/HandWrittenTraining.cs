using System.Diagnostics;
using DeepQ.Environments;

namespace DeepQ.Benchmarks;

/// <summary>The loop around a DQN that was written by hand, as benchmarks/peers/training.py has it.</summary>
internal static class HandWrittenTraining
{
    private const int Episodes = 100;

    /// <summary>Trains from the first step to the last.</summary>
    public static TrainingOutcome Run(PublishedRun run, double scale, int seed)
    {
        PeerSchedule schedule = run.PeerSchedule(scale);
        using HandWrittenDqn agent = new(run.PeerSettings, seed);
        IEnvironment environment = run.Create();
        Random random = new(seed);
        float[] state = new float[environment.ObservationSpace.Size], next = new float[state.Length];
        long updates = 0;

        long start = Stopwatch.GetTimestamp();
        environment.Reset(random, state);
        for (long step = 1; step <= schedule.Steps; step++)
        {
            double part = (step - 1) / schedule.EpsilonSteps;
            double epsilon = Math.Max(schedule.EpsilonEnd, 1 + ((schedule.EpsilonEnd - 1) * part));
            int action = random.NextDouble() < epsilon ? random.Next(environment.ActionSpace.Count) : agent.Act(state);
            StepResult result = environment.Step(action, random, next);
            agent.Replay.Add(state, action, (float)result.Reward, next, result.Terminated);
            if (result.Terminated || result.Truncated)
                environment.Reset(random, next);
            next.CopyTo(state, 0);

            if (step < schedule.LearningStarts)
                continue;
            if (step % schedule.UpdateInterval == 0)
            {
                for (int i = 0; i < schedule.UpdatesPerInterval; i++)
                    agent.Update();
                updates += schedule.UpdatesPerInterval;
            }
            if (step % schedule.TargetInterval == 0)
                agent.UpdateTarget();
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return new(time, updates, MeanReturn(agent, run.Create(), random));
    }

    private static double MeanReturn(HandWrittenDqn agent, IEnvironment environment, Random random)
    {
        float[] state = new float[environment.ObservationSpace.Size];
        double total = 0;
        for (int episode = 0; episode < Episodes; episode++)
        {
            environment.Reset(random, state);
            StepResult result;
            do
            {
                result = environment.Step(agent.Act(state), random, state);
                total += result.Reward;
            }
            while (!result.Terminated && !result.Truncated);
        }
        return total / Episodes;
    }
}
