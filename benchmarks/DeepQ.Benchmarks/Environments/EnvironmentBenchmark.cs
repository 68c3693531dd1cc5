using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;

namespace DeepQ.Benchmarks;

/// <summary>Steps environments with random actions: one at a time, and many together on one or more threads.</summary>
internal static class EnvironmentBenchmark
{
    private const int Actions = 4096;

    public static IEnumerable<Comparison> Run()
    {
        // What differs by its protocol alone is measured once.
        IEnvironment[] environments = [.. EnvironmentRegistry.Standard.Names
            .Where(name => !name.StartsWith("MinAtar/", StringComparison.Ordinal) || name.EndsWith("-v0", StringComparison.Ordinal))
            .Select(EnvironmentRegistry.Standard.Make)];
        yield return InterleavedBenchmark.Usual.Run("One environment, one thread", "step", [.. environments.Select(One)]);
        foreach (int count in (int[])[16, 256, 4096])
            yield return Together(InterleavedBenchmark.Usual, () => new CartPole(), count);
        foreach (int count in (int[])[16, 256, 4096])
            yield return Together(InterleavedBenchmark.Usual, () => new Acrobot(), count);
    }

    private static Candidate One(IEnvironment environment)
    {
        Xoshiro256 random = new(1);
        float[] observation = new float[environment.ObservationSpace.Size];
        int[] actions = Draw(environment, random);
        environment.Reset(random, observation);
        return new(environment.Name, count =>
        {
            for (int i = 0; i < count; i++)
            {
                if (environment.Step(actions[i % Actions], random, observation).Done)
                    environment.Reset(random, observation);
            }
        });
    }

    /// <summary>Steps so many environments, on one thread and on several.</summary>
    public static Comparison Together(InterleavedBenchmark race, Func<IEnvironment> create, int count)
    {
        IEnumerable<int> threads = Enumerable.Range(1, Environment.ProcessorCount).Where(int.IsPow2);
        return race.Run(
            $"{count} × {create().Name} together",
            "step",
            [.. threads.Select(threads => Vector(create, count, threads))]);
    }

    private static Candidate Vector(Func<IEnvironment> create, int count, int threads)
    {
        Xoshiro256 random = new(1);
        VectorEnvironment environments = new(count, create, random.Fork(), threads);
        int[] actions = Draw(environments.Environments[0], random);
        environments.Reset();
        return new($"{threads} {(threads == 1 ? "thread" : "threads")}", rounds =>
        {
            for (int i = 0; i < rounds; i++)
                environments.Step(actions.AsSpan(i % 7, count));
        })
        {
            Operations = count,
        };
    }

    // Drawn beforehand: what a step costs is measured, not what an action costs.
    private static int[] Draw(IEnvironment environment, Xoshiro256 random)
    {
        int[] actions = new int[Actions + 7];
        foreach (ref int action in actions.AsSpan())
            action = random.Next(environment.ActionSpace.Count);
        return actions;
    }
}
