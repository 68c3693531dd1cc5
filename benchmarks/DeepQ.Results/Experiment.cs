using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Settings;

namespace DeepQ.Results;

/// <summary>A problem and the settings it is learned with.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Create">Makes the environment.</param>
/// <param name="Solved">The return from which Gymnasium calls it solved.</param>
/// <param name="Published">What others reach, for the table.</param>
/// <param name="Options">The settings.</param>
internal sealed record Experiment(
    string Name, Func<IEnvironment> Create, double Solved, string Published, DqnOptions Options)
{
    /// <summary>The settings of RL-Zoo, with evaluations on the way.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "cartpole",
            () => new CartPole(),
            475,
            "RL-Zoo 500 ± 0; SB3, ten seeds: 94.6 to 500, median 500",
            Evaluated(RlZoo.CartPole(), interval: 1_000)),
        new(
            "mountaincar",
            () => new MountainCar(),
            -110,
            "RL-Zoo −100.8 ± 9.9; SB3, four seeds: −109.5, −169.1, −127.1, −195.4",
            Evaluated(RlZoo.MountainCar(), interval: 2_000)),
        new(
            "acrobot",
            () => new Acrobot(),
            -100,
            "RL-Zoo −76.6 ± 11.8; SB3, three seeds: −74.8, −140.7, −76.3",
            Evaluated(RlZoo.Acrobot(), interval: 2_000)),
    ];

    private static DqnOptions Evaluated(DqnOptions options, int interval)
    {
        options.EvaluationInterval = interval;
        options.EvaluationEpisodes = 20;
        return options;
    }
}
