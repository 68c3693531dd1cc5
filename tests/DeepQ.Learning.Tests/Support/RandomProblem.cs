using DeepQ.Environments.Tabular;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A small Markov decision process with random successors and rewards, whose exact values are known.</summary>
internal sealed class RandomProblem
{
    public const double Gamma = 0.8;
    private const int States = 6;
    private const int Actions = 3;
    private readonly TabularEnvironment _environment;

    /// <summary>Each action has one successor, so that a return is a number; a fifth of them end.</summary>
    public RandomProblem(ulong seed)
    {
        Xoshiro256 random = new(seed);
        _environment = new TabularEnvironment(
            "Random",
            new DiscreteSpace(Actions),
            [.. Enumerable.Repeat(1.0 / States, States)],
            (_, _) => [Outcome(random)]);
    }

    /// <summary>Whether each transition is an episode of its own that was cut off; otherwise one that begins where the last ended goes on.</summary>
    public bool AreAlone { get; init; } = true;

    /// <summary>Learns from every transition, and gives the greatest difference from the exact values.</summary>
    public double GreatestError(DqnOptions options)
    {
        options.Gamma = Gamma;
        ReplayBuffer transitions = new(States * Actions, States);
        for (int s = 0; s < States; s++)
        {
            for (int a = 0; a < Actions; a++)
            {
                TabularTransition next = _environment.GetTransitions(s, a)[0];
                // Each is alone: what follows in the buffer is not what follows in the problem.
                transitions.Add(
                    OneHot(s), a, (float)next.Reward, OneHot(next.NextState), next.Terminated, truncated: AreAlone);
            }
        }

        using TrainingResult result = new DqnTrainer(options).Train(
            transitions, _environment.ObservationSpace, _environment.ActionSpace, new Xoshiro256(1));
        double[,] exact = ValueIteration.Solve(_environment, Gamma);
        double error = 0;
        float[] q = new float[Actions];
        for (int s = 0; s < States; s++)
        {
            result.Network.QValues(OneHot(s), q);
            for (int a = 0; a < Actions; a++)
                error = Math.Max(error, Math.Abs(exact[s, a] - q[a]));
        }

        return error;
    }

    private static TabularTransition Outcome(Random random) => new(
        1, random.Next(States), (2 * random.NextDouble()) - 1, Terminated: random.NextDouble() < 0.2);

    private static float[] OneHot(int state)
    {
        float[] observation = new float[States];
        observation[state] = 1;
        return observation;
    }
}
