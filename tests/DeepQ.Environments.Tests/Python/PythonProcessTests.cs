using DeepQ.Environments.Python;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Python;

public sealed class PythonProcessTests
{
    [PythonFact]
    public void A_child_that_is_forked_answers_nothing()
    {
        using PythonProcess process = Processes.Start("faults.py:Forks");
        PythonEnvironment environment = process.Environments[0];
        Xoshiro256 random = new(1);
        float[] observation = new float[1];
        environment.Reset(random, observation);
        for (int step = 1; step <= 3; step++)
        {
            environment.Step(0, random, observation);
            Assert.Equal(2 + step, observation[0]);
        }
    }

    [PythonFact]
    public void Together_they_step_as_they_do_one_by_one()
    {
        using PythonProcess together = Processes.Start("cartpole.py:CartPole", new { limit = 30 }, count: 3);
        using PythonProcess alone = Processes.Start("cartpole.py:CartPole", new { limit = 30 }, count: 3);
        VectorEnvironment batch = new(together.Environments, new Xoshiro256(1));
        VectorEnvironment single = new([.. alone.Environments.Select(inner => new Alone(inner))], new Xoshiro256(1));
        batch.Reset();
        single.Reset();
        Xoshiro256 policy = new(2);
        int ends = 0;
        for (int step = 0; step < 200; step++)
        {
            int[] actions = [policy.Next(2), policy.Next(2), policy.Next(2)];
            batch.Step(actions);
            single.Step(actions);
            Assert.Equal(single.Observations, batch.Observations);
            Assert.Equal(single.FinalObservations, batch.FinalObservations);
            Assert.Equal(single.Rewards, batch.Rewards);
            Assert.Equal(single.Terminated, batch.Terminated);
            Assert.Equal(single.Truncated, batch.Truncated);
            ends += batch.Terminated.Count(true) + batch.Truncated.Count(true);
        }

        Assert.InRange(ends, 10, 100);
    }

    // The first environment's episode ends, so that it is reset: before the second one steps, or after both have stepped.
    [PythonTheory]
    [InlineData("none", 4, 5)]
    [InlineData("ours", 4, 5)]
    [InlineData("own", 5, 4)]
    public void One_message_steps_all_where_wrappers_pass_the_actions_on(string wrapper, int secondSteps, int firstResets)
    {
        using PythonProcess process = Processes.Start("faults.py:Sound", new { length = 1 }, count: 2);
        Func<IEnvironment, IEnvironment> wrap = wrapper switch
        {
            "none" => inner => inner,
            "ours" => inner => new TimeLimit(new RewardClip(new RewardScale(inner, 2)), 10),
            _ => inner => new Alone(inner),
        };
        VectorEnvironment environments = new([.. process.Environments.Select(wrap)], new Xoshiro256(1));
        environments.Reset();
        float before = environments.Observations[1];
        environments.Step([0, 1]);
        Assert.Equal(before + secondSteps - 2, environments.FinalObservations[1]);
        Assert.Equal(before + firstResets - 2, environments.Observations[0]);
        Assert.Equal([0, 1], environments.Rewards);
    }

    [PythonFact]
    public void Behind_a_wrapper_that_changes_the_actions_its_actions_are_taken()
    {
        using PythonProcess process = Processes.Start("faults.py:Sound", count: 2);
        VectorEnvironment environments = new([.. process.Environments.Select(inner => new Opposite(inner))], new Xoshiro256(1));
        environments.Reset();
        environments.Step([0, 1]);
        Assert.Equal([1, 0], environments.Rewards);
    }

    [PythonFact]
    public void Threads_step_them_too()
    {
        using PythonProcess process = Processes.Start("faults.py:Sound", new { length = 5 }, count: 8);
        VectorEnvironment environments = new(process.Environments, new Xoshiro256(1), degreeOfParallelism: 3);
        environments.Reset();
        for (int step = 1; step <= 100; step++)
        {
            environments.Step([0, 1, 0, 1, 0, 1, 0, 1]);
            Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], environments.Rewards);
            Assert.Equal(step % 5 == 0 ? 8 : 0, environments.Terminated.Count(true));
        }
    }

    [PythonFact]
    public void Two_vectors_of_one_process_may_step_at_the_same_time()
    {
        using PythonProcess process = Processes.Start("corridor.py:Corridor", new { cells = 100, limit = 1000 }, count: 4);
        Parallel.For(0, 2, half =>
        {
            VectorEnvironment environments = new([.. process.Environments.Skip(2 * half).Take(2)], new Xoshiro256((ulong)half));
            environments.Reset();
            for (int step = 0; step < 300; step++)
            {
                float[] before = environments.Observations.ToArray();
                environments.Step([step % 2, 1 - (step % 2)]);
                Assert.Equal(before[0] + (step % 2 == 1 ? 1 : -1), environments.FinalObservations[0]);
                Assert.Equal(before[1] + (step % 2 == 1 ? -1 : 1), environments.FinalObservations[1]);
            }
        });
    }

    [PythonFact]
    public void A_failure_of_one_leaves_the_others()
    {
        using PythonProcess process = Processes.Start("faults.py:Raises", count: 3);
        VectorEnvironment environments = new(process.Environments, new Xoshiro256(1));
        environments.Reset();
        PythonEnvironmentException failure = Assert.Throws<PythonEnvironmentException>(() => environments.Step([0, 1, 1]));
        Assert.StartsWith("faults.py:Raises, environment 1: step() raised ValueError", failure.Message, StringComparison.Ordinal);
        environments.Reset();
        environments.Step([0, 0, 0]);
        Assert.Equal(3, environments.FinalObservations.Length);
        failure = Assert.Throws<PythonEnvironmentException>(() => environments.Step([0, 0, 1]));
        Assert.Contains("environment 2", failure.Message, StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [PythonFact]
    public void Messages_may_be_longer_than_a_pipe_holds()
    {
        using PythonProcess images = Processes.Start("faults.py:Image", new { dtype = "uint8", low = 0, high = 255, shape = new[] { 4, 84, 84 } }, count: 8);
        VectorEnvironment environments = new(images.Environments, new Xoshiro256(1));
        environments.Reset();
        environments.Step(new int[8]);
        Assert.Equal(Enumerable.Range(0, 8 * 4 * 84 * 84).Select(i => (float)((i % (4 * 84 * 84) + 250) % 256)), environments.FinalObservations.ToArray());

        using PythonProcess crowd = Processes.Start("faults.py:Sound", count: 10_000);
        environments = new(crowd.Environments, new Xoshiro256(1));
        environments.Reset();
        int[] actions = [.. Enumerable.Range(0, 10_000).Select(i => i % 2)];
        environments.Step(actions);
        Assert.Equal(actions.Select(action => (double)action), environments.Rewards.ToArray());
    }

    [PythonFact]
    public void They_allocate_nothing_while_they_step()
    {
        using PythonProcess process = Processes.Start("faults.py:Sound", new { length = 10 }, count: 4);
        VectorEnvironment environments = new(process.Environments, new Xoshiro256(1));
        int[] actions = [0, 1, 0, 1];
        environments.Reset();
        void Steps()
        {
            for (int step = 0; step < 100; step++)
                environments.Step(actions);
        }

        Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Alone(IEnvironment inner) : EnvironmentWrapper(inner);

    private sealed class Opposite(IEnvironment inner) : EnvironmentWrapper(inner)
    {
        public override StepResult Step(int action, Random random, Span<float> observation) => base.Step(1 - action, random, observation);
    }
}
