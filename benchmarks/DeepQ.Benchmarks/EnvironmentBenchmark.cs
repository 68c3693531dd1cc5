using DeepQ.Environments;

namespace DeepQ.Benchmarks;

/// <summary>Steps the environments with random actions, one at a time and sixteen together.</summary>
internal static class EnvironmentBenchmark
{
    private const int Steps = 400_000;
    private const int Together = 16;

    public static IReadOnlyList<Timing> Run() => Comparison.Run(
    [
        One(new CartPole()),
        Many(() => new CartPole()),
        One(new MountainCar()),
        One(new Acrobot()),
        One(new Taxi()),
    ]);

    private static Contestant One(IEnvironment environment)
    {
        Xoshiro256 random = new(1);
        float[] observation = new float[environment.ObservationSpace.Size];
        return new(environment.Name, Steps, () =>
        {
            environment.Reset(random, observation);
            for (int i = 0; i < Steps; i++)
            {
                if (environment.Step(random.Next(environment.ActionSpace.Count), random, observation).Done)
                    environment.Reset(random, observation);
            }
        });
    }

    private static Contestant Many(Func<IEnvironment> create)
    {
        Xoshiro256 random = new(1);
        VectorEnvironment environments = new(Together, create, random.Fork());
        int[] actions = new int[Together];
        return new($"{environments.Environments[0].Name}, {Together} together", Steps, () =>
        {
            environments.Reset();
            for (int i = 0; i < Steps; i += Together)
            {
                foreach (ref int action in actions.AsSpan())
                    action = random.Next(environments.ActionSpace.Count);
                environments.Step(actions);
            }
        });
    }
}
